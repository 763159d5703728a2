import Kernel
import People
import Store
import TestKit
import Testing

@Suite("One-time codes")
struct CodeTests {
    @Test("B20: a code has six digits, works once, and isn't in the database")
    func once() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            let start = try await house.start("a@acme.example")
            let digits = try #require(start.code?.digits)
            #expect(digits.wholeMatch(of: /[0-9]{6}/) != nil)
            let stored = try await house.kit.store.read { session in
                try session.all("SELECT code_index FROM proof") { try $0[0] as [UInt8] }
            }
            #expect(stored.map(\.count) == [16])
            #expect(failure(try await house.complete(start.id, digits)) == nil)
            #expect(failure(try await house.complete(start.id, digits)) == .codeInvalid)
        }
    }

    @Test("B20: a code lives ten minutes", arguments: [(599, true), (600, false), (601, false)] as [(Int64, Bool)])
    func lifetime(seconds: Int64, works: Bool) async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            let start = try await house.start("a@acme.example")
            house.kit.clock.advance(seconds: seconds)
            let result = try await house.complete(start.id, try #require(start.code?.digits))
            #expect(failure(result) == (works ? nil : .codeInvalid))
        }
    }

    @Test("B20: the fifth try may be right, the sixth is none")
    func tries() async throws {
        try await House.with { house in
            for (email, wrongTries) in [("a@acme.example", 4), ("b@acme.example", 5)] {
                _ = try await house.arrive(email: email)
                let start = try await house.start(email)
                let digits = try #require(start.code?.digits)
                for _ in 0..<wrongTries {
                    #expect(failure(try await house.complete(start.id, House.wrong(digits))) == .codeInvalid)
                }
                let last = failure(try await house.complete(start.id, digits))
                #expect(last == (wrongTries == 4 ? nil : .tooManyTries(retryAfterSeconds: 600)))
            }
        }
    }

    @Test("B20: many guesses at once get five tries between them")
    func guesses() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            let start = try await house.start("a@acme.example")
            let wrong = House.wrong(start.code?.digits)
            let failures = try await withThrowingTaskGroup(of: PeopleFailure?.self) { group in
                for _ in 0..<40 { group.addTask { failure(try await house.complete(start.id, wrong)) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(failures.count { $0 == .codeInvalid } == 5)
            #expect(failures.count { $0 == .tooManyTries(retryAfterSeconds: 600) } == 35)
        }
    }

    @Test("B20: five codes an hour for an identifier, known or not and however it is written")
    func perIdentifier() async throws {
        try await House.with { house in
            _ = try await house.arrive(phone: "0722555014")
            for ways in [
                ["0722555014", "0722 555 014", "+40722555014", "0040722555014", "0722-555-014", "0722555014"],
                [
                    "No@acme.example", "no@acme.example", "NO@acme.example", "no@acme.example ", "no@acme.example",
                    "no@acme.example",
                ],
            ] {
                for way in ways.dropLast() {
                    _ = try await house.start(way)
                    house.kit.clock.advance(seconds: 60)
                }
                await #expect(throws: PeopleFailure.tooManyTries(retryAfterSeconds: 3300)) {
                    _ = try await house.start(try #require(ways.last))
                }
            }
            // Resets are counted with activations: they are codes to the same identifier.
            await #expect(throws: PeopleFailure.self) { _ = try await house.startReset("no@acme.example") }
            house.kit.clock.advance(seconds: 3300)
            _ = try await house.start("no@acme.example")
        }
    }

    @Test("B20: 120 starts a minute for an address, and others go on")
    func perAddress() async throws {
        try await House.with { house in
            for number in 0..<120 { _ = try await house.start("nobody\(number)@acme.example") }
            await #expect(throws: PeopleFailure.tooManyTries(retryAfterSeconds: 60)) {
                _ = try await house.start("nobody@acme.example")
            }
            _ = try await house.start("nobody@acme.example", from: "192.0.2.2")
            house.kit.clock.advance(seconds: 60)
            _ = try await house.start("nobody@acme.example")
        }
    }

    @Test("a code belongs to its own proof and purpose")
    func otherProof() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            let first = try await house.start("a@acme.example")
            let second = try await house.start("a@acme.example")
            let digits = try #require(first.code?.digits)
            try #require(digits != second.code?.digits)
            #expect(failure(try await house.complete(second.id, digits)) == .codeInvalid)
            #expect(failure(try await house.completeReset(first.id, digits)) == .codeInvalid)
            #expect(failure(try await house.complete(ProofID(bits: 7), digits)) == .codeInvalid)
            #expect(failure(try await house.complete(first.id, digits)) == nil)
        }
    }

    @Test("only a message that carries a code holds a number of six digits standing alone")
    func sixDigits() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example", username: "ana")
            let activation = try await house.start("a@acme.example")
            let early = try await house.startReset("a@acme.example")
            try await house.activate("a@acme.example")
            let again = try await house.start("ana")
            for start in [activation, early, again] {
                let message = try #require(start.code)
                for language in Language.allCases {
                    let numbers = message.text.text(in: language).matches(of: /\b[0-9]{6}\b/).map { String($0.0) }
                    #expect(numbers == (message.digits.map { [$0] } ?? []))
                }
            }
        }
    }
}
