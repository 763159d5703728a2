import Employers
import Kernel
import Store
import TestKit
import Testing

@testable import Family

/// What must hold when HR, members and programs act at the same moment.
@Suite("Family at once")
struct RaceTests {
    @Test("B23: a request that HR approves and refuses and its member withdraws, all at once, is decided once")
    func decisions() async throws {
        try await World.with { world in
            let request = try await world.ask()
            let codes = try await atOnce(12) { number -> String in
                do {
                    switch number % 3 {
                    case 0: _ = try await world.approve(request)
                    case 1:
                        try await world.write { session in
                            try world.family.refuse(request.id, for: request.employer, reason: "No.", in: session)
                        }
                    default:
                        let ended = try await world.write { session in
                            try world.family.end(request.id, of: world.ioana.person, in: session)
                        }
                        return ended.state.rawValue
                    }
                    return number % 3 == 0 ? "approved" : "refused"
                } catch let failure as FamilyFailure { return failure.code }
            }
            #expect(codes.count { $0 == "approved" } + codes.count { $0 == "refused" } <= 5, "\(codes)")
            let state = try await world.read { try world.family.family(of: world.ioana.person, in: $0)[0].state }
            switch state {
            case .refused:
                #expect(codes.count { $0 == "refused" } == 1 && codes.count { $0 == "already-decided" } == 11)
            case .withdrawn:
                #expect(codes.count { $0 == "withdrawn" } == 4 && codes.count { $0 == "already-decided" } == 8)
            // The member's later wishes end what HR had approved.
            case .approved: #expect(codes.count { $0 == "already-decided" } == 7, "\(codes)")
            case .pending: Issue.record("nobody decided")
            }
            #expect(try await world.letters(to: world.ioana.person).count <= 2)
        }
    }

    @Test("B23: no more requests wait than may, however many come at once")
    func limit() async throws {
        try await World.with { world in
            let results = try await atOnce(40) { number -> Bool in
                let wish = try World.wish("Member\(number)", relation: .child)
                do {
                    _ = try await world.ask(wish)
                    return true
                } catch FamilyFailure.tooManyRequests { return false }
            }
            #expect(results.count { $0 } == FamilyRules.pendingLimit)
        }
    }

    @Test("B26: a month that eight close at once is closed once, with the same bytes for all")
    func closings() async throws {
        try await World.with { world in
            _ = try await world.subscribe(startsOn: "2026-11-01")
            let closures = try await atOnce(8) { _ in try await world.close("2026-11") }
            #expect(Set(closures.map(\.sha256)).count == 1)
            #expect(Set(closures.map(\.closedAt)).count == 1)
            #expect(try await world.payroll("2026-11").lines.count == 1)
        }
    }

    @Test("B26, B28: add-ons that end while their month is closed are charged to the end, once, whoever is first")
    func endings() async throws {
        try await World.with { world in
            var made: [AddOn] = []
            for number in 0..<6 {
                let wish = try World.wish("Child\(number)", relation: .child, born: "2015-01-0\(number + 1)")
                made.append(try await world.subscribe(wish, startsOn: "2026-11-01"))
            }
            let addOns = made
            // Closing December first: who ends in November has it charged or not, and never by half.
            let closures = try await atOnce(8) { number -> PeriodClosure? in
                if number % 4 == 3 { return try await world.close("2026-12") }
                _ = try await world.end(addOns[number - number / 4])
                return nil
            }
            #expect(Set(closures.compactMap { $0?.sha256 }).count == 1)
            try await world.close("2026-11")
            try world.go(to: "2026-12-15")
            let charged = try await world.payroll("2026-12").lines
            let later = try await world.payroll("2027-01").lines
            for addOn in addOns {
                let sum = (charged + later).filter { $0.addOn == addOn.id }.reduce(0) { $0 + $1.amount.amount }
                #expect(sum == 0)
            }
            #expect(try await world.payroll("2026-11").lines.count == 6)
        }
    }

    @Test("B28: when eight programs follow a leaver at once, the member is told once")
    func followers() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            let told = try await world.letters(to: addOn.member).count
            try await world.leave(world.ioana, lastDay: "2026-11-25")
            let changed = try await atOnce(8) { _ in try await world.follow() }
            #expect(changed.reduce(0, +) == 1)
            #expect(try await world.letters(to: addOn.member).count == told + 1)
        }
    }
}
