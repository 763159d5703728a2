import Store

/// Every statement on requests and add-ons.
enum FamilySQL {
    /// A second pending request for the same family member changes nothing: a double click.
    static let insertRequest: SQL = """
        INSERT INTO family_request (id, employer, employment, member, employee_number, employee_name, given_name,
            family_name, name_key, relation, birth_date, package, price, currency, email, phone, consent_version,
            consent_language, consent_at, state, requested_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, 'pending', ?19)
        ON CONFLICT (member, name_key, birth_date) WHERE state = 'pending' DO NOTHING
        """

    static let request: SQL = """
        SELECT r.id, r.employer, r.employment, r.member, r.employee_number, r.employee_name, r.given_name,
            r.family_name, r.relation, r.birth_date, r.package, r.price, r.currency, r.consent_version,
            r.consent_language, r.consent_at, r.state, r.requested_at, r.decided_at, r.refusal_reason, a.id, a.person,
            a.starts_on, a.requested_until, a.left_until, p.price, p.month, a.offered_price, a.offered_from
        FROM family_request r LEFT JOIN add_on a ON a.request = r.id
        LEFT JOIN add_on_price p ON p.add_on = a.id
            AND p.month = (SELECT max(l.month) FROM add_on_price l WHERE l.add_on = a.id)
        WHERE r.id = ?1
        """

    static let requestOfAddOn: SQL = """
        SELECT r.id, r.employer, r.employment, r.member, r.employee_number, r.employee_name, r.given_name,
            r.family_name, r.relation, r.birth_date, r.package, r.price, r.currency, r.consent_version,
            r.consent_language, r.consent_at, r.state, r.requested_at, r.decided_at, r.refusal_reason, a.id, a.person,
            a.starts_on, a.requested_until, a.left_until, p.price, p.month, a.offered_price, a.offered_from
        FROM family_request r JOIN add_on a ON a.request = r.id
        LEFT JOIN add_on_price p ON p.add_on = a.id
            AND p.month = (SELECT max(l.month) FROM add_on_price l WHERE l.add_on = a.id)
        WHERE a.id = ?1
        """

    static let requestsOfMember: SQL = """
        SELECT r.id, r.employer, r.employment, r.member, r.employee_number, r.employee_name, r.given_name,
            r.family_name, r.relation, r.birth_date, r.package, r.price, r.currency, r.consent_version,
            r.consent_language, r.consent_at, r.state, r.requested_at, r.decided_at, r.refusal_reason, a.id, a.person,
            a.starts_on, a.requested_until, a.left_until, p.price, p.month, a.offered_price, a.offered_from
        FROM family_request r LEFT JOIN add_on a ON a.request = r.id
        LEFT JOIN add_on_price p ON p.add_on = a.id
            AND p.month = (SELECT max(l.month) FROM add_on_price l WHERE l.add_on = a.id)
        WHERE r.member = ?1 ORDER BY r.id DESC LIMIT ?2
        """

    /// ?2 the id before which the page begins, ?3 a state or NULL, ?4 limit.
    static let requestsOfEmployer: SQL = """
        SELECT r.id, r.employer, r.employment, r.member, r.employee_number, r.employee_name, r.given_name,
            r.family_name, r.relation, r.birth_date, r.package, r.price, r.currency, r.consent_version,
            r.consent_language, r.consent_at, r.state, r.requested_at, r.decided_at, r.refusal_reason, a.id, a.person,
            a.starts_on, a.requested_until, a.left_until, p.price, p.month, a.offered_price, a.offered_from
        FROM family_request r LEFT JOIN add_on a ON a.request = r.id
        LEFT JOIN add_on_price p ON p.add_on = a.id
            AND p.month = (SELECT max(l.month) FROM add_on_price l WHERE l.add_on = a.id)
        WHERE r.employer = ?1 AND r.id < ?2 AND (CAST(?3 AS text) IS NULL OR r.state = ?3)
        ORDER BY r.id DESC LIMIT ?4
        """

    static let pendingCount: SQL = "SELECT count(*) FROM family_request WHERE member = ?1 AND state = 'pending'"

    static let contacts: SQL = "SELECT email, phone FROM family_request WHERE id = ?1"

    static let moveRequest: SQL = """
        UPDATE family_request SET employment = ?2, employee_number = ?3, employee_name = ?4
        WHERE id = ?1 AND state = 'pending'
        """

    /// Decides a request once. The contacts go: from then on the profile has them, or nobody needs them.
    static let decide: SQL = """
        UPDATE family_request
        SET state = ?2, decided_at = ?3, decided_by = ?4, refusal_reason = ?5, email = NULL, phone = NULL
        WHERE id = ?1 AND state = 'pending'
        """

    /// An add-on for the same family member of the same employee that isn't over on day ?4. One that ends unless its new price
    /// is agreed to is over then.
    static let overlapping: SQL = """
        SELECT a.id FROM add_on a JOIN family_request r ON r.id = a.request
        WHERE r.member = ?1 AND r.name_key = ?2 AND r.birth_date = ?3
            AND (a.requested_until IS NULL OR (a.requested_until > ?4 AND a.requested_until > a.starts_on))
            AND (a.left_until IS NULL OR (a.left_until > ?4 AND a.left_until > a.starts_on))
            AND (a.offered_from IS NULL OR a.offered_from > ?4)
        LIMIT 1
        """

