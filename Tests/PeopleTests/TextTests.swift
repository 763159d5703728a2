import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Terms and consents")
struct TextTests {
    @Test("B18: the text that holds is the latest whose day has come")
    func current() async throws {
        try await House.with { house in
            let next = LegalTextSeed(
                version: "2027-01",
                from: try #require(Day("2027-01-01")),
                text: ["ro": "Noi", "en": "New"]
            )
            for _ in 0..<2 { try await house.write { try $0.loadTexts([House.terms, next], in: $1) } }
            for (day, version) in [("2026-01-01", "2026-01"), ("2026-12-31", "2026-01"), ("2027-01-01", "2027-01")] {
                let day = try #require(Day(day))
                #expect(
                    try await house.read { try $0.currentText(.terms, on: day, language: .ro, in: $1) }.version
                        == version
                )
            }
            await #expect(throws: PeopleFailure.noSuchText) {
                let day = try #require(Day("2025-12-31"))
                _ = try await house.read { try $0.currentText(.terms, on: day, language: .ro, in: $1) }
            }
            #expect(try await house.read { try $0.isCurrent(.terms, version: "2026-01", in: $1) })
            #expect(try await house.read { try !$0.isCurrent(.terms, version: "2027-01", in: $1) })
        }
    }

    @Test("words that somebody agreed to never change")
    func agreed() async throws {
        try await House.with { house in
            let day = House.dayOne
            var mended = House.terms
            mended.text["en"] = "Mended"
            let seed = mended
            try await house.write { try $0.loadTexts([seed], in: $1) }
            #expect(
                try await house.read { try $0.currentText(.terms, on: day, language: .en, in: $1) }.text == "Mended"
            )
            _ = try await house.arrive(email: "a@acme.example")
            try await house.activate("a@acme.example")
            try await house.write { try $0.loadTexts([House.terms], in: $1) }
            #expect(
                try await house.read { try $0.currentText(.terms, on: day, language: .en, in: $1) }.text == "Mended"
            )
        }
    }

    @Test("B23: only the current consent text can be agreed to")
    func consent() async throws {
        try await House.with { house in
            let person = try await house.arrive(email: "a@acme.example")
            let text = LegalTextSeed(
                code: .payrollDeduction,
                version: "7",
                from: House.dayOne,
                text: ["ro": "Da", "en": "Yes"]
            )
            try await house.write { try $0.loadTexts([text], in: $1) }
            try await house.write { try $0.accept(.payrollDeduction, version: "7", by: person, in: $1) }
            await #expect(throws: PeopleFailure.consentNotCurrent) {
                try await house.write { try $0.accept(.payrollDeduction, version: "6", by: person, in: $1) }
            }
        }
    }

    @Test("the seeds' terms and consents load")
    func seeds() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var texts: [LegalTextSeed] = []
        for file in ["terms", "consents"] {
            let data = try Data(contentsOf: root.appending(path: "seeds/\(file).json"))
            texts += try JSONDecoder().decode([LegalTextSeed].self, from: data)
        }
        let seeds = texts
        try await TestStore.with(People.migrations) { kit in
            let people = People(vault: kit.vault)
            try await kit.store.write { try people.loadTexts(seeds, in: $0) }
            for kind in LegalTextKind.allCases {
                for language in Language.allCases {
                    let day = try #require(Day("2026-11-20"))
                    let text = try await kit.store.read {
                        try people.currentText(kind, on: day, language: language, in: $0)
                    }
                    #expect(text.version == "2026-01")
                    #expect(text.text.count > 100)
                }
            }
        }
    }
}
