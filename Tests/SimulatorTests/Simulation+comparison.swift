import Credits
import Desk
import Kernel
import SimulatorModel
import Store

extension Simulation {
    /// What an account holds, and what its member would be shown; taken from a transaction that is undone.
    private struct Seen: Error {
        let grants: [StoredGrant]
        let statement: Statement
        let wasUpToDate: Bool
        let entriesMade: Int
    }

    static let grantsSQL: SQL = """
        SELECT id, source, package, starts_on, amount, remaining, returns FROM credit_grant WHERE account = ?1 ORDER BY id
        """

    /// The grants that were made, what is left of each, and what a look at the account would show now.
    mutating func compareAccount(of member: Int) async throws {
        let seen = try await look(at: members[member].person)
        try world.learnGrants(of: member, seen.grants)
        try world.compareGrants(of: member, seen.grants)
        guard !seen.wasUpToDate || seen.entriesMade == 0 else {
            throw Discrepancy("The account of \(member) said that it was up to date, and wasn't.")
        }
        let wanted = world.statement(of: member)
        let found = seen.statement.grants.filter { $0.left > .zero || $0.returns == nil }.map { grant in
            "\(grant.source) \(grant.package?.text ?? "by correction") \(grant.startsOn) "
                + "to \(grant.expiresOn?.description ?? "waits"): "
                + "\(grant.left.count) of \(grant.amount.count)" + (grant.returns == nil ? "" : ", returned")
        }.sorted()
        guard found == wanted.lines else {
            throw Discrepancy(
                "Member \(member) should be shown\n  \(wanted.lines.joined(separator: "\n  "))\nand is shown\n  "
                    + found.joined(separator: "\n  ")
            )
        }
        guard seen.statement.balance.count == wanted.balance else {
            throw Discrepancy(
                "Member \(member) should have \(wanted.balance), and has \(seen.statement.balance.count)."
            )
        }
    }

    private func look(at person: PersonID) async throws -> Seen {
        let (desk, credits) = (stage.desk, stage.credits)
        do {
            try await stage.write { session in
                let grants = try session.all(Self.grantsSQL, person, read: StoredGrant.init(row:))
                let wasUpToDate = try desk.accountIfUpToDate(of: person, in: session) != nil
                let then = try credits.accountToRead(of: person, in: session)
                let before = try credits.statement(of: then, limit: 1, in: session).entries.first?.sequence ?? 0
                let now = try desk.bringCreditsUpToDate(of: person, in: session)
                let statement = try credits.statement(of: now, limit: 1, in: session)
                let made = (statement.entries.first?.sequence ?? 0) - before
                throw Seen(grants: grants, statement: statement, wasUpToDate: wasUpToDate, entriesMade: Int(made))
            }
        } catch let seen as Seen { return seen }
        throw Discrepancy("A transaction that was to be undone wasn't.")
    }

    /// All books: the proofs of the ledger and of the visits, what each location was paid, and who was looked up how often.
    mutating func audit() async throws {
        let (credits, desk) = (stage.credits, stage.desk)
        let report = try await stage.read { session in
            var entries = VisitTally(in: session)
            var visits = entries
            var report = try credits.verify(in: session, tally: &entries)
                .joined(with: VisitProof().verify(tally: &visits, in: session))
            if report.holds { report.fault = try VisitProof().difference(since: EntryID(bits: 0), in: session) }
            if report.holds, !entries.agrees(with: visits) {
                throw Discrepancy("Visits and entries add up to two tallies.")
            }
            return report
        }
        guard report.holds else {
            throw Discrepancy("The books don't hold: \(report.fault.map { "\($0)" } ?? "")")
        }
        for (place, location) in stage.places.enumerated() {
            let found = try await stage.read { session in
                try session.first(
                    "SELECT CAST(COALESCE(SUM(amount), 0) AS bigint) FROM posting WHERE account = ?1",
                    location
                ) { try $0[0] as Int64 }
            }
            let wanted = world.visits.reduce(0) { $1.place == place && !$1.isCancelled ? $0 + $1.cost : $0 }
            guard found == wanted else {
                throw Discrepancy("Location \(place) should have got \(wanted), and got \(found ?? 0).")
            }
        }
        for (member, known) in members.enumerated() {
            try await compareAccount(of: member)
            let found = try await stage.read { try desk.lookups(of: known.person, limit: 1_000_000, in: $0).count }
            guard found == world.people[member].lookups else {
                throw Discrepancy("\(member) was looked up \(world.people[member].lookups) times, not \(found).")
            }
        }
    }
}

extension StoredGrant {
    init(row: Row) throws {
        self.init(
            id: try row[0],
            source: try row[1],
            package: try row[2],
            startsOn: try row[3],
            amount: try row[4],
            left: try row[5],
            returns: try row[6]
        )
    }
}