    static let knownPerson: SQL = """
        SELECT a.person FROM add_on a JOIN family_request r ON r.id = a.request
        WHERE r.member = ?1 AND r.name_key = ?2 AND r.birth_date = ?3 ORDER BY a.id DESC LIMIT 1
        """

    /// A row where employee ?1 has an add-on for ?2 that isn't over on day ?3.
    static let isFamily: SQL = """
        SELECT 1 FROM family_request r JOIN add_on a ON a.request = r.id
        WHERE r.member = ?1 AND a.person = ?2 AND (a.requested_until IS NULL OR a.requested_until > ?3)
            AND (a.left_until IS NULL OR a.left_until > ?3) AND (a.offered_from IS NULL OR a.offered_from > ?3)
        LIMIT 1
        """

    static let insertAddOn: SQL = """
        INSERT INTO add_on (id, request, employer, person, starts_on, left_until, approved_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """

    /// One price for each month, of which the latest act counts.
    static let insertPrice: SQL = """
        INSERT INTO add_on_price (add_on, month, price, consent_version, consent_language, consent_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (add_on, month) DO UPDATE SET price = excluded.price,
            consent_version = coalesce(excluded.consent_version, add_on_price.consent_version),
            consent_language = coalesce(excluded.consent_language, add_on_price.consent_language),
            consent_at = coalesce(excluded.consent_at, add_on_price.consent_at)
        """

    static let prices: SQL = "SELECT month, price FROM add_on_price WHERE add_on = ?1 ORDER BY month"

    static let offer: SQL = "UPDATE add_on SET offered_price = ?2, offered_from = ?3 WHERE id = ?1"

    /// What a new price may concern: the employer's add-ons that go on after day ?2, a row for each of their prices, the earliest
    /// first.
    static let priced: SQL = """
        SELECT a.id, r.package, r.currency, a.starts_on, a.requested_until, a.left_until, a.offered_price, a.offered_from,
            p.month, p.price
        FROM add_on a JOIN family_request r ON r.id = a.request JOIN add_on_price p ON p.add_on = a.id
        WHERE a.employer = ?1 AND (a.requested_until IS NULL OR a.requested_until > ?2)
            AND (a.left_until IS NULL OR a.left_until > ?2) AND (a.offered_from IS NULL OR a.offered_from > ?2)
        ORDER BY a.id, p.month
        """

    /// A price from month ?2 on that a member has consented to: a new one, or that of an add-on that starts on day ?3 or later.
    static let consentedFrom: SQL = """
        SELECT 1 FROM add_on a JOIN add_on_price p ON p.add_on = a.id
        WHERE a.employer = ?1 AND p.month >= ?2 AND (p.consent_at IS NOT NULL OR a.starts_on >= ?3) LIMIT 1
        """

    static let endOnRequest: SQL = """
        UPDATE add_on SET requested_until = ?2, offered_price = NULL, offered_from = NULL
        WHERE id = ?1 AND requested_until IS NULL AND (left_until IS NULL OR left_until > ?2)
            AND (offered_from IS NULL OR offered_from >= ?2)
        """

    static let endOnLeaving: SQL = "UPDATE add_on SET left_until = ?2 WHERE id = ?1"

    /// A row for one that begins before it ends.
    static let addOnOfEmployment: SQL = """
        SELECT 1 FROM family_request r JOIN add_on a ON a.request = r.id
        WHERE r.member = ?1 AND r.employment = ?2 AND (a.requested_until IS NULL OR a.requested_until > a.starts_on)
            AND (a.left_until IS NULL OR a.left_until > a.starts_on)
        LIMIT 1
        """

    /// What an employment's end may still move: add-ons that the member's own wish hasn't ended by day ?2.
    static let following: SQL = """
        SELECT a.id, r.employment, a.starts_on, a.left_until
        FROM add_on a JOIN family_request r ON r.id = a.request
        WHERE a.employer = ?1 AND (a.requested_until IS NULL OR a.requested_until > ?2) ORDER BY a.id
        """

    /// A child that has had an add-on before keeps its contacts, unless any are given anew.
    static let awaitAge: SQL = """
        INSERT INTO coming_of_age (person, add_on, due_at, email, phone) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (person) DO UPDATE SET add_on = excluded.add_on, due_at = excluded.due_at,
            email = CASE WHEN excluded.email IS NULL AND excluded.phone IS NULL THEN coming_of_age.email ELSE excluded.email END,
            phone = CASE WHEN excluded.email IS NULL AND excluded.phone IS NULL THEN coming_of_age.phone ELSE excluded.phone END
        """

    static let setContactsOfChild: SQL = "UPDATE coming_of_age SET email = ?2, phone = ?3 WHERE person = ?1"

    static let dueOfAge: SQL = "SELECT person FROM coming_of_age WHERE due_at <= ?1 ORDER BY due_at LIMIT ?2"

    static let comingOfAge: SQL = "SELECT add_on, email, phone FROM coming_of_age WHERE person = ?1 AND due_at <= ?2"

    static let isAwaited: SQL = "SELECT 1 FROM coming_of_age WHERE person = ?1"

    static let endComingOfAge: SQL = "DELETE FROM coming_of_age WHERE person = ?1"

    static let countContacts: SQL = """
        UPDATE add_on SET contacts_given = contacts_given + 1 WHERE id = ?1 AND contacts_given < ?2
        """
}
