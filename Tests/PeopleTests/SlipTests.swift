import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Slips")
struct SlipTests {
    @Test("B17: who has neither e-mail nor phone activates with the slip's username and code")
    func activates() async throws {
        try await House.with { house in
            let person = try await house.arrive("Steluța", "Șandru")
            let slip = try await house.slip(person)
            #expect(slip.username.text == "steluta.sandru")
            #expect(slip.code.filter { $0 != "-" }.count == 12)
            let start = try await house.start(slip.username.text)
            #expect(start.code == nil)
            let typed = slip.code.lowercased().replacing("-", with: " ")
            let signedIn = try await house.complete(start.id, typed).get()
            #expect(try await house.principal(signedIn.token)?.person == person)
            #expect(try await house.candidates(slip.username.text).count == 1)
        }
    }

    @Test("B19: whoever has used up the starts of a username, a new slip from HR lets its holder in at once")
    func startsUsedUp() async throws {
        try await House.with { house in
            let person = try await house.arrive("Ion", "Stan")
            _ = try await house.slip(person)
            for _ in 0..<5 { _ = try await house.start("ion.stan") }
            await #expect(throws: PeopleFailure.self) { _ = try await house.start("ion.stan") }
            house.kit.clock.advance(seconds: 1)
            let slip = try await house.slip(person)
            let start = try await house.start("ion.stan")
            #expect(failure(try await house.complete(start.id, slip.code)) == nil)
        }
    }

    @Test("B19: so it does after resets of a password that there isn't yet")
    func resetsUsedUp() async throws {
        try await House.with { house in
            let person = try await house.arrive("Ion", "Stan")
            _ = try await house.slip(person)
            for _ in 0..<5 {
                _ = try await house.write { people, session in
                    try people.startPasswordReset(identifier: "ion.stan", address: "192.0.2.9", in: session)
                }
            }
            await #expect(throws: PeopleFailure.self) { _ = try await house.start("ion.stan") }
            house.kit.clock.advance(seconds: 1)
            let slip = try await house.slip(person)
            let start = try await house.start("ion.stan")
            #expect(failure(try await house.complete(start.id, slip.code)) == nil)
        }
    }

    @Test("B20: starts that sent a code go on counting, whatever slips are printed")
    func codesCountOn() async throws {
        try await House.with { house in
            // Who shares an address gets a slip, and codes by it all the same.
            let person = try await house.arrive("Ana", email: "home@acme.example")
            _ = try await house.arrive("Ion", email: "home@acme.example")
            let slip = try await house.slip(person)
            for _ in 0..<5 {
                let start = try await house.start(slip.username.text)
                #expect(start.code?.to == "home@acme.example")
            }
            house.kit.clock.advance(seconds: 1)
            _ = try await house.slip(person)
            await #expect(throws: PeopleFailure.self) { _ = try await house.start(slip.username.text) }
        }
    }

    @Test("B17: a slip works once, for 30 days, and printing anew voids the older")
    func limits() async throws {
        try await House.with { house in
            let person = try await house.arrive("Ion", "Stan")
            let older = try await house.slip(person)
            let newer = try await house.slip(person)
            #expect(older.username == newer.username)
            #expect(older.code != newer.code)
            let start = try await house.start("ion.stan")
            #expect(failure(try await house.complete(start.id, older.code)) == .codeInvalid)
            house.kit.clock.advance(days: 30)
            let late = try await house.start("ion.stan")
            #expect(failure(try await house.complete(late.id, newer.code)) == .codeInvalid)
            let third = try await house.slip(person)
            house.kit.clock.advance(seconds: 30 * 86_400 - 1)
            let inTime = try await house.start("ion.stan")
            #expect(failure(try await house.complete(inTime.id, third.code)) == nil)
            let reset = try await house.startReset("ion.stan")
            #expect(failure(try await house.completeReset(reset.id, third.code)) == .codeInvalid)
        }
    }

