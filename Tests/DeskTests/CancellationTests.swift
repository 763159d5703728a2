import Credits
import Desk
import Entitlements
import Kernel
import Messaging
import Store
import TestKit
import Testing

@Suite("Cancellation")
struct CancellationTests {
    @Test("B41: every credit comes back, the visit says so, and the member is told")
    func cancel() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let (visit, _) = try await counter.record(try await counter.verified(member), [("gp", 2), ("cardio", 1)])
            let (cancellation, isReplay) = try await counter.cancel(visit.id, reason: "typed twice")
            #expect(!isReplay)
            #expect(cancellation.creditsReturned.count == 16)
            #expect(try await counter.balance(member) == 30)
            let seen = try #require(try await counter.visits(of: member).first)
            #expect(seen.cancellation == cancellation)
            #expect(seen.credits.count == 16)
            let due = try await counter.read { try Messaging(vault: counter.kit.vault).due(in: $0) }
            #expect(due == [.email: 1])
            #expect(try await counter.ledger().holds)
        }
    }

    @Test("B41: a visit that cost nothing is cancelled as well")
    func free() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let (visit, _) = try await counter.record(try await counter.verified(member), [("tele", 1)])
            #expect(visit.credits == .zero)
            #expect(try await counter.cancel(visit.id).cancellation.creditsReturned == .zero)
            await #expect(throws: DeskFailure.alreadyCancelled) { try await counter.cancel(visit.id) }
            #expect(try await counter.ledger().entries == 1)
        }
    }

    @Test("B41, B46: the same key replays, another is told it is cancelled already, another request is refused")
    func keys() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let verification = try await counter.verified(member)
            let (visit, _) = try await counter.record(verification, key: "visit")
            let (first, _) = try await counter.cancel(visit.id, key: "one")
            counter.kit.clock.advance(seconds: 60)
            #expect(try await counter.cancel(visit.id, key: "one") == (first, true))
            await #expect(throws: DeskFailure.alreadyCancelled) { try await counter.cancel(visit.id, key: "two") }
            await #expect(throws: DeskFailure.idempotencyMismatch) {
                try await counter.cancel(visit.id, key: "one", hash: [9])
            }
            await #expect(throws: DeskFailure.idempotencyMismatch) {
                try await counter.record(verification, key: "one")
            }
            // The visit's own key still gives the visit.
            #expect(try await counter.record(verification, key: "visit").visit.id == visit.id)
            let due = try await counter.read { try Messaging(vault: counter.kit.vault).due(in: $0) }
            #expect(due == [.email: 1])
        }
    }

    @Test("B41: each of 500 visits of five members cancelled twice by twenty desks at once returns exactly once")
    func race() async throws {
        try await Counter.with { counter in
            var members: [Member] = []
            var verifications: [Verification] = []
            for number in 0..<5 {
                members.append(try await counter.member("m\(number)@acme.example", package: "big"))
                verifications.append(try await counter.verified(members[number]))
            }
            let visits = try await atOnce(20) { [verifications] desk in
                var visits: [VisitID] = []
                for _ in 0..<25 {
                    visits.append(try await counter.record(verifications[desk % 5], [("gp", 3)]).visit.id)
                }
                return visits
            }.flatMap(\.self)
            for member in members { #expect(try await counter.balance(member) == 4700) }
            let queue = visits + visits.reversed()
            let outcomes = try await withThrowingTaskGroup(of: [Int64].self) { group in
                for desk in 0..<20 {
                    group.addTask {
                        var returned: [Int64] = []
                        for index in stride(from: desk, to: queue.count, by: 20) {
                            do {
                                returned.append(
                                    try await counter.cancel(queue[index]).cancellation.creditsReturned.count
                                )
                            } catch DeskFailure.alreadyCancelled {
                                returned.append(0)
                            }
                        }
                        return returned
                    }
                }
                return try await group.reduce(into: [Int64]()) { $0 += $1 }
            }
            #expect(outcomes.filter { $0 == 3 }.count == 500)
            #expect(outcomes.filter { $0 == 0 }.count == 500)
            for member in members { #expect(try await counter.balance(member) == 5000) }
            #expect(try await counter.ledger() == LedgerReport(accounts: 5, entries: 1005, postings: 2010))
        }
    }

    @Test("B41, B52: a location cancels its own visits within their month, the operator any, later too")
    func whoAndWhen() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            try counter.set("2026-11-30", seconds: 86_000)
            let verification = try await counter.verified(member)
            let (first, _) = try await counter.record(verification)
            let (second, _) = try await counter.record(verification)
            await #expect(throws: DeskFailure.notFound) {
                try await counter.cancel(first.id, by: .desk(counter.there, counter.login))
            }
            await #expect(throws: DeskFailure.notFound) { try await counter.cancel(VisitID(bits: 1)) }
            await #expect(throws: DeskFailure.reasonTooLong) {
                try await counter.cancel(first.id, reason: String(repeating: "x", count: 501))
            }
            try counter.set("2026-12-01", seconds: -1)
            try await counter.cancel(first.id)
            try counter.set("2026-12-01", seconds: 0)
            await #expect(throws: DeskFailure.periodClosed) { try await counter.cancel(second.id) }
            let (late, _) = try await counter.cancel(second.id, by: .operator(LoginID(bits: 7)))
            #expect(late.creditsReturned.count == 4)
            // November's credits are over; eight came back beside December's thirty.
            _ = try await counter.verified(member)
            #expect(try await counter.balance(member) == 38)
            #expect(try await counter.ledger().holds)
        }
    }

    @Test("B41: credits that come back after coverage has ended wait, and count when it resumes")
    func resumes() async throws {
        try await Counter.with { counter in
            let member = try await counter.member(until: "2026-12-01")
            let (visit, _) = try await counter.record(try await counter.verified(member))
            try counter.set("2027-02-01")
            try await counter.cancel(visit.id, by: .operator(LoginID(bits: 7)))
            try counter.set("2027-05-01")
            try await counter.bringCreditsUpToDate(member)
            try await counter.cover(member.person, "primary", from: "2027-06-01")
            try counter.set("2027-06-15")
            _ = try await counter.verified(member)
            #expect(try await counter.balance(member) == 34)
            try counter.set("2027-07-02", seconds: 0)
            _ = try await counter.verified(member)
            #expect(try await counter.balance(member) == 30)
            #expect(try await counter.ledger().holds)
        }
    }

    @Test("B41: while the employer is suspended, returned credits don't grow old, also once that is over")
    func suspended() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            func refuse(_ spans: String) async throws {
                let days = try #require(DaySpans(spans))
                try await counter.write { [counter] session in
                    try counter.entitlements.setSponsor(counter.acme, zone: counter.zone, refused: days, in: session)
                }
            }
            let (visit, _) = try await counter.record(try await counter.verified(member))
            try counter.set("2026-12-20")
            // November's grant is over by now, so that its 4 come back by themselves.
            try await counter.cancel(visit.id, by: .operator(LoginID(bits: 7)))
            _ = try await counter.verified(member)
            #expect(try await counter.balance(member) == 34)
            try await refuse("2026-12-25/")
            try counter.set("2027-02-01")
            try await counter.bringCreditsUpToDate(member)
            // January's credits were never granted, and December's are over: only what came back waits.
            #expect(try await counter.balance(member) == 4)
            try await refuse("2026-12-25/2027-02-02")
            try counter.set("2027-02-02")
            _ = try await counter.verified(member)
            #expect(try await counter.balance(member) == 34)
            // Five days of December are used up; of 31, 26 are left.
            try counter.set("2027-02-28", seconds: -3600)
            _ = try await counter.verified(member)
            #expect(try await counter.balance(member) == 34)
            try counter.set("2027-02-28", seconds: 0)
            _ = try await counter.verified(member)
            #expect(try await counter.balance(member) == 30)
            #expect(try await counter.ledger().holds)
        }
    }
}
