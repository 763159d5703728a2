import Employers
import Family
import Kernel
import Messaging
import People
import Store
import TestKit
import Testing

@Suite("Children, their guardians and coming of age")
struct AgeTests {
    /// Ion, who is 18 on 2026-12-02.
    private static func ion(email: String? = nil, phone: String? = nil) throws -> NewFamilyRequest {
        try World.wish("Ion", relation: .child, born: "2008-12-02", email: email, phone: phone)
    }

    @Test("B29: the employee acts for a child of the family until the beginning of its eighteenth birthday")
    func guardian() async throws {
        try await World.with { world in
            let ion = try await world.subscribe(try Self.ion(), startsOn: "2026-11-01")
            world.kit.clock.advance(seconds: 1)
            _ = try await world.subscribe(try World.wish())
            #expect(try await world.children(of: world.ioana.person) == [ion.person])
            #expect(try await world.letters(to: world.ioana.person).first?.contains("At the desk you act") == true)
            #expect(try await world.letters(to: world.ioana.person).last?.contains("At the desk you act") == false)
            world.kit.clock.set(world.acme.zone.start(of: try day("2026-12-02")).adding(seconds: -1))
            #expect(try await world.children(of: world.ioana.person) == [ion.person])
            world.kit.clock.advance(seconds: 1)
            #expect(try await world.children(of: world.ioana.person).isEmpty)
        }
    }

    @Test(
        "B29: at 18 a child is invited to activate, once, by the contacts that the request gave; the employee is told"
    )
    func invited() async throws {
        try await World.with { world in
            let ion = try await world.subscribe(try Self.ion(email: "ion@posta.example"), startsOn: "2026-11-01")
            #expect(try await world.comeOfAge() == 0)
            #expect(try await world.letters(to: ion.person).isEmpty)
            try world.go(to: "2026-12-02")
            #expect(try await world.comeOfAge() == 1)
            #expect(try await world.letters(to: ion.person).map { $0.contains("choose activation") } == [true])
            #expect(try await world.letters(to: world.ioana.person).last?.contains("is 18 now, and uses") == true)
            #expect(try await world.comeOfAge() == 0)
            try await world.activate("ion@posta.example")
            let isActivated = try await world.read { [people = world.people] in
                try people.isActivated(ion.person, in: $0)
            }
            #expect(isActivated)
        }
    }

    @Test("B29: without a contact the employee is asked for one, and giving it invites")
    func asked() async throws {
        try await World.with { world in
            let ion = try await world.subscribe(try Self.ion(), startsOn: "2026-11-01")
            try world.go(to: "2026-12-02")
            #expect(try await world.comeOfAge() == 1)
            #expect(try await world.letters(to: ion.person).isEmpty)
            #expect(try await world.letters(to: world.ioana.person).last?.contains("Please give us") == true)
            try await world.setContacts(of: ion, phone: "0722 555 016")
            #expect(try await world.letters(to: ion.person).count == 1)
            try await world.activate("+40722555016")
        }
    }

    @Test("B29: contacts that are given before count on the day, and nobody signs in by them until then")
    func before() async throws {
        try await World.with { world in
            let ion = try await world.subscribe(try Self.ion(email: "old@posta.example"), startsOn: "2026-11-01")
            try await world.setContacts(of: ion, email: "ion@posta.example")
            #expect(try await world.letters(to: ion.person).isEmpty)
            let early = try await world.write { [people = world.people] session in
                try people.startActivation(identifier: "ion@posta.example", address: "test", in: session)
            }
            #expect(early.code == nil)
            let stored = try await world.read { session in
                try session.first("SELECT email FROM coming_of_age WHERE person = ?1", ion.person) { row in
                    String(decoding: try row[0] as [UInt8], as: UTF8.self)
                }
            }
            #expect(stored?.contains("posta") == false)
            try world.go(to: "2026-12-02")
            #expect(try await world.comeOfAge() == 1)
            try await world.activate("ion@posta.example")
        }
    }

    @Test("B28, B29: nobody is invited to an add-on that is over, and what it kept of them is gone")
    func over() async throws {
        try await World.with { world in
            let ion = try await world.subscribe(try Self.ion(email: "ion@posta.example"), startsOn: "2026-11-01")
            _ = try await world.end(ion)
            try world.go(to: "2026-12-02")
            #expect(try await world.comeOfAge() == 1)
            #expect(try await world.letters(to: ion.person).isEmpty)
            let kept = try await world.read { try $0.first("SELECT count(*) FROM coming_of_age") { try $0[0] as Int } }
            #expect(kept == 0)
        }
    }

