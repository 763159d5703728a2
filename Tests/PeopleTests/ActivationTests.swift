import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Activation")
struct ActivationTests {
    @Test(
        "B18: by e-mail, phone or username, however it is typed",
        arguments: [
            (" Ana.Pop@ACME.example ", ContactChannel.email, "ana.pop@acme.example"),
            ("0722 555 014", .sms, "+40722555014"), ("0040722555014", .sms, "+40722555014"),
            ("ANA", .email, "ana.pop@acme.example"),
        ]
    )
    func identifiers(typed: String, channel: ContactChannel, to: String) async throws {
        try await House.with { house in
            let person = try await house.arrive(email: "ana.pop@acme.example", phone: "0722555014", username: "ana")
            let start = try await house.start(typed)
            let code = try #require(start.code)
            #expect(code.channel == channel)
            #expect(code.to == to)
            #expect(code.person == person)
            #expect(code.text.text(in: .ro).contains(try #require(code.digits)))
            let signedIn = try await house.complete(start.id, " \(code.digits ?? "") ").get()
            #expect(signedIn.role == .member)
            let principal = try await house.principal(signedIn.token)
            #expect(principal?.person == person)
            let account = try await house.read { try $0.account(of: person, in: $1) }
            // What was typed signs in; so does the contact that the code went to, and nothing else.
            let expected: Set<IdentifierKind> =
                typed == "ANA" ? [.username, .email] : [channel == .email ? .email : .phone]
            #expect(Set(account?.identifiers.map(\.kind) ?? []) == expected)
        }
    }

    @Test(
        "B18: a phone number as it is dialled at home, wherever that is",
        arguments: [
            ("+359888123456", "0888 123 456"), ("+48501234567", "501-234-567"), ("+46701234567", "070-123 45 67"),
            ("+358401234567", "040 1234567"), ("+989121234567", "0912 123 4567"),
        ]
    )
    func nationalNumbers(number: String, typed: String) async throws {
        try await House.with { house in
            let person = try await house.arrive(phone: number)
            let start = try await house.start(typed)
            #expect(start.code?.to == number)
            _ = try await house.complete(start.id, try #require(start.code?.digits)).get()
            let candidate = try #require(try await house.candidates(typed).first)
            let principal = try await house.principal(try await house.open(candidate).get().token)
            #expect(principal?.person == person)
            #expect(try await house.startReset(typed).code?.to == number)
        }
    }

    @Test("B18: of two with the same digits in two countries, the one without an account activates, and each signs in")
    func sharedNationalNumber() async throws {
        try await House.with { house in
            let romanian = try await house.arrive(phone: "+40987123456")
            let bulgarian = try await house.arrive(phone: "+359987123456")
            try await house.activate("0987123456", hash: "romanian")
            #expect(try await house.start("0987123456").code?.person == bulgarian)
            try await house.activate("+359987123456", hash: "bulgarian")
            let candidates = try await house.candidates("0987 123 456")
            #expect(candidates.map(\.passwordHash) == ["romanian", "bulgarian"])
            let people = try await [
                house.principal(house.open(candidates[0]).get().token)?.person,
                house.principal(house.open(candidates[1]).get().token)?.person,
            ]
            #expect(people == [romanian, bulgarian])
            #expect(try await house.startReset("0987123456").code?.to == "+40987123456")
            #expect(try await house.startReset("+359987123456").code?.to == "+359987123456")
        }
    }

    @Test("B18: two who share a number get no code, and keep nobody abroad from one")
    func sharedAtHome() async throws {
        try await House.with { house in
            for name in ["Ana", "Ion"] { _ = try await house.arrive(name, phone: "+40987123456") }
            let abroad = try await house.arrive("Vera", phone: "+359987123456")
            #expect(try await house.start("0987123456").code?.person == abroad)
        }
    }

    @Test("B20: tries say nothing of whose a number is: those of all countries count together, known or not")
    func triesOfAllCountries() async throws {
        for phone in ["+359987123456", nil] {
            try await House.with { house in
                if let phone {
                    _ = try await house.arrive(phone: phone)
                    try await house.activate(phone)
                }
                for typed in ["+40987123456", "+359987123456", "0987 123 456", "00359 987 123 456", "+40 987 123 456"] {
                    for _ in 0..<2 { _ = try await house.candidates(typed) }
                }
                for typed in ["0987123456", "+359987123456", "+40987123456"] {
                    await #expect(throws: PeopleFailure.tooManySignIns(retryAfterSeconds: 900)) {
                        _ = try await house.candidates(typed)
                    }
                }
            }
        }
    }

