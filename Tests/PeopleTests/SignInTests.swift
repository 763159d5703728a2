import Foundation
import Kernel
import People
import Secrets
import TestKit
import Testing

@Suite("Sign-in")
struct SignInTests {
    private func staff(
        _ house: House,
        _ identifier: String,
        _ role: Role,
        hash: String = "staff"
    ) async throws -> (login: LoginID, otpauth: String?) {
        try await house.write {
            try $0.addStaff(
                identifier: identifier,
                passwordHash: hash,
                role: role,
                employer: role == .hr ? EmployerID(bits: 7) : nil,
                location: role == .desk ? LocationID(bits: 8) : nil,
                in: $1
            )
        }
    }

    @Test("B21: staff before members, and each with what it may act for")
    func roles() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            try await house.activate("a@acme.example", hash: "member")
            _ = try await staff(house, "a@acme.example", .hr)
            _ = try await staff(house, "desk@clinica.example", .desk)
            let found = try await house.candidates("A@acme.example")
            #expect(found.map(\.role) == [.hr, .member])
            #expect(found.map(\.passwordHash) == ["staff", "member"])
            let hr = try await house.principal(try await house.open(found[0]).get().token)
            #expect(hr?.employer == EmployerID(bits: 7))
            #expect(hr?.person == nil)
            let candidate = try #require(try await house.candidates("desk@clinica.example").first)
            let desk = try await house.principal(try await house.open(candidate).get().token)
            #expect(desk?.role == .desk)
            #expect(desk?.location == LocationID(bits: 8))
            #expect(try await house.candidates("nobody@acme.example") == [])
            #expect(try await house.candidates("0") == [])
        }
    }

    @Test("after activation only what its owner has proven signs in")
    func onlyProven() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example", phone: "0722555014", username: "ana")
            #expect(try await house.candidates("a@acme.example") == [])
            try await house.activate("a@acme.example")
            #expect(try await house.candidates("a@acme.example").count == 1)
            #expect(try await house.candidates("0722555014") == [])
            #expect(try await house.candidates("ana") == [])
        }
    }

    @Test("B21: an operator needs the second factor, once each code")
    func secondFactor() async throws {
        try await House.with { house in
            let made = try await staff(house, "op@carnet.example", .operator)
            let secret = try #require(TimeBasedCode(otpauth: made.otpauth ?? ""))
            let candidate = try #require(try await house.candidates("op@carnet.example").first)
            #expect(candidate.needsSecondFactor)
            #expect(failure(try await house.open(candidate)) == .secondFactorRequired)
            #expect(failure(try await house.open(candidate, code: "")) == .secondFactorRequired)
            let step = TimeBasedCode.step(at: house.kit.clock.now())
            #expect(failure(try await house.open(candidate, code: secret.digits(step: step + 2))) == .codeInvalid)
            let code = secret.digits(step: step)
            let results = try await withThrowingTaskGroup(of: PeopleFailure?.self) { group in
                for _ in 0..<10 { group.addTask { failure(try await house.open(candidate, code: code)) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.count { $0 == nil } == 1)
            #expect(results.count { $0 == .codeInvalid } == 9)
            house.kit.clock.advance(seconds: 30)
            let next = secret.digits(step: step + 1)
            #expect(failure(try await house.open(candidate, code: " \(next) ")) == nil)
        }
    }

    @Test("B21: HR needs an employer, a desk a location, an operator neither; nobody is made a member")
    func incomplete() async throws {
        try await House.with { house in
            let (employer, location) = (EmployerID(bits: 7), LocationID(bits: 8))
            let wrong: [(Role, EmployerID?, LocationID?)] = [
                (.hr, nil, nil), (.hr, employer, location), (.desk, nil, nil), (.desk, employer, nil),
                (.operator, employer, nil), (.operator, nil, location), (.member, nil, nil),
            ]
            for (role, employer, location) in wrong {
                await #expect(throws: PeopleFailure.roleIncomplete) {
                    _ = try await house.write {
                        try $0.addStaff(
                            identifier: "a@b.example",
                            passwordHash: "h",
                            role: role,
                            employer: employer,
                            location: location,
                            in: $1
                        ).login
                    }
                }
            }
            _ = try await staff(house, "hr@acme.example", .hr)
            await #expect(throws: PeopleFailure.identifierTaken) {
                _ = try await staff(house, "HR@acme.example", .desk)
            }
        }
    }

    @Test("ten wrong passwords in a quarter of an hour, known or not; a right one forgets them")
    func limited() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            try await house.activate("a@acme.example")
            for identifier in ["a@acme.example", "nobody@acme.example"] {
                for _ in 0..<10 { _ = try await house.candidates(identifier) }
                await #expect(throws: PeopleFailure.tooManySignIns(retryAfterSeconds: 900)) {
                    _ = try await house.candidates(identifier)
                }
            }
            house.kit.clock.advance(seconds: 900)
            for _ in 0..<9 { _ = try await house.candidates("a@acme.example") }
            let right = try #require(try await house.candidates("a@acme.example").first)
            _ = try await house.open(right).get()
            for _ in 0..<10 { _ = try await house.candidates("a@acme.example") }
            // Whom an attacker keeps out gets in again by a new password.
            let reset = try await house.startReset("a@acme.example")
            _ = try await house.completeReset(reset.id, try #require(reset.code?.digits)).get()
            #expect(try await house.candidates("a@acme.example").count == 1)
        }
    }

    @Test("wrong passwords from one address keep nobody out elsewhere; a hundred from many do, for a while")
    func elsewhere() async throws {
        try await House.with { house in
            _ = try await staff(house, "desk@clinica.example", .desk)
            func isRefused(from address: String) async throws -> Bool {
                do {
                    return try await house.candidates("desk@clinica.example", from: address).isEmpty
                } catch PeopleFailure.tooManySignIns { return true }
            }
            for _ in 0..<12 { _ = try await isRefused(from: "198.51.100.1") }
            #expect(try await isRefused(from: "198.51.100.1"))
            #expect(try await !isRefused(from: "192.0.2.7"))
            for number in 0..<100 { _ = try await isRefused(from: "198.51.100.\(number)") }
            #expect(try await isRefused(from: "192.0.2.7"))
            house.kit.clock.advance(seconds: 900)
            #expect(try await !isRefused(from: "192.0.2.7"))
        }
    }

    @Test("who signs in takes back the wrong passwords from the same address, not those of who guesses elsewhere")
    func takenBack() async throws {
        try await House.with { house in
            _ = try await staff(house, "desk@clinica.example", .desk)
            for address in ["198.51.100.1", "192.0.2.7"] {
                for _ in 0..<9 { _ = try await house.candidates("desk@clinica.example", from: address) }
            }
            let owner = try #require(try await house.candidates("desk@clinica.example", from: "192.0.2.7").first)
            _ = try await house.open(owner, from: "192.0.2.7").get()
            for _ in 0..<9 { _ = try await house.candidates("desk@clinica.example", from: "192.0.2.7") }
            _ = try await house.candidates("desk@clinica.example", from: "198.51.100.1")
            await #expect(throws: PeopleFailure.self) {
                _ = try await house.candidates("desk@clinica.example", from: "198.51.100.1")
            }
        }
    }

    @Test("a hundred wrong passwords at once get ten tries between them")
    func limitedAtOnce() async throws {
        try await House.with { house in
            let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        do {
                            _ = try await house.candidates("a@acme.example")
                            return false
                        } catch PeopleFailure.tooManySignIns { return true }
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(refused == 90)
        }
    }

    @Test("a password that was changed after it was verified opens nothing")
    func changedMeanwhile() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            try await house.activate("a@acme.example", hash: "old")
            let candidate = try #require(try await house.candidates("a@acme.example").first)
            let reset = try await house.startReset("a@acme.example")
            _ = try await house.completeReset(reset.id, try #require(reset.code?.digits)).get()
            #expect(failure(try await house.open(candidate)) == .credentialsInvalid)
        }
    }
}

extension TimeBasedCode {
    /// As an authenticator app reads it.
    init?(otpauth: String) {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        guard let text = URLComponents(string: otpauth)?.queryItems?.first(where: { $0.name == "secret" })?.value else {
            return nil
        }
        var (bytes, buffer, bits): ([UInt8], UInt32, Int) = ([], 0, 0)
        for character in text {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            buffer = buffer << 5 | UInt32(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        self.init(secret: bytes)
    }
}
