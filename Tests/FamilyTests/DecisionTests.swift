import Employers
import Entitlements
import Family
import Kernel
import Messaging
import People
import Store
import TestKit
import Testing

@Suite("HR's decisions")
struct DecisionTests {
    @Test("B24: an approved add-on makes the person known, covers them from the start and tells the member")
    func approve() async throws {
        try await World.with { world in
            let request = try await world.ask(try World.wish(email: "mihai@posta.example", phone: "0722555015"))
            let addOn = try await world.approve(request)
            #expect(addOn.startsOn == (try day("2026-12-01")))
            #expect(addOn.until == nil)
            #expect(addOn.price == request.price)
            #expect(addOn.person != world.ioana.person)
            let (name, birthDate, coverages) = try await world.read { session in
                (
                    try world.people.name(of: addOn.person, in: session),
                    try world.people.birthDate(of: addOn.person, in: session),
                    try world.entitlements.coverages(of: addOn.person, in: session)
                )
            }
            #expect(name.full == "Mihai Dumitrescu")
            #expect(birthDate == request.birthDate)
            #expect(coverages.map(\.source) == [addOn.source])
            #expect(coverages.first?.sponsor == world.acme.id)
            #expect(coverages.first?.package.text == "primary")
            #expect(coverages.first?.from == addOn.startsOn)
            #expect(coverages.first?.until == nil)
            let letters = try await world.letters(to: world.ioana.person)
            #expect(letters.count == 1)
            #expect(letters[0].contains("Mihai Dumitrescu"))
            #expect(letters[0].contains("2026-12-01"))
            #expect(letters[0].contains("35.00 RON"))
            let requests = try await world.read { session in
                try world.family.family(of: world.ioana.person, in: session)
            }
            #expect(requests.map(\.state) == [.approved])
            #expect(requests.first?.addOn == addOn)
        }
    }

    @Test("B29: an adult family member is told how to activate; a child isn't, and keeps no contacts")
    func invitations() async throws {
        try await World.with { world in
            let adult = try await world.subscribe(try World.wish(email: "mihai@posta.example"))
            #expect(try await world.letters(to: adult.person).count == 1)
            // 18 today counts as an adult; a day younger doesn't, though of age before the add-on begins.
            let young = try await world.subscribe(
                try World.wish("Ana", relation: .child, born: "2008-11-20", phone: "0722555016")
            )
            #expect(try await world.letters(to: young.person).count == 1)
            let child = try await world.subscribe(
                try World.wish("Ion", relation: .child, born: "2008-11-21", email: "ioana@posta.example")
            )
            #expect(try await world.letters(to: child.person).isEmpty)
            let email = try await world.read { session in
                try session.first("SELECT email FROM profile WHERE person = ?1", child.person) { row in
                    try row[0] as String?
                }
            }
            #expect(email == .some(nil))
        }
    }

    @Test("B29: an adult family member who has an account is told that the add-on is there")
    func invitationToAnAccount() async throws {
        try await World.with { world in
            let wish = try World.wish(email: "mihai@posta.example")
            let first = try await world.subscribe(wish)
            try await world.activate("mihai@posta.example")
            _ = try await world.end(first)
            let second = try await world.subscribe(wish, startsOn: "2027-01-01")
            #expect(second.person == first.person)
            let letters = try await world.letters(to: first.person)
            #expect(letters.count == 2)
            #expect(letters.count { $0.contains("choose activation") } == 1)
            #expect(letters.count { $0.contains("from 2027-01-01. You find it in your account.") } == 1)
        }
    }

