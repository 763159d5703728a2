import Desk
import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Verification with a dead phone")
struct DocumentTests {
    private static let cnp = "2870523299676"

    @Test("B37: phone and national id, or identity document, as somebody types them")
    func document() async throws {
        try await Counter.with { counter in
            let (person, _) = try await counter.arrive(email: "a@b.example", phone: "0722555014", nationalID: Self.cnp)
            try await counter.activate("a@b.example")
            try await counter.write { [counter] session in
                try counter.people.recordDocument(try DocumentNumber(reading: "RX 123456"), of: person, in: session)
            }
            for (phone, number, fits) in [
                ("0722 555 014", Self.cnp, true), ("+40 722 555 014", "rx123456", true),
                ("0722555014", "2870523299677", false), ("0722555014", "", false), ("0722555015", Self.cnp, false),
                ("", Self.cnp, false), ("nonsense", Self.cnp, false), ("7,22555E+08", Self.cnp, false),
            ] {
                let result = try await counter.verify(.document(phone: phone, number: number))
                #expect(failure(result) == (fits ? nil : .noSuchMember), "\(phone) \(number)")
                #expect(fits == ((try? result.get().person) == person))
            }
            #expect(
                try await counter.lookups(of: person).filter { $0.refusal == nil }.map(\.way) == [.document, .document]
            )
        }
    }

    @Test("B37: a number from abroad as it is dialled there, whoever has it here; the document decides")
    func foreignNumber() async throws {
        try await Counter.with { counter in
            let (abroad, _) = try await counter.arrive(
                email: "a@b.example",
                phone: "+359987123456",
                nationalID: Self.cnp
            )
            try await counter.activate("a@b.example")
            func person(_ phone: String) async throws -> PersonID? {
                try? await counter.verify(.document(phone: phone, number: Self.cnp)).get().person
            }
            #expect(try await person("0987 123 456") == abroad)
            _ = try await counter.arrive(phone: "+40987123456")
            #expect(try await person("0987 123 456") == abroad)
            #expect(try await person("+359 987 123 456") == abroad)
            #expect(try await person("+40 987 123 456") == nil)
        }
    }

    @Test("B38: not activated is said only when everything typed fits")
    func notActivated() async throws {
        try await Counter.with { counter in
            _ = try await counter.arrive(phone: "0722555014", nationalID: Self.cnp)
            let right = try await counter.verify(.document(phone: "0722555014", number: Self.cnp))
            #expect(failure(right) == .notActivated)
            for (phone, number) in [("0722555014", "1800101221144"), ("0722555015", Self.cnp)] {
                #expect(failure(try await counter.verify(.document(phone: phone, number: number))) == .noSuchMember)
            }
        }
    }

    @Test("B37: name and birth date from a document that was seen, where no number is on record")
    func seen() async throws {
        try await Counter.with { counter in
            let birth = try #require(Day("1987-05-23"))
            let wrong = try #require(Day("1987-05-24"))
            let (person, _) = try await counter.arrive(
                "Știrbu-Țeposu",
                email: "a@b.example",
                phone: "0722555014",
                birthDate: "1987-05-23"
            )
            func look(_ family: String, _ date: Day, seen: Bool = true) async throws -> DeskFailure? {
                failure(
                    try await counter.verify(
                        .seen(phone: "0722555014", familyName: family, birthDate: date, documentSeen: seen)
                    )
                )
            }
            #expect(try await look("STIRBU-TEPOSU", birth) == .notActivated)
            try await counter.activate("a@b.example")
            #expect(try await look("  ştirbu-ţeposu ", birth) == nil)
            #expect(try await look("Stirbu", birth) == .noSuchMember)
            #expect(try await look("", birth) == .noSuchMember)
            #expect(try await look("Stirbu-Teposu", wrong) == .noSuchMember)
            #expect(try await look("Stirbu-Teposu", birth, seen: false) == .documentNotSeen)
            // Once a number is on record, the weaker way is closed.
            try await counter.write { [counter] session in
                try counter.people.recordDocument(try DocumentNumber(reading: "RX 123456"), of: person, in: session)
            }
            #expect(try await look("Stirbu-Teposu", birth) == .noSuchMember)
        }
    }

    @Test(
        "B37: a family name fits whichever apostrophe, dash or space stands between its parts",
        arguments: [
            ("O'Brien-Popescu", ["O’Brien–Popescu", "oʼbrien‐popescu", "O`BRIEN‑POPESCU", "o´brien popescu"]),
            ("D’Angelo Ștefan", ["D'ANGELO-STEFAN", "d angelo — ştefan", "Dʼangelo  Stefan"]),
            ("Ionescu–Pop", ["ionescu-pop", "Ionescu - Pop", "IONESCU POP", "Ionescu\u{2060}-Pop"]),
            ("خسرو‌پور", ["خسرو پور", "خسرو‌پور"]),
        ]
    )
    func separators(onRecord: String, typed: [String]) async throws {
        try await Counter.with { counter in
            let birth = try #require(Day("1987-05-23"))
            _ = try await counter.arrive(onRecord, email: "a@b.example", phone: "0722555014", birthDate: "1987-05-23")
            try await counter.activate("a@b.example")
            func look(_ family: String) async throws -> DeskFailure? {
                failure(
                    try await counter.verify(
                        .seen(phone: "0722555014", familyName: family, birthDate: birth, documentSeen: true)
                    )
                )
            }
            for family in [onRecord] + typed {
                let refusal = try await look(family)
                #expect(refusal == nil, "\(family)")
            }
            for family in ["-", "’", "Brien", "\(onRecord)a"] {
                let refusal = try await look(family)
                #expect(refusal == .noSuchMember, "\(family)")
            }
        }
    }

    @Test("B38: two people who fit alike are nobody: we don't guess")
    func ambiguous() async throws {
        try await Counter.with { counter in
            let birth = try #require(Day("2000-01-01"))
            for email in ["a@b.example", "c@d.example"] {
                _ = try await counter.arrive("Pop", email: email, phone: "0722555014", birthDate: "2000-01-01")
                try await counter.activate(email)
            }
            let proof = VerificationRequest.Proof.seen(
                phone: "0722555014",
                familyName: "Pop",
                birthDate: birth,
                documentSeen: true
            )
            #expect(failure(try await counter.verify(proof)) == .noSuchMember)
        }
    }
}
