import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Sessions and contacts")
struct SessionTests {
    @Test("B22: sessions are listed and ended, one's own only, and the token isn't in the database")
    func ends() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            _ = try await house.arrive(email: "b@acme.example")
            let other = try await house.activate("b@acme.example")
            let first = try await house.activate("a@acme.example")
            house.kit.clock.advance(seconds: 60)
            let candidate = try #require(try await house.candidates("a@acme.example").first)
            let second = try await house.write {
                try $0.openSession(login: candidate, code: nil, device: "Firefox", in: $1)
            }.get()
            let listed = try await house.read { try $0.sessions(of: first.login, in: $1) }
            #expect(listed.map(\.id) == [second.session, first.session])
            #expect(listed.map(\.device) == ["Firefox", nil])
            await #expect(throws: PeopleFailure.noSuchSession) {
                try await house.write { try $0.endSession(first.session, of: other.login, in: $1) }
            }
            try await house.write { try $0.endSession(first.session, of: first.login, in: $1) }
            #expect(try await house.principal(first.token) == nil)
            #expect(try await house.principal(second.token)?.login == first.login)
            try await house.write { try $0.endSession(token: second.token, in: $1) }
            #expect(try await house.principal(second.token) == nil)
            #expect(try await house.principal(other.token) != nil)
            let hashes = try await house.kit.store.read { session in
                try session.all("SELECT token_hash FROM login_session") { try $0[0] as [UInt8] }
            }
            #expect(hashes.allSatisfy { $0 != Array(other.token.utf8) && $0.count == 32 })
        }
    }

    @Test(
        "a member's session lasts 30 days, a staff member's 12 hours",
        arguments: [(Role.member, 30 * 86_400), (.hr, 12 * 3600)] as [(Role, Int64)]
    )
    func expiry(role: Role, seconds: Int64) async throws {
        try await House.with { house in
            let signedIn: SignedIn
            if role == .member {
                _ = try await house.arrive(email: "a@acme.example")
                signedIn = try await house.activate("a@acme.example")
            } else {
                let employer = EmployerID(bits: 7)
                _ = try await house.write {
                    try $0.addStaff(
                        identifier: "a@acme.example",
                        passwordHash: "h",
                        role: role,
                        employer: employer,
                        in: $1
                    ).login
                }
                signedIn = try await house.open(try #require(try await house.candidates("a@acme.example").first)).get()
            }
            #expect(signedIn.expiresAt == house.kit.clock.now().adding(seconds: seconds))
            house.kit.clock.advance(seconds: seconds - 1)
            #expect(try await house.principal(signedIn.token) != nil)
            house.kit.clock.advance(seconds: 1)
            #expect(try await house.principal(signedIn.token) == nil)
            #expect(try await house.read { try $0.sessions(of: signedIn.login, in: $1) } == [])
        }
    }

    @Test("the two-hundred-and-first session ends the oldest")
    func many() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            let first = try await house.activate("a@acme.example")
            let candidate = try #require(try await house.candidates("a@acme.example").first)
            for _ in 0..<199 {
                house.kit.clock.advance(seconds: 1)
                _ = try await house.open(candidate).get()
            }
            #expect(try await house.principal(first.token) != nil)
            _ = try await house.open(candidate).get()
            #expect(try await house.principal(first.token) == nil)
            #expect(try await house.read { try $0.sessions(of: first.login, in: $1) }.count == 200)
        }
    }

    @Test("what has no use any more is swept, and nothing else")
    func sweep() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            let signedIn = try await house.activate("a@acme.example")
            _ = try await house.candidates("a@acme.example")
            house.kit.clock.advance(days: 1)
            #expect(try await house.write { try $0.sweep(in: $1) } == 0)
            house.kit.clock.advance(seconds: 1)
            #expect(try await house.write { try $0.sweep(in: $1) } == 2)
            #expect(try await house.principal(signedIn.token) != nil)
            house.kit.clock.advance(days: 30)
            #expect(try await house.write { try $0.sweep(in: $1) } == 1)
        }
    }

    @Test("B22: a new e-mail address takes the old one's place once it is proven, and the old one is told")
    func newContact() async throws {
        try await House.with { house in
            let person = try await house.arrive(email: "a@acme.example")
            let login = try await house.activate("a@acme.example").login
            let start = try await house.startContact(.email, " New@posta.example", login)
            #expect(start.code?.to == "new@posta.example")
            #expect(failure(try await house.completeContact(start, login, code: "")) == .codeInvalid)
            #expect(try await house.candidates("new@posta.example") == [])
            let change = try await house.completeContact(start, login).get()
            #expect(change.text == "new@posta.example")
            #expect(change.notice?.to == "a@acme.example")
            #expect(change.notice?.digits == nil)
            #expect(try await house.candidates("a@acme.example") == [])
            #expect(try await house.candidates("new@posta.example").count == 1)
            let phone = try await house.startContact(.phone, "0722555014", login)
            let second = try await house.completeContact(phone, login).get()
            #expect(second.notice == nil)
            let point = try await house.read { try $0.contactPoint(of: person, in: $1) }
            #expect(point?.to == "new@posta.example")
        }
    }

    @Test("B22: a contact of another account isn't given away, and its owner is told in the same shape")
    func takenContact() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            _ = try await house.arrive(email: "b@acme.example")
            let (one, other) = (
                try await house.activate("a@acme.example").login, try await house.activate("b@acme.example").login
            )
            let start = try await house.startContact(.email, "b@acme.example", one)
            #expect(start.code?.to == "b@acme.example")
            #expect(start.code?.digits == nil)
            #expect(failure(try await house.completeContact(start, one)) == .codeInvalid)
            // Both start for a free number; the first to prove it has it.
            let (first, second) = (
                try await house.startContact(.phone, "0722555014", one),
                try await house.startContact(.phone, "0722555014", other)
            )
            #expect(failure(try await house.completeContact(second, one)) == .codeInvalid)
            #expect(failure(try await house.completeContact(first, one)) == nil)
            let third = try await house.startContact(.phone, "0722555014", other)
            #expect(third.code?.digits == nil)
            await #expect(throws: IdentifierFailure.phoneMalformed) {
                _ = try await house.startContact(.phone, "07", one)
            }
        }
    }
}
