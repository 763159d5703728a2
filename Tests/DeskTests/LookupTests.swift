import Desk
import Kernel
import Store
import TestKit
import Testing

@Suite("The log of look-ups")
struct LookupTests {
    @Test("B42: the member sees who looked, when, which way, and with what outcome; the latest first")
    func member() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            _ = try await counter.verified(member)
            let start = counter.kit.clock.now()
            counter.kit.clock.advance(seconds: 1)
            _ = try await counter.verify(.card(number: member.cardNumber, code: "000"))
            counter.kit.clock.advance(seconds: 1)
            _ = try await counter.verify(member.proof(at: counter.kit.clock.now(), steps: 1), at: counter.there)
            let lookups = try await counter.lookups(of: member.person)
            #expect(lookups.map(\.refusal) == ["location-not-in-package", "code-invalid", nil])
            #expect(lookups.map(\.place.name) == ["Teiul Cluj", "Teiul Obor", "Teiul Obor"])
            #expect(lookups.map(\.at) == [2, 1, 0].map { start.adding(seconds: $0) })
            #expect(lookups.allSatisfy { $0.way == .card })
            let older = try await counter.read { [counter] in
                try counter.desk.lookups(of: member.person, before: lookups[1].id, in: $0)
            }
            #expect(older == [lookups[2]])
            #expect(try await counter.lookups(of: PersonID(bits: 1)).isEmpty)
        }
    }

    @Test("B42: thirty failed look-ups an hour per desk, whoever they were about; the thirty-first waits")
    func perLogin() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            for number in 0..<30 {
                if number == 10 { counter.kit.clock.advance(seconds: 600) }
                let proof: VerificationRequest.Proof =
                    number % 2 == 0
                    ? .card(number: member.cardNumber, code: "0") : .document(phone: "0700000000", number: "\(number)")
                #expect(failure(try await counter.verify(proof)) != .tooManyTries(retryAfterSeconds: 0))
            }
            let right = member.proof(at: counter.kit.clock.now())
            #expect(failure(try await counter.verify(right)) == .tooManyTries(retryAfterSeconds: 3000))
            // The same person at another desk of another location isn't held up, this desk is wherever it asks.
            let other = LoginID(bits: 0x4002)
            #expect(
                failure(try await counter.verify(right, at: counter.there)) == .tooManyTries(retryAfterSeconds: 3000)
            )
            #expect(failure(try await counter.verify(right, at: counter.there, by: other)) == .locationNotInPackage)
            counter.kit.clock.advance(seconds: 2999)
            let late = member.proof(at: counter.kit.clock.now())
            #expect(failure(try await counter.verify(late)) == .tooManyTries(retryAfterSeconds: 1))
            counter.kit.clock.advance(seconds: 1)
            #expect(failure(try await counter.verify(late)) == nil)
        }
    }

    @Test("B42: and per location, whichever desks of it they came from")
    func perLocation() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            for number in 0..<30 {
                _ = try await counter.verify(.card(number: "1", code: "0"), by: LoginID(bits: UInt128(number)))
            }
            let right = member.proof(at: counter.kit.clock.now())
            #expect(failure(try await counter.verify(right)) == .tooManyTries(retryAfterSeconds: 3600))
        }
    }

    @Test("B42: who typed everything right hasn't guessed: a member's own refusals don't close the desk")
    func notGuesses() async throws {
        try await Counter.with { counter in
            let member = try await counter.member(until: "2026-11-10")
            for _ in 0..<40 {
                counter.kit.clock.advance(seconds: 30)
                let result = try await counter.verify(member.proof(at: counter.kit.clock.now()))
                #expect(failure(result) == .coverageEnded)
            }
        }
    }

    @Test("B42: a hundred guesses at once aren't more than thirty")
    func race() async throws {
        try await Counter.with { counter in
            let results = try await withThrowingTaskGroup(of: DeskFailure?.self) { group in
                for _ in 0..<100 {
                    group.addTask { failure(try await counter.verify(.card(number: "1", code: "0"))) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.filter { $0 == .noSuchMember }.count == 30)
            #expect(results.filter { $0 == .tooManyTries(retryAfterSeconds: 3600) }.count == 70)
        }
    }
}
