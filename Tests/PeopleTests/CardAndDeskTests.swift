import Kernel
import People
import Secrets
import Store
import TestKit
import Testing

@Suite("Cards, and what a desk asks")
struct CardAndDeskTests {
    @Test("B36: the card is made at activation; its number and secret lead to its holder")
    func card() async throws {
        try await House.with { house in
            let person = try await house.arrive(email: "a@acme.example")
            await #expect(throws: PeopleFailure.notActivated) {
                _ = try await house.read { try $0.card(of: person, in: $1) }
            }
            try await house.activate("a@acme.example")
            let card = try await house.read { try $0.card(of: person, in: $1) }
            #expect(card.number.wholeMatch(of: /[1-9][0-9]{11}/) != nil)
            let phone = try #require(TimeBasedCode(otpauth: card.otpauth))
            #expect(phone.secret.count == 20)
            let typed = "\(card.number.prefix(4)) \(card.number.dropFirst(4).prefix(4))-\(card.number.suffix(4))"
            let holder = try #require(try await house.read { try $0.cardHolder(typed, in: $1) })
            #expect(holder.person == person)
            #expect(holder.secret.secret == phone.secret)
            for wrong in ["", "1", "123456789012", String(card.number.reversed()), card.number + "0", "abc"]
            where wrong != card.number {
                let found = try await house.read { try $0.cardHolder(wrong, in: $1) }
                #expect(found == nil)
            }
            let stored = try await house.kit.store.read { session in
                try session.first("SELECT secret FROM card") { try $0[0] as [UInt8] }
            }
            #expect(stored?.count ?? 0 > 28)
            #expect(stored.map { Array($0.suffix(20)) } != phone.secret)
        }
    }

    @Test("B37: the phone compared is the account's proven one; until there is one, the roster's")
    func phones() async throws {
        try await House.with { house in
            let number = try PhoneNumber(reading: "0722555014", country: .romania)
            let first = try await house.arrive("Ana", email: "a@acme.example", phone: number.text)
            let second = try await house.arrive("Ion", phone: number.text, username: "ion")
            let both = try await house.read { try Set($0.candidates(phone: number, in: $1)) }
            #expect(both == [first, second])
            // An e-mail address was proven, no phone: the roster's still counts.
            let login = try await house.activate("a@acme.example").login
            #expect(try await house.read { try Set($0.candidates(phone: number, in: $1)) } == [first, second])
            let start = try await house.write {
                try $0.startContact(kind: .phone, value: "0733555014", of: login, address: "a", in: $1)
            }
            let digits = try #require(start.code?.digits)
            _ = try await house.write { try $0.completeContact(start.id, code: digits, of: login, in: $1) }.get()
            #expect(try await house.read { try $0.candidates(phone: number, in: $1) } == [second])
            let successor = try PhoneNumber(reading: "0733555014", country: .romania)
            #expect(try await house.read { try $0.candidates(phone: successor, in: $1) } == [first])
        }
    }

    @Test("B37: identity document and national id match by keyed index, and neither is readable in the database")
    func documents() async throws {
        try await House.with { house in
            let id = try NationalID(reading: "19811218-9876", country: try #require(Country("SE")))
            let plain = try await house.arrive("Ana")
            let person = try await house.write { people, session in
                let arrival = Arrival(source: session.newID(), givenName: "A", familyName: "B", nationalID: id)
                return try people.enroll([arrival], changeSet: ChangeSet.immediate, in: session)[0]
            }
            #expect(try await house.read { try $0.hasDocumentOnRecord(person, in: $1) })
            #expect(try await house.read { try !$0.hasDocumentOnRecord(plain, in: $1) })
            let card = try DocumentNumber(reading: "RX 123456")
            let newer = try DocumentNumber(reading: "RX 654321")
            try await house.write { try $0.recordDocument(card, of: plain, in: $1) }
            for (who, typed, expected) in [
                (person, "811218-9876", true), (person, "198112189876", true), (person, "811218-9877", false),
                (person, "rx123456", false), (plain, "rx-123 456", true), (plain, "811218-9876", false),
                (plain, "", false),
            ] {
                let matches = try await house.read { try $0.matches(who, document: typed, in: $1) }
                #expect(matches == expected, "\(typed)")
            }
            try await house.write { try $0.recordDocument(newer, of: plain, in: $1) }
            #expect(try await house.read { try !$0.matches(plain, document: "RX123456", in: $1) })
            let stored = try await house.kit.store.read { session in
                try session.all(
                    "SELECT national_id_sealed, national_id_index FROM person WHERE national_id_index IS NOT NULL UNION ALL SELECT sealed, number_index FROM identity_document"
                ) { (try $0[0] as [UInt8]) + (try $0[1] as [UInt8]) }
            }
            #expect(stored.count == 2)
            for bytes in stored {
                let text = String(decoding: bytes, as: UTF8.self)
                #expect(!text.contains("8112189876") && !text.contains("RX654321"))
            }
        }
    }

    @Test("what to write to: proven contacts once there is an account, the roster's before")
    func contactPoints() async throws {
        try await House.with { house in
            let person = try await house.arrive(email: "a@acme.example", phone: "0722555014")
            let none = try await house.arrive("Ion", "Stan")
            #expect(try await house.read { try $0.contactPoint(of: none, in: $1) } == nil)
            #expect(try await house.read { try $0.contactPoint(of: person, in: $1) }?.to == "a@acme.example")
            try await house.activate("0722555014")
            let point = try await house.read { try $0.contactPoint(of: person, in: $1) }
            #expect(point?.to == "+40722555014")
            #expect(point?.channel == .sms)
            #expect(try await house.read { try $0.activated(among: [person, none], in: $1) } == [person])
        }
    }
}
