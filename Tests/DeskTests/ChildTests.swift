import Credits
import Desk
import Kernel
import People
import Secrets
import Store
import TestKit
import Testing

@Suite("A guardian at the desk")
struct ChildTests {
    private static func child(_ given: String, _ family: String = "Pop", born: String = "2016-02-01") throws
        -> VerificationRequest.Child
    {
        VerificationRequest.Child(givenName: given, familyName: family, birthDate: try #require(Day(born)))
    }

    private static func seen(phone: String) throws -> VerificationRequest.Proof {
        .seen(phone: phone, familyName: "Pop", birthDate: try #require(Day("1990-05-17")), documentSeen: true)
    }

    @Test("B29, B36: the guardian's code and the child's name and birth date verify the child, whose credits are used")
    func card() async throws {
        try await Counter.with { counter in
            let mother = try await counter.member()
            let ion = try await counter.child("Ion Mihai", of: mother.person)
            let sheet = try await counter.verify(mother, for: Self.child("ion mihai")).get()
            #expect(sheet.verification.person == ion)
            #expect(sheet.name.full == "Ion Mihai Pop")
            #expect(sheet.guardian?.full == "Ana Pop")
            let before = try await counter.balance(mother)
            let recorded = try await counter.record(sheet.verification)
            #expect(recorded.visit.person == ion)
            #expect(try await counter.statement(of: ion).entries.contains { $0.visit == recorded.visit.id })
            #expect(try await counter.balance(mother) == before)
            #expect(try await counter.visits(of: mother).isEmpty)
        }
    }

    @Test(
        "B29, B37: with a dead phone, the guardian's phone and document, or name and birth date, do as well",
        arguments: [Way.document, .seen]
    )
    func deadPhone(way: Way) async throws {
        try await Counter.with { counter in
            let first = try await counter.member(phone: "0722 000 001")
            try await counter.write { [people = counter.people] session in
                try people.recordDocument(DocumentNumber(reading: "RX 123456"), of: first.person, in: session)
            }
            let email = "dan@acme.example"
            let second = try await counter.arrive(email: email, phone: "0722 000 002", birthDate: "1990-05-17").person
            try await counter.activate(email)
            let children = [
                try await counter.child("Ion", of: first.person), try await counter.child("Ion", of: second),
            ]
            let (proof, child): (VerificationRequest.Proof, PersonID) =
                way == .document
                ? (.document(phone: "0722 000 001", number: "RX 123456"), children[0])
                : (try Self.seen(phone: "0722 000 002"), children[1])
            let result = try await counter.verify(proof, for: Self.child("Ion"))
            let verified = try result.get().verification.person
            #expect(verified == child)
        }
    }

    @Test("B29: part of the given names does, unless it fits two; the family name and the birth date fit whole")
    func names() async throws {
        try await Counter.with { counter in
            let mother = try await counter.member()
            let ana = try await counter.child("Ana Maria", "Pop-Ionescu", of: mother.person)
            let ioana = try await counter.child("Ana Ioana", "Pop-Ionescu", of: mother.person)
            let short = try await counter.child("Ioana", "Pop-Ionescu", of: mother.person)
            let cases: [(VerificationRequest.Child, PersonID?)] = [
                (try Self.child("Maria", "pop ionescu"), ana),
                (try Self.child("ANA IOANA", "Pop Ionescu"), ioana),
                (try Self.child("Ioana", "Pop-Ionescu"), short),
                (try Self.child("Ana", "Pop-Ionescu"), nil),
                (try Self.child("Maria", "Pop"), nil),
                (try Self.child("", "Pop-Ionescu"), nil),
                (try Self.child("Maria", "Pop-Ionescu", born: "2016-02-02"), nil),
            ]
            for (child, expected) in cases {
                let result = try await counter.verify(mother, for: child)
                #expect((try? result.get())?.verification.person == expected, "\(child)")
                if expected == nil { #expect(failure(result) == .noSuchChild) }
            }
        }
    }

    @Test("B29: nobody acts for another's child, nor for one who is of age")
    func others() async throws {
        try await Counter.with { counter in
            let mother = try await counter.member()
            let stranger = try await counter.member("dan@acme.example")
            _ = try await counter.child("Ion", of: mother.person, until: "2026-12-01")
            #expect(failure(try await counter.verify(stranger, for: Self.child("Ion"))) == .noSuchChild)
            try counter.set("2026-11-30", seconds: 86_300)
            #expect(failure(try await counter.verify(mother, for: Self.child("Ion"))) == nil)
            try counter.set("2026-12-01", seconds: 0)
            #expect(failure(try await counter.verify(mother, for: Self.child("Ion"))) == .noSuchChild)
        }
    }

    @Test("B38: who acts must have an account; that is said only when the child fits, too")
    func notActivated() async throws {
        try await Counter.with { counter in
            let mother = try await counter.arrive(phone: "0722 000 002", birthDate: "1990-05-17").person
            _ = try await counter.child("Ion", of: mother)
            let proof = try Self.seen(phone: "0722 000 002")
            #expect(failure(try await counter.verify(proof, for: Self.child("Ion"))) == .notActivated)
            #expect(failure(try await counter.verify(proof, for: Self.child("Dan"))) == .noSuchMember)
        }
    }

    @Test("B38: a refusal is about the child's coverage, not the guardian's")
    func coverage() async throws {
        try await Counter.with { counter in
            let mother = try await counter.member(until: "2026-11-10")
            _ = try await counter.child("Ion", of: mother.person)
            _ = try await counter.child("Dan", of: mother.person, coverageUntil: "2026-11-10")
            #expect(failure(try await counter.verify(mother, for: Self.child("Ion"))) == nil)
            #expect(failure(try await counter.verify(mother, for: Self.child("Dan"))) == .coverageEnded)
            #expect(failure(try await counter.verify(mother.proof(at: counter.kit.clock.now()))) == .coverageEnded)
        }
    }

    @Test("B36: one code serves the guardian and each child at one location, each once, and nowhere else")
    func oneCode() async throws {
        try await Counter.with { counter in
            let mother = try await counter.member(package: "premium")
            for name in ["Ion", "Dan"] { _ = try await counter.child(name, of: mother.person, package: "premium") }
            let proof = mother.proof(at: counter.kit.clock.now())
            let ion = try await counter.verify(proof, for: Self.child("Ion")).get().verification
            let dan = try await counter.verify(proof, for: Self.child("Dan")).get().verification
            let own = try await counter.verify(proof).get()
            #expect(Set([ion.id, dan.id, own.id]).count == 3)
            #expect(try await counter.verify(proof, for: Self.child("Ion")).get().verification == ion)
            #expect(try await counter.verify(proof).get() == own)
            #expect(failure(try await counter.verify(proof, at: counter.there)) == .codeInvalid)
            #expect(failure(try await counter.verify(proof, for: Self.child("Ion"), at: counter.there)) == .codeInvalid)
        }
    }

    @Test("B36: one code for two children at two locations at once serves one location alone")
    func race() async throws {
        try await Counter.with { counter in
            let mother = try await counter.member(package: "premium")
            for name in ["Ion", "Dan"] { _ = try await counter.child(name, of: mother.person, package: "premium") }
            let proof = mother.proof(at: counter.kit.clock.now())
            let results = try await withThrowingTaskGroup(of: Result<VerificationSheet, DeskFailure>.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        let isHere = number % 2 == 0
                        let child = try Self.child(isHere ? "Ion" : "Dan")
                        return try await counter.verify(proof, for: child, at: isHere ? counter.here : counter.there)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(results.compactMap { try? $0.get().verification.id }).count == 1)
            #expect(results.count { failure($0) == .codeInvalid } == 10)
        }
    }

    @Test("B42: the look-up is in the guardian's log and the child's; a refused one counts once")
    func lookups() async throws {
        try await Counter.with { counter in
            let mother = try await counter.member()
            let ion = try await counter.child("Ion", of: mother.person)
            _ = try await counter.verify(mother, for: Self.child("Ion"))
            for _ in 0..<29 { _ = try await counter.verify(mother, for: Self.child("Dan")) }
            let (own, its) = (
                try await counter.lookups(of: mother.person), try await counter.lookups(of: ion)
            )
            #expect(own.map(\.refusal) == Array(repeating: "no-such-child", count: 29) + [nil])
            #expect(own.last?.child == ion)
            #expect(its.map(\.refusal) == [nil])
            #expect(its.first?.child == nil)
            #expect(failure(try await counter.verify(mother, for: Self.child("Dan"))) == .noSuchChild)
            #expect(failure(try await counter.verify(mother, for: Self.child("Ion"))) != nil)
        }
    }

    @Test(
        "B41: of a child's cancelled visit the guardian is told, by the child's name; once of age, no address that nobody has proven"
    )
    func cancelled() async throws {
        try await Counter.with { counter in
            let mother = try await counter.member()
            let ion = try await counter.child(
                "Ion",
                of: mother.person,
                email: "ion@posta.example",
                until: "2026-11-21"
            )
            let verification = try await counter.verify(mother, for: Self.child("Ion")).get().verification
            let (first, second) = (try await counter.record(verification), try await counter.record(verification))
            try await counter.cancel(first.visit.id)
            let letters = try await counter.letters(to: mother.person)
            #expect(letters.count == 1)
            #expect(letters.first?.contains("Ion Pop: ") == true)
            #expect(try await counter.letters(to: ion).isEmpty)
            try counter.set("2026-11-21")
            try await counter.cancel(second.visit.id)
            #expect(try await counter.letters(to: mother.person).count == 1)
            #expect(try await counter.letters(to: ion).isEmpty)
        }
    }
}

extension Counter {
    /// A child on an add-on, for whom somebody acts until a day.
    fileprivate func child(
        _ given: String,
        _ family: String = "Pop",
        of guardian: PersonID,
        package: String = "primary",
        email: String? = nil,
        until: String = "2034-02-01",
        coverageUntil: String? = nil
    ) async throws -> PersonID {
        let (ofAge, birthDate) = (zone.start(of: try #require(Day(until))), try #require(Day("2016-02-01")))
        let email = try email.map { try EmailAddress(reading: $0) }
        let child = try await write { [people] session in
            let arrival = Arrival(
                source: session.newID(),
                givenName: given,
                familyName: family,
                birthDate: birthDate,
                email: email,
                claimedUntil: Instant(microseconds: .max)
            )
            let child = try people.enroll([arrival], changeSet: ChangeSet.immediate, in: session)[0]
            try people.setGuardian(guardian, of: child, from: session.now, until: ofAge, in: session)
            return child
        }
        try await cover(child, package, from: "2026-11-01", until: coverageUntil)
        return child
    }

    /// What a guardian's phone shows in a step of its own, and which child is meant.
    fileprivate func verify(
        _ guardian: Member,
        for child: VerificationRequest.Child
    ) async throws -> Result<VerificationSheet, DeskFailure> {
        kit.clock.advance(seconds: TimeBasedCode.stepSeconds)
        return try await verify(guardian.proof(at: kit.clock.now()), for: child)
    }

    fileprivate func verify(
        _ proof: VerificationRequest.Proof,
        for child: VerificationRequest.Child,
        at location: LocationID? = nil
    ) async throws -> Result<VerificationSheet, DeskFailure> {
        let request = VerificationRequest(location: location ?? here, proof: proof, child: child)
        return try await write { [desk, login] in try desk.verify(request, by: login, in: $0) }
    }

    /// What the outbox holds for a person.
    fileprivate func letters(to person: PersonID) async throws -> [String] {
        let vault = kit.vault
        return try await read { session in
            try session.all("SELECT words FROM message WHERE person = ?1 ORDER BY id", person) { row in
                try vault.open(try row[0], Vault.Field("message-text"))
            }
        }
    }
}
