import Employers
import Family
import Kernel
import People
import Testing

@Suite("What an add-on claims to reach a family member by")
struct ContactTests {
    /// Whom a code goes to when somebody activates with that e-mail address or phone.
    private func reached(by identifier: String, in world: World) async throws -> PersonID? {
        let start = try await world.write { [people = world.people] session in
            try people.startActivation(identifier: identifier, address: "test", in: session)
        }
        return start.code?.person
    }

    @Test("B18, B52: a colleague's add-on takes nobody's e-mail address who is on a roster, before or after")
    func rosterWins() async throws {
        try await World.with { world in
            let beta = try await world.openEmployer("BETA")
            let bea = try await world.hire("20001", "Bea", "Stan", at: beta.id)
            let addOn = try await world.subscribe(try World.wish(email: "20001@acme.example"))
            #expect(try await reached(by: "20001@acme.example", in: world) == bea.person)
            _ = try await world.end(addOn)
            #expect(try await reached(by: "20001@acme.example", in: world) == bea.person)

            let early = try await world.subscribe(try World.wish("Radu", email: "20002@acme.example"))
            #expect(try await reached(by: "20002@acme.example", in: world) == early.person)
            let late = try await world.hire("20002", "Ion", "Pop", at: beta.id)
            #expect(try await reached(by: "20002@acme.example", in: world) == late.person)
        }
    }

    @Test("B18: of two add-ons that claim one phone neither counts, until one never begins or has ended")
    func released() async throws {
        try await World.with { world in
            let mihai = try await world.subscribe(try World.wish(phone: "0722555014"), startsOn: "2026-11-01")
            let colleague = try await world.hire("10059", "Dan", "Pop")
            let claim = try World.wish("Radu", phone: "0722555014")
            let radu = try await world.subscribe(claim, by: colleague, startsOn: "2027-02-01")
            #expect(try await reached(by: "0722555014", in: world) == nil)
            _ = try await world.end(radu)
            #expect(try await reached(by: "0722555014", in: world) == mihai.person)
            _ = try await world.end(mihai)
            #expect(try await reached(by: "0722555014", in: world) == mihai.person)
            try world.go(to: "2026-12-01")
            #expect(try await reached(by: "0722555014", in: world) == nil)
            let again = try await world.subscribe(try World.wish("Dan", phone: "0722555014"))
            #expect(try await reached(by: "0722555014", in: world) == again.person)
        }
    }

    @Test("B28: the add-on of an employee who stays after all claims its contacts again")
    func stays() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(try World.wish(email: "m@posta.example"), startsOn: "2026-11-01")
            try await world.leave(world.ioana, lastDay: "2026-11-20")
            _ = try await world.follow()
            try world.go(to: "2026-12-01")
            #expect(try await reached(by: "m@posta.example", in: world) == nil)
            try world.go(to: "2026-11-25")
            try await world.leave(world.ioana, lastDay: nil)
            _ = try await world.follow()
            try world.go(to: "2026-12-01")
            #expect(try await reached(by: "m@posta.example", in: world) == addOn.person)
        }
    }
}