    @Test("B29: born on 29 February, somebody is of age on 1 March")
    func leapDay() async throws {
        try await World.with { world in
            try world.go(to: "2026-02-20")
            let wish = try World.wish("Ion", relation: .child, born: "2008-02-29")
            _ = try await world.subscribe(wish, startsOn: "2026-02-01")
            try world.go(to: "2026-02-28")
            #expect(try await world.children(of: world.ioana.person).count == 1)
            #expect(try await world.comeOfAge() == 0)
            try world.go(to: "2026-03-01")
            #expect(try await world.children(of: world.ioana.person).isEmpty)
            #expect(try await world.comeOfAge() == 1)
        }
    }

    @Test("B29: an employee who is a child, too, acts for nobody until of age")
    func youngGuardian() async throws {
        try await World.with { world in
            try await world.write { [people = world.people, ioana = world.ioana] session in
                let arrival = Arrival(
                    source: session.newID(),
                    person: ioana.person,
                    givenName: "Ioana",
                    familyName: "Dumitrescu",
                    birthDate: try day("2008-12-10")
                )
                try people.enroll([arrival], changeSet: ChangeSet.immediate, in: session)
            }
            let sister = try World.wish("Ana", relation: .sibling, born: "2015-01-01")
            let ana = try await world.subscribe(sister, startsOn: "2026-11-01")
            #expect(try await world.children(of: world.ioana.person).isEmpty)
            #expect(try await world.letters(to: world.ioana.person).first?.contains("you act") == false)
            try world.go(to: "2026-12-10")
            #expect(try await world.children(of: world.ioana.person) == [ana.person])
        }
    }

    @Test("B29: twins of one address: the first is invited by it, for the other the employee is asked for another")
    func twins() async throws {
        try await World.with { world in
            var twins: [AddOn] = []
            for name in ["Ion", "Dan"] {
                let wish = try World.wish(name, relation: .child, born: "2008-12-02", email: "twins@posta.example")
                twins.append(try await world.subscribe(wish, startsOn: "2026-11-01"))
            }
            try world.go(to: "2026-12-02")
            #expect(try await world.comeOfAge() == 2)
            var invited: [Int] = []
            for twin in twins { invited.append(try await world.letters(to: twin.person).count) }
            #expect(invited.sorted() == [0, 1])
            let letters = try await world.letters(to: world.ioana.person)
            #expect(letters.count { $0.contains("theirs alone") } == 1)
            try await world.activate("twins@posta.example")
            let other = twins[invited[0] == 0 ? 0 : 1]
            try await world.setContacts(of: other, email: "other@posta.example")
            try await world.activate("other@posta.example")
        }
    }

    @Test("B29: the employee's own address invites no one: of a child at 18, of an adult at once another is asked for")
    func guardiansOwn() async throws {
        try await World.with { world in
            let own = "10058@acme.example"
            let ion = try await world.subscribe(try Self.ion(email: own), startsOn: "2026-11-01")
            world.kit.clock.advance(seconds: 1)
            let mihai = try await world.subscribe(try World.wish(email: own))
            #expect(try await world.letters(to: mihai.person).isEmpty)
            #expect(try await world.letters(to: world.ioana.person).last?.contains("theirs alone") == true)
            await #expect(throws: FamilyFailure.contactOfFamily) { try await world.setContacts(of: mihai, email: own) }
            try world.go(to: "2026-12-02")
            #expect(try await world.comeOfAge() == 1)
            #expect(try await world.letters(to: ion.person).isEmpty)
            #expect(try await world.letters(to: world.ioana.person).last?.contains("theirs alone") == true)
        }
    }

    @Test("B29: a family member spelt with other dashes, apostrophes or diacritics is the same")
    func spelling() async throws {
        try await World.with { world in
            let wish = try World.wish("Ștefănița-Eva", "Țuțuianu-O’Brien", relation: .child, born: "2012-06-15")
            let first = try await world.subscribe(wish)
            let other = try World.wish("Stefanita Eva", "Tutuianu-O'Brien", relation: .child, born: "2012-06-15")
            await #expect(throws: FamilyFailure.alreadySubscribed) { _ = try await world.ask(other) }
            _ = try await world.end(first)
            let again = try await world.subscribe(other)
            #expect(again.person == first.person)
        }
    }

    @Test(
        "B28, B29: who comes of age while the employee seems to leave isn't forgotten: the employee is asked for a contact"
    )
    func goesOn() async throws {
        try await World.with { world in
            let ion = try await world.subscribe(try Self.ion(email: "ion@posta.example"), startsOn: "2026-11-01")
            try await world.leave(world.ioana, lastDay: "2026-11-30")
            _ = try await world.follow()
            try world.go(to: "2026-12-03")
            #expect(try await world.comeOfAge() == 1)
            #expect(try await world.letters(to: ion.person).isEmpty)
            try await world.leave(world.ioana, lastDay: nil)
            _ = try await world.follow()
            let letters = try await world.letters(to: world.ioana.person)
            #expect(letters.count { $0.contains("theirs alone") } == 1)
            try await world.setContacts(of: ion, email: "ion@posta.example")
            #expect(try await world.letters(to: ion.person).count == 1)
        }
    }

