import Credits
import Desk
import Foundation
import Kernel
import Store

/// How fast the books are proven: a grant and four visits for each account, spread over the file as a year spreads them.
///
/// The yardstick reads every entry with its postings, by one reader and without proving anything.
struct LedgerBench {
    let world: World

    private static let entriesPerAccount = 5
    private static let slice = 500

    func run(_ table: inout Table) async throws {
        let database = world.folder.appending(path: "ledger.sqlite")
        var environment = world.environment
        environment["CARNET_DATABASE"] = database.path
        let output = world.folder.appending(path: "ledger.txt")
        _ = try Child.run(World.program, ["migrate"], environment: environment, output: output)
        let store = try world.file(at: database)
        try await write(into: store)
        let (postings, seconds) = try await read(from: store)
        try await store.close()
        let usage = try Child.run(World.program, ["ledger", "verify"], environment: environment, output: output)
        table.add(
            "ledger verify, \(whole(Double(postings))) postings",
            "\(whole(Double(postings) / usage.seconds))/s",
            "\(whole(Double(postings) / seconds))/s, only read, one reader",
            seconds / usage.seconds,
            peakMiB: usage.peakMiB
        )
    }

    private func write(into store: any Store) async throws {
        let credits = Credits()
        let count = max(world.options.rows / Self.entriesPerAccount, 1)
        // As accounts come into being: in the order of their ids.
        let accounts = (1...count).map { PersonID(bits: UInt128($0) << 64 | UInt128($0)) }
        guard let package = PackageCode("premium") else { throw BenchFailure("no package") }
        for round in 0..<Self.entriesPerAccount {
            let order = round == 0 ? accounts : accounts.shuffled()
            for start in stride(from: 0, to: count, by: Self.slice) {
                let persons = order[start..<min(start + Self.slice, count)]
                try await store.write { session in
                    let today = Zone.bucharest.day(at: session.now)
                    for person in persons {
                        var account = try credits.account(of: person, in: session)
                        guard round == 0 else {
                            try record(person, &account, credits, today, in: session)
                            continue
                        }
                        let due = DueGrant(
                            source: SourceID(bits: person.bits),
                            package: package,
                            periodStart: today,
                            expires: today.adding(days: 30),
                            zone: .bucharest,
                            credits: CreditAmount(30)
                        )
                        let covered = DaySpans([DaySpan(from: today, until: nil)])
                        try credits.bringUpToDate(&account, due: [due], covered: covered, in: session)
                    }
                }
            }
        }
    }

    /// A visit of one credit, as the desk keeps it, without all that it looks at before.
    private func record(
        _ person: PersonID,
        _ account: inout MemberAccount,
        _ credits: Credits,
        _ today: Day,
        in session: Session
    ) throws {
        guard let package = PackageCode("premium"), let service = ServiceCode("consultation-family-medicine") else {
            throw BenchFailure("no service")
        }
        let (id, location): (VisitID, _) = (session.newID(), LocationID(bits: person.bits % 1000 + 1))
        let visit = VisitRecord(
            id: id,
            verification: VerificationID(bits: id.bits),
            location: location,
            login: LoginID(bits: 1),
            person: person,
            day: today,
            recordedAt: session.now,
            credits: CreditAmount(1),
            key: "\(id)",
            requestHash: session.randomBytes(32),
            lines: [
                Visit.Line(
                    service: service,
                    quantity: 1,
                    credits: CreditAmount(1),
                    package: package,
                    source: SourceID(bits: person.bits)
                )
            ]
        )
        try session.run(
            Self.verification,
            VerificationID(bits: id.bits),
            location,
            LoginID(bits: 1),
            person,
            session.now
        )
        let debit = try credits.debit(
            CreditAmount(1),
            from: &account,
            to: location,
            reference: id,
            evidence: visit.evidence,
            in: session
        )
        try visit.insert(debit.entry, in: session)
    }

    private static let verification: SQL = """
        INSERT INTO verification (id, location, login, person, holder, created_at, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?5)
        """

    /// How many postings there are, and how many seconds reading them takes.
    private func read(from store: any Store) async throws -> (postings: Int, seconds: Double) {
        let clock = ContinuousClock()
        return try await store.read { session in
            var postings = 0
            let duration = try clock.measure {
                try session.each(Self.everything) { row in
                    let _: [UInt8] = try row[1]
                    postings += 1
                }
            }
            return (postings, duration.inSeconds)
        }
    }

    private static let everything: SQL = """
        SELECT e.id, e.hash, e.at, p.account, p.credit_grant, p.amount
        FROM entry e JOIN posting p ON p.entry = e.id ORDER BY e.account, e.sequence
        """
}
