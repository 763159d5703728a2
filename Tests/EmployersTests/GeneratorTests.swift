import Employers
import Kernel
import Testing

@Suite("Employers: the synthetic roster")
struct GeneratorTests {
    private static func text(rows: Int, seed: UInt64) -> String {
        var bytes: [UInt8] = []
        RosterGenerator(rows: rows, seed: seed).write { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("roster generate: every row is filled, and what must be distinct is; the seed decides the bytes")
    func distinct() {
        let rows = 40_000
        let text = Self.text(rows: rows, seed: 7)
        let lines = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        #expect(lines.count == rows)
        #expect(lines.allSatisfy { $0.count == 11 && !$0.contains { $0.isEmpty } })
        for column in [0, 3, 4, 5] { #expect(Set(lines.map { $0[column] }).count == rows) }
        let withDiacritics = lines.count { line in (line[1] + line[2]).contains { !$0.isASCII } }
        #expect(abs(withDiacritics - rows / 3) <= 1)
        #expect(Self.text(rows: 100, seed: 7) == Self.text(rows: 100, seed: 7))
        #expect(Self.text(rows: 100, seed: 7) != Self.text(rows: 100, seed: 8))
    }

    @Test("B7: a generated roster is read without a refusal and applied, and again makes no difference")
    func imports() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let text = Self.text(rows: 3000, seed: 3)
            let roster = try await house.upload(text, to: acme)
            #expect(roster.counts.joins == 3000)
            #expect(roster.counts.refused == 0)
            let applied = try await house.applier.apply(roster.id)
            #expect(applied.state == .applied)
            let again = try await house.upload(text, to: acme)
            #expect(again.counts.unchanged == 3000)
        }
    }
}