    @Test("contacts are encrypted while a request waits, and wiped once it is decided")
    func contacts() async throws {
        try await World.with { world in
            let request = try await world.ask(try World.wish(email: "mihai@posta.example", phone: "0722555015"))
            @Sendable func stored() async throws -> [[UInt8]?] {
                try await world.read { session in
                    try session.first("SELECT email, phone FROM family_request WHERE id = ?1", request.id) { row in
                        [try row[0] as [UInt8]?, try row[1] as [UInt8]?]
                    } ?? []
                }
            }
            let waiting = try await stored().compactMap(\.self)
            #expect(waiting.count == 2)
            #expect(waiting.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("mihai") })
            _ = try await world.approve(request)
            #expect(try await stored().compactMap(\.self).isEmpty)
        }
    }

    @Test("B23: HR refuses with a reason, which the member is told; nothing is covered or deducted")
    func refuse() async throws {
        try await World.with { world in
            let request = try await world.ask()
            let refused = try await world.write { session in
                try world.family.refuse(
                    request.id,
                    for: world.acme.id,
                    reason: "  Probation, see 123456. ",
                    in: session
                )
            }
            #expect(refused.state == .refused)
            #expect(refused.refusalReason == "Probation, see 123456.")
            #expect(refused.decidedAt == .testStart)
            let letters = try await world.letters(to: world.ioana.person)
            #expect(letters.count == 1)
            #expect(letters[0].contains("Probation, see 123\u{A0}456."))
            #expect(try await world.payroll("2026-12").lines.isEmpty)
        }
    }

