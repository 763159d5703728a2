import Kernel
import Store

/// Finds the rows of a roster that other rows speak against or that should be looked at, and keeps the latter. It looks in
/// snapshots, so that nobody waits for it, and holds eight bytes for each row that it has found.
struct WarningSearch: Sendable {
    let roster: RosterID
    let employer: EmployerID
    let mode: RosterMode
    let store: any Store
    let slice: Int

    /// The rows that have a national id of which there are several in the file. No look-up for each row: national ids come
    /// in no order, and an index of them would cost more than all the rest of staging.
    func nationalIDsTwice() async throws -> [Int] {
        try await numbers(RosterRowSQL.nationalIDTwice, ifAny: RosterRowSQL.hasNationalIDTwice)
    }

    /// What rows say of each other: can be asked as soon as they are staged, while they are being compared.
    func amongRows() async throws -> [RosterWarning: [Int]] {
        var found: [RosterWarning: [Int]] = [:]
        for (warning, isAny, rows) in [
            (RosterWarning.sharedEmail, RosterWarningSQL.hasSharedEmail, RosterWarningSQL.sharedEmail),
            (.sharedPhone, RosterWarningSQL.hasSharedPhone, RosterWarningSQL.sharedPhone),
            (.samePersonTwice, RosterWarningSQL.lacksNationalID, RosterWarningSQL.samePerson),
        ] {
            found[warning] = try await numbers(rows, ifAny: isAny)
        }
        return found
    }

    /// What compared rows say about the employer's people.
    func aboutPeople(on today: Day) async throws -> [RosterWarning: [Int]] {
        try await store.read { [self] session in
            var found: [RosterWarning: [Int]] = [
                .renumbered: try Self.numbers(RosterWarningSQL.renumbered, roster, in: session),
                .otherName: try Self.numbers(RosterWarningSQL.otherName, roster, in: session),
                .beginsAgainLater: try session.all(RosterWarningSQL.beginsAgainLater, roster, today) { try $0[0] },
            ]
            if try session.first(RosterWarningSQL.hasLeavers, roster, read: { _ in true }) != nil {
                found[.perhapsRenumbered] = try Self.numbers(RosterWarningSQL.perhapsRenumbered, roster, in: session)
            }
            // In a full roster everybody who stays is in the file.
            if mode == .delta {
                found[.sharedEmail] = try session.all(RosterWarningSQL.emailOfOther, roster, employer) { try $0[0] }
                found[.sharedPhone] = try session.all(RosterWarningSQL.phoneOfOther, roster, employer) { try $0[0] }
            }
            return found
        }
    }

    /// Keeps what was found of rows that are taken.
    func keep(_ found: [RosterWarning: [Int]]) async throws {
        for warning in RosterWarning.allCases {
            let numbers = found[warning] ?? []
            for start in stride(from: 0, to: numbers.count, by: slice) {
                let part = Array(numbers[start..<min(start + slice, numbers.count)])
                try await store.write { [roster] session in
                    try session.runEach(RosterWarningSQL.insert, part) { number, arguments in
                        arguments = [
                            roster.value, number.value, warning.rawValue.value, warning.columns.rawValue.value,
                        ]
                    }
                }
            }
        }
    }

    /// The rows that the first statement finds, if the second, which is cheaper, finds one.
    private func numbers(_ rows: SQL, ifAny isAny: SQL) async throws -> [Int] {
        try await store.read { [roster] session in
            guard try session.first(isAny, roster, read: { _ in true }) != nil else { return [] }
            return try Self.numbers(rows, roster, in: session)
        }
    }

    private static func numbers(_ sql: SQL, _ roster: RosterID, in session: Session) throws -> [Int] {
        var numbers: [Int] = []
        try session.each(sql, roster) { numbers.append(try $0[0]) }
        return numbers
    }
}
