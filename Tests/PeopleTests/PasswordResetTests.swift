import Kernel
import People
import TestKit
import Testing

@Suite("Password resets")
struct PasswordResetTests {
    @Test("B19: the same proof sets a new password and ends the old sessions")
    func resets() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            let signedIn = try await house.activate("a@acme.example", hash: "old")
            let (first, second) = (
                try await house.startReset("a@acme.example"), try await house.startReset("a@acme.example")
            )
            let digits = try #require(first.code?.digits)
            #expect(failure(try await house.completeReset(first.id, House.wrong(digits))) == .codeInvalid)
            #expect(try await house.principal(signedIn.token) != nil)
            #expect(failure(try await house.completeReset(first.id, digits)) == nil)
            #expect(try await house.principal(signedIn.token) == nil)
            #expect(try await house.candidates("a@acme.example").map(\.passwordHash) == ["new"])
            // The other reset that was under way is void.
            #expect(failure(try await house.completeReset(second.id, second.code?.digits ?? "")) == .codeInvalid)
        }
    }

    @Test("B19: only a proven contact gets a code; a roster's gets a word, an unknown identifier nothing")
    func unproven() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example", phone: "0722555014", username: "ana")
            let early = try await house.startReset("a@acme.example")
            #expect(early.code != nil)
            #expect(early.code?.digits == nil)
            try await house.activate("a@acme.example")
            let byPhone = try await house.startReset("0722555014")
            #expect(byPhone.code?.to == "+40722555014")
            #expect(byPhone.code?.digits == nil)
            let byName = try await house.startReset("ana")
            #expect(byName.code?.to == "a@acme.example")
            #expect(failure(try await house.completeReset(byName.id, byName.code?.digits ?? "")) == nil)
            let unknown = try await house.startReset("nobody@acme.example")
            #expect(unknown.code == nil)
            #expect(failure(try await house.completeReset(unknown.id, "123456")) == .codeInvalid)
        }
    }

    @Test("B19: one e-mail address of a member and of HR: the member's by default, HR's when it says so")
    func realms() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            try await house.activate("a@acme.example", hash: "member")
            let employer = EmployerID(bits: 7)
            _ = try await house.write {
                try $0.addStaff(
                    identifier: "a@acme.example",
                    passwordHash: "staff",
                    role: .hr,
                    employer: employer,
                    in: $1
                ).login
            }
            let member = try await house.startReset("a@acme.example")
            #expect(failure(try await house.completeReset(member.id, member.code?.digits ?? "")) == nil)
            #expect(try await house.candidates("a@acme.example").map(\.passwordHash) == ["staff", "new"])
            let staff = try await house.startReset("a@acme.example", realm: .staff)
            let done = try await house.completeReset(staff.id, staff.code?.digits ?? "", hash: "newer")
            #expect(failure(done) == nil)
            #expect(try await house.candidates("a@acme.example").map(\.passwordHash) == ["newer", "new"])
            #expect(try await house.candidates("a@acme.example", realm: .member).map(\.role) == [.member])
        }
    }

    @Test(
        "passwords: twelve characters or more, and no other rule",
        arguments: [
            ("12345678901", PeopleFailure.passwordTooShort), ("123456789012", nil), ("            ", nil),
            ("ăîșțâĂÎȘȚÂ🙂🙂", nil), (String(repeating: "a", count: 1000), nil),
            (String(repeating: "a", count: 1001), .passwordTooLong),
        ] as [(String, PeopleFailure?)]
    )
    func passwords(typed: String, expected: PeopleFailure?) {
        do throws(PeopleFailure) {
            let password = try Password(reading: typed)
            #expect(expected == nil)
            #expect(password.text == typed)
        } catch {
            #expect(error == expected)
        }
    }
}