    @Test("a refusal needs a reason", arguments: ["", " \n\t", String(repeating: "x", count: 501)])
    func reason(reason: String) async throws {
        try await World.with { world in
            let request = try await world.ask()
            await #expect(throws: FamilyFailure.reasonInvalid) {
                try await world.write { session in
                    try world.family.refuse(request.id, for: world.acme.id, reason: reason, in: session)
                }
            }
        }
    }

    @Test("a request is decided once")
    func once() async throws {
        try await World.with { world in
            let request = try await world.ask()
            _ = try await world.approve(request)
            await #expect(throws: FamilyFailure.alreadyDecided) { try await world.approve(request) }
            await #expect(throws: FamilyFailure.alreadyDecided) {
                try await world.write { session in
                    try world.family.refuse(request.id, for: world.acme.id, reason: "No.", in: session)
                }
            }
            #expect(try await world.letters(to: world.ioana.person).count == 1)
        }
    }

    @Test("B24: twenty HR users who approve at once make one add-on")
    func race() async throws {
        try await World.with { world in
            let request = try await world.ask()
            let approved = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 { group.addTask { (try? await world.approve(request)) != nil } }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(approved == 1)
            #expect(try await world.payroll("2026-12").total.amount == 3500)
        }
    }

    @Test("B23: an add-on begins with the family member's birth at the earliest")
    func birth() async throws {
        try await World.with { world in
            let request = try await world.ask(World.wish("Vlad", relation: .child, born: "2026-11-10"))
            await #expect(throws: FamilyFailure.startBeforeBirth) {
                try await world.approve(request, startsOn: "2026-11-01")
            }
            #expect(try await world.approve(request, startsOn: "2026-11-10").startsOn == (try day("2026-11-10")))
        }
    }

    @Test("the employee must still be there when the add-on starts")
    func leaver() async throws {
        try await World.with { world in
            let request = try await world.ask()
            try await world.leave(world.ioana, lastDay: "2026-11-30")
            await #expect(throws: FamilyFailure.notEmployed) { try await world.approve(request) }
            try await world.leave(world.ioana, lastDay: "2026-12-10")
            let addOn = try await world.approve(request)
            #expect(addOn.until == (try day("2027-01-01")))
            #expect(addOn.endReason == .left)
        }
    }

    @Test("B24: of an employee who left and came back, the salary of today is deducted from")
    func cameBack() async throws {
        try await World.with { world in
            let request = try await world.ask()
            try await world.leave(world.ioana, lastDay: "2026-11-30")
            try world.go(to: "2026-12-05")
            let beta = try await world.openEmployer("BETA")
            let ioana = world.ioana.person
            _ = try await world.hire("7", "Ioana", "Dumitrescu", at: beta.id, from: "2026-12-01", as: ioana)
            let back = try await world.hire("10077", "Ioana", "Stan", from: "2026-12-07", as: ioana)
            await #expect(throws: FamilyFailure.notEmployed) { try await world.approve(request) }
            try world.go(to: "2026-12-07")
            let addOn = try await world.approve(request)
            #expect(addOn.employment == back.employment)
            #expect(addOn.until == nil)
            let requests = try await world.read { try world.family.family(of: ioana, in: $0) }
            #expect(requests.map(\.employeeNumber) == ["10077"])
            #expect(requests.map(\.employeeName) == ["Ioana Stan"])
            #expect(try await world.follow() == 0)
            let payroll = try await world.payroll("2027-01")
            #expect(payroll.lines.map(\.employment) == [back.employment])
            #expect(payroll.lines.map(\.employeeNumber) == ["10077"])
            #expect(payroll.total.amount == 3500)
            try await world.leave(back, lastDay: "2027-01-10")
            #expect(try await world.follow() == 1)
            #expect(try await world.now(addOn).until == (try day("2027-02-01")))
        }
    }

    @Test("a start before the employer's first agreement has no price")
    func beforeAgreement() async throws {
        try await World.with { world in
            let request = try await world.ask()
            await #expect(throws: FamilyFailure.packageNotOffered) {
                try await world.approve(request, startsOn: "2025-12-31")
            }
            #expect(try await world.approve(request, startsOn: "2026-01-01").startsOn == (try day("2026-01-01")))
        }
    }

    @Test("B52: HR sees and decides its own employer's requests only")
    func tenants() async throws {
        try await World.with { world in
            let other = try await world.openEmployer("OTHER")
            let request = try await world.ask()
            await #expect(throws: FamilyFailure.noSuchRequest) {
                try await world.write { session in
                    try world.family.approve(request.id, for: other.id, in: session)
                }
            }
            await #expect(throws: FamilyFailure.noSuchRequest) {
                try await world.write { session in
                    try world.family.refuse(request.id, for: other.id, reason: "No.", in: session)
                }
            }
            await #expect(throws: FamilyFailure.noSuchRequest) {
                try await world.write { session in
                    try world.family.approve(FamilyRequestID(bits: 5), for: other.id, in: session)
                }
            }
            let (own, others) = try await world.read { session in
                (
                    try world.family.requests(of: world.acme.id, in: session),
                    try world.family.requests(of: other.id, in: session)
                )
            }
            #expect(own.items.map(\.id) == [request.id])
            #expect(others.items.isEmpty)
        }
    }

    @Test("HR's list pages from the latest to the earliest, by state")
    func pages() async throws {
        try await World.with { world in
            var ids: [FamilyRequestID] = []
            for number in 1...5 {
                world.kit.clock.advance(seconds: 1)
                ids.append(try await world.ask(try World.wish("Copil \(number)", relation: .child)).id)
            }
            _ = try await world.write { [ids] session in
                try world.family.approve(ids[2], for: world.acme.id, in: session)
            }
            var found: [FamilyRequestID] = []
            var cursor: String?
            repeat {
                let page = try await world.read { [cursor] session in
                    try world.family.requests(of: world.acme.id, limit: 2, cursor: cursor, in: session)
                }
                found += page.items.map(\.id)
                cursor = page.nextCursor
            } while cursor != nil
            #expect(found == ids.reversed())
            let pending = try await world.read { session in
                try world.family.requests(of: world.acme.id, state: .pending, in: session)
            }
            #expect(pending.items.map(\.id) == [ids[4], ids[3], ids[1], ids[0]])
            await #expect(throws: FamilyFailure.cursorInvalid) {
                try await world.read { session in
                    try world.family.requests(of: world.acme.id, cursor: "x", in: session)
                }
            }
        }
    }
}
