import Employers
import Kernel
import Store

extension House {
    /// Everything that counts of an employer, column by column: employments, their coverage, their profiles, and the
    /// usernames that its people have. All but which change set wrote it.
    func content(of employer: Employer) async throws -> [String] {
        try await store.read { session in
            try Content.all.flatMap { part in try part.lines(of: employer.id, in: session) }
        }
    }

    /// The same without identifiers, so that two employers can be compared: what each employment says, and how it is
    /// covered. Who has left by absence is left out: they are nobody's any more.
    func plainContent(of employer: Employer) async throws -> [String] {
        try await store.read { try Content.plain.lines(of: employer.id, in: $0) }
    }
}

/// A statement about an employer, and the types of its columns: i an identifier, t a text, n a number, b bytes.
private struct Content {
    let types: String
    let sql: SQL

    func lines(of employer: EmployerID, in session: Session) throws -> [String] {
        try session.all(sql, employer) { row in
            try types.enumerated().map { column, type in
                guard !row.isNull(column) else { return "-" }
                return switch type {
                case "i": try String(row.id(column))
                case "n": try String(row.integer(column))
                case "b": try row.bytes(column).map { String($0) }.joined(separator: ".")
                default: try row.text(column)
                }
            }.joined(separator: "|")
        }
    }

    static let all = [
        Content(
            types: "itittttttbtttttnnttt",
            sql: """
                SELECT id, employee_number, person, given_name, family_name, username, email, phone, language,
                    national_id_index, birth_date, department, package, starts_on, ends_on, left_by_absence, former,
                    language, sort_name, search_text
                FROM live_employment WHERE employer = ?1 ORDER BY id
                """
        ),
        Content(
            types: "iiittt",
            sql: """
                SELECT id, person, source, package, starts_on, ends_on FROM live_coverage
                WHERE sponsor = ?1 ORDER BY source, starts_on, id
                """
        ),
        Content(
            types: "iitttttttn",
            sql: """
                SELECT p.source, p.person, p.given_name, p.family_name, p.birth_date, p.email, p.phone, p.username,
                    p.language, p.recorded_at
                FROM live_profile p JOIN live_employment e ON e.id = p.source
                WHERE e.employer = ?1 ORDER BY p.source
                """
        ),
        Content(
            types: "ti",
            sql: """
                SELECT name, person FROM taken_username
                WHERE person IN (SELECT person FROM live_employment WHERE employer = ?1) ORDER BY name, person
                """
        ),
    ]

    static let plain = Content(
        types: "tttttbttttttttt",
        sql: """
            SELECT e.employee_number, e.given_name, e.family_name, e.email, e.phone, e.national_id_index, e.birth_date,
                e.department, e.package, e.starts_on, e.ends_on, e.language, c.package, c.starts_on, c.ends_on
            FROM live_employment e LEFT JOIN live_coverage c ON c.source = e.id
            WHERE e.employer = ?1 AND e.left_by_absence = 0 AND e.former = 0
            ORDER BY e.employee_number, c.starts_on
            """
    )
}