    @Test("B18: an unknown identifier gets an id, refuses codes as a known one does, and sends nothing")
    func unknown() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "known@acme.example")
            let known = try await house.start("known@acme.example")
            for identifier in ["nobody@acme.example", "0722555999", "nobody", "not readable!", "a@b"] {
                let unknown = try await house.start(identifier)
                #expect(unknown.code == nil)
                for attempt in 1...6 {
                    let wrong = try await house.complete(unknown.id, "123456")
                    #expect(
                        failure(wrong)
                            == (attempt <= 5 ? .codeInvalid : .tooManyTries(retryAfterSeconds: 600))
                    )
                }
            }
            for attempt in 1...6 {
                let wrong = try await house.complete(known.id, House.wrong(known.code?.digits))
                #expect(failure(wrong) == (attempt <= 5 ? .codeInvalid : .tooManyTries(retryAfterSeconds: 600)))
            }
        }
    }

    @Test("B18: the current terms must be accepted; others take no try")
    func terms() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            let start = try await house.start("a@acme.example")
            let digits = try #require(start.code?.digits)
            for _ in 0..<6 {
                #expect(failure(try await house.complete(start.id, digits, terms: "2025-01")) == .termsNotCurrent)
            }
            #expect(failure(try await house.complete(start.id, digits)) == nil)
        }
    }

    @Test("B18: who has an account is told so, in the same shape, and nothing can be activated with it")
    func twice() async throws {
        try await House.with { house in
            let person = try await house.arrive(email: "a@acme.example", phone: "0722555014")
            try await house.activate("a@acme.example")
            // The phone is only the roster's: it leads to the same person.
            for identifier in ["a@acme.example", "0722555014"] {
                let again = try await house.start(identifier)
                let word = try #require(again.code)
                #expect(word.digits == nil)
                #expect(word.person == person)
                #expect(word.text.text(in: .en).contains("already"))
                #expect(failure(try await house.complete(again.id, "")) == .codeInvalid)
            }
        }
    }

    @Test("B18: of two proofs under way, and of many at once, one makes the account")
    func race() async throws {
        try await House.with { house in
            let person = try await house.arrive(email: "a@acme.example", phone: "0722555014")
            let byMail = try await house.start("a@acme.example")
            let byPhone = try await house.start("0722555014")
            let results = try await withThrowingTaskGroup(of: Result<SignedIn, PeopleFailure>.self) { group in
                for start in [byMail, byPhone, byMail, byPhone] {
                    let digits = try #require(start.code?.digits)
                    group.addTask { try await house.complete(start.id, digits) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.filter { failure($0) == nil }.count == 1)
            #expect(results.filter { failure($0) == .alreadyActivated }.count == 1)
            #expect(results.filter { failure($0) == .codeInvalid }.count == 2)
            let account = try await house.read { try $0.account(of: person, in: $1) }
            #expect(account?.identifiers.count == 1)
        }
    }

    @Test("B18: an e-mail address or phone that two persons share leads to none, and is told so; their usernames do")
    func shared() async throws {
        try await House.with { house in
            let first = try await house.arrive("Ana", phone: "0722555014", username: "ana")
            _ = try await house.arrive("Ion", phone: "0722555014", username: "ion")
            for word in [try await house.start("0722555014").code, try await house.startReset("0722555014").code] {
                let word = try #require(word)
                #expect(word.to == "+40722555014" && word.digits == nil && word.person == nil)
                #expect(word.text.text(in: .en).contains("Use your username instead"))
            }
            try await house.activate("ana")
            // Ana has proven the phone with the code that went there: from now on it leads to her.
            let account = try await house.read { try $0.account(of: first, in: $1) }
            #expect(Set(account?.identifiers.map(\.kind) ?? []) == [.username, .phone])
            #expect(try await house.start("0722555014").code?.person == first)
            // Ion's code goes there as well, but proves only his username.
            try await house.activate("ion")
            #expect(try await house.candidates("0722555014").count == 1)
        }
    }

    @Test("one person on two rosters with one e-mail address is found by it")
    func sameTwice() async throws {
        try await House.with { house in
            let email = try EmailAddress(reading: "a@acme.example")
            let person = try await house.arrive(email: "a@acme.example")
            try await house.write { people, session in
                let arrival = Arrival(
                    source: session.newID(),
                    person: person,
                    givenName: "A",
                    familyName: "P",
                    email: email
                )
                try people.enroll([arrival], changeSet: ChangeSet.immediate, in: session)
            }
            #expect(try await house.start("a@acme.example").code?.person == person)
        }
    }

    @Test("who isn't on a published roster can't activate")
    func unpublished() async throws {
        try await House.with { house in
            let email = try EmailAddress(reading: "a@acme.example")
            let set = try await house.write { people, session in
                let set = try ChangeSet.open(in: session)
                let arrival = Arrival(source: session.newID(), givenName: "A", familyName: "P", email: email)
                let nameless = Arrival(source: session.newID(), givenName: "Ion", familyName: "Stan")
                try people.enroll([arrival, nameless], changeSet: set, in: session)
                return set
            }
            #expect(try await house.start("a@acme.example").code == nil)
            let early = try await house.start("ion.stan")
            #expect(failure(try await house.complete(early.id, "1234-5678-9ABC")) == .codeInvalid)
            try await house.write { try ChangeSet.publish(set, in: $1) }
            #expect(try await house.start("a@acme.example").code != nil)
        }
    }
}