    @Test("B28, B29: nobody is invited to an add-on that was called off before it began")
    func calledOff() async throws {
        try await World.with { world in
            let ion = try await world.subscribe(try Self.ion(email: "ion@posta.example"), startsOn: "2027-01-01")
            _ = try await world.end(ion)
            try world.go(to: "2026-12-02")
            #expect(try await world.comeOfAge() == 1)
            #expect(try await world.letters(to: ion.person).isEmpty)
            #expect(try await world.letters(to: world.ioana.person).count { $0.contains("is 18 now") } == 0)
        }
    }

    @Test("B29: contacts that a second request gives take the place of all that the first gave")
    func contactsAnew() async throws {
        try await World.with { world in
            let first = try await world.subscribe(try Self.ion(email: "typo@posta.example"))
            _ = try await world.end(first)
            let second = try await world.subscribe(try Self.ion(phone: "0722 555 016"))
            #expect(second.person == first.person)
            try world.go(to: "2026-12-02")
            #expect(try await world.comeOfAge() == 1)
            try await world.activate("+40722555016")
            let typo = try await world.write { [people = world.people] session in
                try people.startActivation(identifier: "typo@posta.example", address: "test", in: session)
            }
            #expect(typo.code == nil)
        }
    }

    @Test("B29: an address that the employee shares with a colleague invites no one of the family")
    func shared() async throws {
        try await World.with { world in
            try await world.write { [people = world.people] session in
                let arrival = Arrival(
                    source: session.newID(),
                    givenName: "Dan",
                    familyName: "Pop",
                    email: try EmailAddress(reading: "10058@acme.example")
                )
                try people.enroll([arrival], changeSet: ChangeSet.immediate, in: session)
            }
            let mihai = try await world.subscribe(try World.wish(email: "10058@acme.example"))
            #expect(try await world.letters(to: mihai.person).isEmpty)
        }
    }

    @Test(
        "a family member's contacts: a typo is mended by the member alone, until the account is there, ten times at most"
    )
    func contacts() async throws {
        try await World.with { world in
            let mihai = try await world.subscribe(try World.wish(email: "mihia@posta.example"))
            let stranger = try await world.hire("10059", "Dan", "Pop")
            await #expect(throws: FamilyFailure.noSuchAddOn) {
                try await world.setContacts(of: mihai, email: "m@posta.example", by: stranger.person)
            }
            await #expect(throws: FamilyFailure.contactMissing) { try await world.setContacts(of: mihai, email: " ") }
            for number in 1...10 {
                // Sent again, it says nothing new.
                for _ in 0..<2 { try await world.setContacts(of: mihai, email: "m\(number)@posta.example") }
            }
            await #expect(throws: FamilyFailure.tooManyContacts) {
                try await world.setContacts(of: mihai, email: "m@posta.example")
            }
            #expect(try await world.letters(to: mihai.person).count == 11)
            let typo = try await world.write { [people = world.people] session in
                try people.startActivation(identifier: "mihia@posta.example", address: "test", in: session)
            }
            #expect(typo.code == nil)
            try await world.activate("m10@posta.example")
            await #expect(throws: FamilyFailure.alreadyActivated) {
                try await world.setContacts(of: mihai, email: "m@posta.example")
            }
            _ = try await world.end(mihai)
            await #expect(throws: FamilyFailure.addOnEnded) {
                try await world.setContacts(of: mihai, email: "m@posta.example")
            }
        }
    }
}

extension World {
    /// For whom somebody acts.
    fileprivate func children(of guardian: PersonID) async throws -> [PersonID] {
        try await read { [people] in try people.children(of: guardian, in: $0) }
    }

    /// Invites who has come of age, as a serving program does; how many were due.
    fileprivate func comeOfAge() async throws -> Int {
        let due = try await read { [family] in try family.dueOfAge(in: $0) }
        for person in due { try await write { [family] in try family.comeOfAge(person, in: $0) } }
        return due.count
    }

    fileprivate func setContacts(
        of addOn: AddOn,
        email: String? = nil,
        phone: String? = nil,
        by member: PersonID? = nil
    ) async throws {
        try await write { [family] session in
            try family.setContacts(
                of: addOn.id,
                email: email,
                phone: phone,
                by: member ?? addOn.member,
                in: session
            )
        }
    }
}
