import Store

extension Employers {
    /// Rosters, what they say, and whom they invite.
    static let rosters = Migration(
        "employers/0002",
        [
            """
            CREATE TABLE roster (
                id {id} NOT NULL PRIMARY KEY,
                employer {id} NOT NULL REFERENCES employer (id),
                mode {text} NOT NULL CHECK (mode IN ('full', 'delta')),
                state {text} NOT NULL CHECK
                    ({state in 'reading', 'ready', 'held', 'applying', 'applied', 'undone', 'failed'}),
                uploaded_at {instant} NOT NULL,
                uploaded_by {id},
                touched_at {instant} NOT NULL, -- the last sign of life of whoever reads it
                sha256 {text},
                byte_count {int} NOT NULL DEFAULT 0,
                encoding {text},
                delimiter {text},
                given {int} NOT NULL DEFAULT 0, -- the columns that the file has, one bit each
                rows_read {int} NOT NULL DEFAULT 0,
                steps_done {int} NOT NULL DEFAULT 0, -- of what is under way: reading or applying
                steps_total {int} NOT NULL DEFAULT 0,
                base {int} NOT NULL, -- the employer's count of applications that it was compared with
                joins {int} NOT NULL DEFAULT 0,
                leaves {int} NOT NULL DEFAULT 0,
                ends {int} NOT NULL DEFAULT 0, -- of the changes, those that end somebody's employment by now
                changes {int} NOT NULL DEFAULT 0,
                unchanged {int} NOT NULL DEFAULT 0,
                refused {int} NOT NULL DEFAULT 0,
                warned {int} NOT NULL DEFAULT 0, -- rows that will be taken and should be looked at
                problem {text},
                problem_detail {text},
                change_set {id},
                applied_base {int}, -- the count that its application made
                applied_on {day}, -- the employer's day when its application began
                applied_at {instant},
                applied_by {id},
                confirmed_leavers {int},
                stage {int} NOT NULL DEFAULT 0, -- of the application: `Application.Stage`
                place {text} NOT NULL DEFAULT '', -- how far its stage has come
                undone_at {instant},
                undone_by {id},
                cleared_at {instant}, -- since then the rows are gone, and only the counts are left
                CHECK ((state = 'failed') = (problem IS NOT NULL)),
                CHECK (({state in 'applying', 'applied', 'undone'}) = (change_set IS NOT NULL))
            ) {strict}
            """,
            "CREATE INDEX roster_employer ON roster (employer, id)",
            "CREATE UNIQUE INDEX roster_applying ON roster (employer) WHERE state = 'applying'",
            "CREATE INDEX roster_busy ON roster (state) WHERE state IN ('reading', 'applying')",
            """
            CREATE TABLE roster_approval (
                roster {id} NOT NULL REFERENCES roster (id),
                login {id} NOT NULL,
                approved_at {instant} NOT NULL,
                PRIMARY KEY (roster, login)
            ) {clustered}
            """,
            """
            CREATE TABLE roster_column (
                roster {id} NOT NULL REFERENCES roster (id),
                position {int} NOT NULL,
                header {text} NOT NULL, -- as uploaded
                field {text}, -- NULL: ignored
                dates {text} CHECK (dates IN ('dmy', 'mdy')), -- how its slashed dates are read; NULL: it has none
                holds {text} CHECK ({holds in 'national-ids', 'dates', 'other'}), -- of an ignored one, what is lost with it
                PRIMARY KEY (roster, position)
            ) {clustered}
            """,
            """
            CREATE TABLE roster_row (
                roster {id} NOT NULL REFERENCES roster (id),
                number {int} NOT NULL, -- among the data rows, from 1
                line {int} NOT NULL, -- of the file, from 1
                kind {int} NOT NULL CHECK (kind BETWEEN 1 AND 4), -- join, change, unchanged, refused
                employee_number {text},
                given_name {text},
                family_name {text},
                username {text},
                email {text},
                phone {text},
                national_id_index {bytes},
                national_id_sealed {bytes},
                birth_date {day},
                department {text},
                package {text},
                starts_on {day},
                ends_on {day}, -- exclusive
                language {text},
                employment {id}, -- what it changes; of a join that returns, the former one
                introduced {id}, -- the version of it that was compared
                made {id} NOT NULL, -- the employment that the row makes if it joins, and a new person's id
                sort_name {text}, -- of its employment
                search_text {text},
                changed {int} NOT NULL DEFAULT 0, -- the columns that differ, one bit each
                problems {text},
                cells {bytes}, -- of a refused row, all cells as uploaded, encrypted
                PRIMARY KEY (roster, number)
            ) {clustered}
            """,
            "CREATE INDEX roster_row_number ON roster_row (roster, employee_number) WHERE employee_number IS NOT NULL",
            "CREATE INDEX roster_row_username ON roster_row (roster, username) WHERE username IS NOT NULL",
            "CREATE INDEX roster_row_kind ON roster_row (roster, kind, number) WHERE {kind in 1, 2, 4}",
            """
            CREATE TABLE roster_warning (
                roster {id} NOT NULL REFERENCES roster (id),
                number {int} NOT NULL, -- the row
                bits {int} NOT NULL CHECK (bits > 0), -- what is to be looked at, one bit each
                PRIMARY KEY (roster, number)
            ) {clustered}
            """,
            """
            CREATE TABLE roster_leave (
                roster {id} NOT NULL REFERENCES roster (id),
                employee_number {text} NOT NULL,
                employment {id} NOT NULL,
                introduced {id} NOT NULL, -- the version that was compared
                PRIMARY KEY (roster, employee_number)
            ) {clustered}
            """,
            """
            CREATE TABLE roster_mention ( -- whom a row names, and perhaps none by number
                roster {id} NOT NULL REFERENCES roster (id),
                employment {id} NOT NULL,
                PRIMARY KEY (roster, employment)
            ) {clustered}
            """,
            """
            CREATE TABLE roster_person ( -- who joins and was somebody before; everybody else is made
                roster {id} NOT NULL REFERENCES roster (id),
                source {id} NOT NULL, -- what the row makes
                person {id} NOT NULL,
                PRIMARY KEY (roster, source)
            ) {clustered}
            """,
            """
            CREATE TABLE invitation (
                employment {id} NOT NULL PRIMARY KEY,
                change_set {id} NOT NULL, -- counts once this is published
                queued_at {instant} NOT NULL,
                reason {text} NOT NULL CHECK ({reason in 'join', 'contact', 'again'}),
                sent_at {instant} -- when it was dealt with, be it that nothing could be sent
            ) {strict}
            """,
            "CREATE INDEX invitation_due ON invitation (change_set, queued_at) WHERE sent_at IS NULL",
            """
            CREATE TABLE invitation_set (
                change_set {id} NOT NULL PRIMARY KEY,
                published_at {instant} NOT NULL,
                is_done {bool} NOT NULL CHECK (is_done IN (0, 1))
            ) {clustered}
            """,
            "CREATE INDEX invitation_set_due ON invitation_set (published_at) WHERE is_done = 0",
            // Store's `ArrivalSlice`: who joins, is nobody that this employer had, can be written to, brings no username and
            // has no end. Everybody else is taken in one by one, by `ApplyingSQL.otherJoins`, whose condition is the opposite
            // of this one: change both.
            """
            CREATE VIEW arrival AS
            SELECT r.roster AS batch, r.number, r.made AS source,
                COALESCE((SELECT k.person FROM roster_person k WHERE k.roster = r.roster AND k.source = r.made), r.made)
                    AS person,
                o.employer AS sponsor, m.country, r.employee_number, r.given_name, r.family_name, r.email, r.phone,
                CASE WHEN r.national_id_index IS NULL THEN 0 ELSE 1 END AS is_numbered, r.national_id_index,
                r.national_id_sealed, r.birth_date, r.department, r.package, r.starts_on, r.language,
                r.sort_name, r.search_text
            FROM roster_row r JOIN roster o ON o.id = r.roster JOIN employer m ON m.id = o.employer
            WHERE r.kind = 1 AND r.employment IS NULL AND r.username IS NULL
                AND (r.email IS NOT NULL OR r.phone IS NOT NULL) AND r.ends_on IS NULL
            """,
            """
            CREATE VIEW roster_difference AS -- an unchanged row's employment: who has the number, until others are applied
            SELECT r.roster, r.kind, r.number, r.line, r.employee_number, r.given_name, r.family_name, r.username, r.email,
                r.phone, r.national_id_index, r.birth_date, r.department, r.package, r.starts_on, r.ends_on, r.language,
                r.changed, r.problems,
                CASE
                    WHEN r.kind = 1 AND o.state IN ('applied', 'undone') THEN r.made
                    WHEN r.kind IN (3, 4) AND r.employment IS NULL THEN (
                        SELECT n.id FROM employer m JOIN live_employment n ON n.employer = m.id
                        WHERE m.id = o.employer AND m.roster_base IN (o.base, o.applied_base)
                            AND n.employee_number = r.employee_number AND n.former = 0)
                    ELSE r.employment
                END AS employment,
                e.id IS NOT NULL AS is_known,
                e.employee_number AS old_employee_number, e.given_name AS old_given_name,
                e.family_name AS old_family_name, e.username AS old_username, e.email AS old_email,
                e.phone AS old_phone, e.national_id_index AS old_national_id_index, e.birth_date AS old_birth_date,
                e.department AS old_department, e.package AS old_package, e.starts_on AS old_starts_on,
                e.ends_on AS old_ends_on, e.language AS old_language, w.bits AS warnings
            FROM roster_row r
            JOIN roster o ON o.id = r.roster
            LEFT JOIN employment e ON e.id = r.employment AND e.introduced = r.introduced
            LEFT JOIN roster_warning w ON w.roster = r.roster AND w.number = r.number
            """,
        ]
    )
}