    @Test("B17: a slip's code works for its own person and with the username only")
    func ownPerson() async throws {
        try await House.with { house in
            let first = try await house.arrive("Ion", "Stan")
            let second = try await house.arrive("Ana", "Stan", email: "stan@acme.example")
            _ = try await house.arrive("Ema", "Stan", email: "stan@acme.example")
            let slips = (try await house.slip(first), try await house.slip(second))
            let other = try await house.start(slips.1.username.text)
            #expect(failure(try await house.complete(other.id, slips.0.code)) == .codeInvalid)
            let byMail = try await house.start("stan@acme.example")
            #expect(failure(try await house.complete(byMail.id, slips.1.code)) == .codeInvalid)
            #expect(failure(try await house.complete(other.id, slips.1.code)) == nil)
            // The slip proves no contact.
            #expect(try await house.candidates("stan@acme.example") == [])
        }
    }

    @Test("B17: fifty uses of one slip at once make one account")
    func race() async throws {
        try await House.with { house in
            let slip = try await house.slip(try await house.arrive("Ion", "Stan"))
            var starts: [Start] = []
            for _ in 0..<5 { starts.append(try await house.start("ion.stan")) }
            let proofs = starts
            let results = try await withThrowingTaskGroup(of: PeopleFailure?.self) { group in
                for number in 0..<25 {
                    group.addTask { failure(try await house.complete(proofs[number % 5].id, slip.code)) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.count { $0 == nil } == 1)
        }
    }

    @Test("B19: who has only a username resets the password with a new slip; who has a contact gets none")
    func reset() async throws {
        try await House.with { house in
            let person = try await house.arrive("Ion", "Stan")
            let slip = try await house.slip(person)
            let start = try await house.start("ion.stan")
            let signedIn = try await house.complete(start.id, slip.code).get()
            let again = try await house.slip(person)
            let reset = try await house.startReset("ion.stan")
            #expect(reset.code == nil)
            #expect(failure(try await house.completeReset(reset.id, again.code)) == nil)
            #expect(try await house.principal(signedIn.token) == nil)
            #expect(try await house.candidates("ion.stan").first?.passwordHash == "new")

            // Printed before the contact was proven, used afterwards: HR mustn't get in that way.
            let stale = try await house.slip(person)
            let login = signedIn.login
            let proof = try await house.write {
                try $0.startContact(kind: .email, value: "ion@posta.example", of: login, address: "a", in: $1)
            }
            let digits = try #require(proof.code?.digits)
            _ = try await house.write { try $0.completeContact(proof.id, code: digits, of: login, in: $1) }.get()
            let attempt = try await house.startReset("ion.stan")
            #expect(attempt.code?.to == "ion@posta.example")
            #expect(failure(try await house.completeReset(attempt.id, stale.code)) == .codeInvalid)
            await #expect(throws: PeopleFailure.slipNotNeeded) { _ = try await house.slip(person) }
        }
    }

    @Test(
        "B17: who can activate by the roster's e-mail address or phone gets no slip, which HR could use; who shares it does",
        arguments: [
            ("ana@acme.example", nil), (nil, "0722555014"), ("ana@acme.example", "0722555014"),
        ] as [(String?, String?)]
    )
    func hasContact(email: String?, phone: String?) async throws {
        try await House.with { house in
            let ana = try await house.arrive("Ana", email: email, phone: phone)
            await #expect(throws: PeopleFailure.slipNotNeeded) { _ = try await house.slip(ana) }
            let ion = try await house.arrive("Ion", email: email, phone: phone)
            for person in [ana, ion] { #expect(try await house.slip(person).code.isEmpty == false) }
        }
    }

    @Test("B17: what another employer's roster knows neither keeps somebody from a slip nor shows in it")
    func elsewhere() async throws {
        try await House.with { house in
            let ana = try await house.arrive("Ana", email: "ana@acme.example")
            let source: SourceID = try await house.write { people, session in
                let arrival = Arrival(source: session.newID(), person: ana, givenName: "Ana", familyName: "Pop")
                try people.enroll([arrival], changeSet: ChangeSet.immediate, in: session)
                return arrival.source
            }
            let slip = try await house.write { try $0.printSlip(for: ana, of: source, in: $1) }
            #expect(slip.username.text == "ana.pop")
        }
    }

    @Test("nobody gets a slip whom no roster knows")
    func nobody() async throws {
        try await House.with { house in
            await #expect(throws: PeopleFailure.noSuchPerson) { _ = try await house.slip(PersonID(bits: 7)) }
        }
    }
}
