import Credits
import Desk
import Kernel
import Partners
import Store
import TestKit
import Testing

/// Random visits, cancellations, tariffs and closings, and what they should come to, reckoned from scratch.
private struct Books {
    struct Act {
        let visit: VisitID
        let location: LocationID
        let service: String
        let quantity: Int64
        let day: Day
        var isCancelled = false
    }

    let counter: Counter
    let random: SeededRandom
    var members: [Member] = []
    var acts: [Act] = []
    /// In the order in which they were set.
    var tariffs: [(service: String, from: Day, price: Int64)] = []
    var nextMonth: Month?
    var closed: [Month] = []

    var today: Day { counter.zone.day(at: counter.kit.clock.now()) }

    func below(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }

    /// What one of a service costs on a day: the last that was set of the latest day by then.
    func price(_ service: String, on day: Day) -> Int64 {
        let known = tariffs.filter { $0.service == service && $0.from <= day }
        let latest = known.map(\.from).max()
        return known.last { $0.from == latest }?.price ?? 0
    }

    mutating func visit() async throws {
        let isHere = below(2) == 0
        let member = members[isHere ? below(members.count) : 0]
        let location = isHere ? counter.here : counter.there
        let quantity = 1 + below(3)
        let proof = try await counter.verified(member, at: location)
        do {
            let visit = try await counter.record(proof, [("gp", quantity)], at: location).visit
            acts.append(
                Act(visit: visit.id, location: location, service: "gp", quantity: Int64(quantity), day: visit.day)
            )
            nextMonth = nextMonth ?? visit.day.month
        } catch CreditsFailure.creditsInsufficient {
            return
        }
    }

    mutating func cancel() async throws {
        let standing = acts.indices.filter { !acts[$0].isCancelled }
        guard !standing.isEmpty else { return }
        let index = standing[below(standing.count)]
        try await counter.cancel(acts[index].visit, by: .operator(counter.operatorLogin))
        acts[index].isCancelled = true
    }

    mutating func setTariff() async throws {
        let earliest = closed.last?.next.firstDay ?? today.month.firstDay
        let from = earliest.adding(days: below(40))
        let price = Int64(1 + below(10_000))
        try await counter.tariff(from.description, ["gp": price])
        tariffs.append(("gp", from, price))
    }

    mutating func close() async throws {
        guard let month = nextMonth, today > month.lastDay else { return }
        try await counter.close(month.description)
        closed.append(month)
        nextMonth = month.next
    }

    mutating func act() async throws {
        switch below(10) {
        case 0...4: try await visit()
        case 5...6: try await cancel()
        case 7: try await setTariff()
        case 8: counter.kit.clock.advance(days: Int64(4 + below(12)))
        default: try await close()
        }
    }

    /// Over all that is closed and all that is open, each visit that counts is in once, at its price, and the credits are
    /// what the ledger has.
    func check() async throws {
        guard var month = acts.map(\.day.month).min() else { return }
        var (amount, credits, quantity): (Int64, [LocationID: Int64], Int64) = (0, [:], 0)
        while month <= max(today.month, nextMonth ?? today.month) {
            let settlement = try await counter.settlement(month.description)
            #expect(settlement.state == (closed.contains(month) ? .closed : .open))
            #expect(settlement.missingTariffs.isEmpty)
            amount += settlement.total.amount
            for line in settlement.lines {
                credits[line.location, default: 0] += line.credits.count
                quantity += line.quantity
            }
            month = month.next
        }
        let counting = acts.filter { !$0.isCancelled }
        #expect(quantity == counting.reduce(0) { $0 + $1.quantity })
        #expect(amount == counting.reduce(0) { $0 + $1.quantity * price($1.service, on: $1.day) })
        for location in [counter.here, counter.there] {
            let posted = try await counter.posted(to: location)
            #expect(credits[location, default: 0] == posted)
        }
    }
}

@Suite("B48: settlements and the ledger")
struct SettlementBooksTests {
    @Test(
        "over random visits, cancellations, tariffs and closings, money is visits times tariff, and credits the ledger's",
        arguments: [11, 12, 13, 14, 15] as [UInt64]
    )
    func sums(seed: UInt64) async throws {
        try await Counter.with { counter in
            var books = Books(counter: counter, random: SeededRandom(seed: seed))
            for number in 0..<3 {
                let package = number == 0 ? "premium" : "big"
                books.members.append(try await counter.member("m\(number)@acme.example", package: package))
            }
            try await counter.tariff("2026-11-01", ["gp": 9000])
            books.tariffs.append(("gp", try #require(Day("2026-11-01")), 9000))
            for step in 0..<120 {
                try await books.act()
                if step % 20 == 19 { try await books.check() }
            }
            try await books.check()
            #expect(books.closed.count >= 2, "seed \(seed) closes too little")
            #expect(try await counter.ledger().holds)
        }
    }
}
