import Credits
import Kernel
import Store
import TestKit
import Testing

/// A ledger of a test with one member, one location and one source, in Bucharest.
struct Ledger: Sendable {
    let kit: TestStore
    let credits = Credits()
    let person = PersonID(bits: 0x1001)
    let location = LocationID(bits: 0x2001)
    let source = SourceID(bits: 0x3001)
    let package: PackageCode
    let zone: Zone

    @discardableResult
    static func with<T>(seed: UInt64 = 1, _ body: (Ledger) async throws -> T) async throws -> T {
        try await TestStore.with(Credits.migrations, seed: seed) { kit in
            let package = try #require(PackageCode("primary"))
            let zone = try #require(Zone("Europe/Bucharest"))
            return try await body(Ledger(kit: kit, package: package, zone: zone))
        }
    }

    func due(
        _ credits: Int64,
        from periodStart: String,
        until expires: String,
        source: SourceID? = nil
    ) throws -> DueGrant {
        DueGrant(
            source: source ?? self.source,
            package: package,
            periodStart: try #require(Day(periodStart)),
            expires: try #require(Day(expires)),
            zone: zone,
            credits: CreditAmount(credits)
        )
    }

    func bring(
        _ due: [DueGrant],
        covered: DaySpans = .everyDay,
        person: PersonID? = nil
    ) async throws {
        let person = person ?? self.person
        try await kit.store.write { [credits] session in
            var account = try credits.account(of: person, in: session)
            try credits.bringUpToDate(&account, due: due, covered: covered, in: session)
        }
    }

    /// What visits and cancellations say is the desk's affair.
    static let evidence = Evidence("test") { $0.add("A visit") }

    @discardableResult
    func debit(_ amount: Int64, person: PersonID? = nil) async throws -> Debit {
        let person = person ?? self.person
        return try await kit.store.write { [credits, location] session in
            var account = try credits.account(of: person, in: session)
            return try credits.debit(
                CreditAmount(amount),
                from: &account,
                to: location,
                reference: session.newID(),
                evidence: Self.evidence,
                in: session
            )
        }
    }

    @discardableResult
    func giveBack(_ entry: EntryID, covered: DaySpans = .everyDay) async throws -> Return {
        try await kit.store.write { [credits, person] session in
            var account = try credits.account(of: person, in: session)
            return try credits.giveBack(
                entry,
                to: &account,
                covered: covered,
                reference: session.newID(),
                evidence: Self.evidence,
                in: session
            )
        }
    }

    func balance(of person: PersonID? = nil) async throws -> Int64 {
        let person = person ?? self.person
        return try await kit.store.read { [credits] session in
            try credits.accountToRead(of: person, in: session).balance(at: session.now).count
        }
    }

    func statement() async throws -> Statement {
        try await kit.store.read { [credits, person] session in
            try credits.statement(of: credits.accountToRead(of: person, in: session), in: session)
        }
    }

    func verify(seal root: SealRoot? = nil) async throws -> LedgerReport {
        try await kit.store.read { [credits] session in
            var tally = VisitTally(in: session)
            return try credits.verify(in: session, seal: root, tally: &tally)
        }
    }

    /// Seals all accounts, so many in one transaction.
    ///
    /// - Parameter meanwhile: what happens between two of them.
    func seal(step: Int = 2, meanwhile: (Int) async throws -> Void = { _ in }) async throws -> Seal {
        var sealing = try await kit.store.write { [credits] in try credits.beginSeal(in: $0) }
        var number = 0
        while true {
            number += 1
            let current = sealing
            switch try await kit.store.write({ [credits] in try credits.carryOn(current, accounts: step, in: $0) }) {
            case .done(let seal): return seal
            case .underWay(let next): sealing = next
            }
            try await meanwhile(number)
        }
    }

    /// Sets the clock to so many seconds after midnight of that day, in Bucharest.
    func set(_ day: String, seconds: Int64 = 0) throws {
        kit.clock.set(zone.start(of: try #require(Day(day))).adding(seconds: seconds))
    }
}

extension DaySpans {
    static let everyDay = DaySpans([DaySpan(from: Day(daysSinceEpoch: 0), until: nil)])

    init(_ days: [(String, String?)]) throws {
        self.init(
            try days.map { DaySpan(from: try #require(Day($0.0)), until: try $0.1.map { try #require(Day($0)) }) }
        )
    }
}
