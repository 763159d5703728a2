import Kernel
import TestKit
import Testing

@testable import Entitlements

@Suite("What holds from which day")
struct TimelineTests {
    /// `a 1-3, b 5-` from spans; days count from 2026-01-01.
    private static func shown(_ line: Timeline<Character>) -> String {
        let first = Day(year: 2026, month: 1, day: 1)?.daysSinceEpoch ?? 0
        return line.spans.map { span in
            let until = span.until.map { String($0.daysSinceEpoch - first) } ?? ""
            return "\(span.value) \(span.from.daysSinceEpoch - first)-\(until)"
        }.joined(separator: ", ")
    }

    private static func day(_ number: Int) -> Day {
        (Day(year: 2026, month: 1, day: 1) ?? .earliest).adding(days: number)
    }

    /// `a` on days 10 to 19, `b` from 20 to 29, nothing for ten days, `b` again from 40 on.
    private static let sample = Timeline<Character>([
        .init(value: "a", from: day(10), until: day(20)), .init(value: "b", from: day(20), until: day(30)),
        .init(value: "b", from: day(40), until: nil),
    ])

    @Test(
        "each act, at the edges of its spans",
        arguments: [
            ("clear 5", ""), ("clear 10", ""), ("clear 11", "a 10-11"), ("clear 20", "a 10-20"),
            ("clear 35", "a 10-20, b 20-30"), ("clear 40", "a 10-20, b 20-30"),
            ("clear 41", "a 10-20, b 20-30, b 40-41"),
            ("set 5", "c 5-"), ("set 25", "a 10-20, b 20-25, c 25-"), ("set 35", "a 10-20, b 20-30, c 35-"),
            ("replace 5", "c 10-30, c 40-"), ("replace 20", "a 10-20, c 20-30, c 40-"),
            ("replace 29", "a 10-20, b 20-29, c 29-30, c 40-"), ("replace 30", "a 10-20, b 20-30, c 40-"),
            ("begin 0", "a 0-20, b 20-30, b 40-"), ("begin 10", "a 10-20, b 20-30, b 40-"),
            ("begin 19", "a 19-20, b 20-30, b 40-"), ("begin 20", "b 20-30, b 40-"), ("begin 35", "b 40-"),
            ("begin 50", "b 50-"), ("reopen 0", "a 10-20, b 20-30, b 40-"),
        ]
    )
    func acts(act: String, expected: String) throws {
        let words = act.split(separator: " ")
        let day = Self.day(try #require(Int(words[1])))
        var line = Self.sample
        switch words[0] {
        case "clear": line.clear(from: day)
        case "set": line.set("c", from: day)
        case "replace": line.replace(with: "c", from: day)
        case "begin": line.begin(on: day)
        default: line.reopen()
        }
        #expect(Self.shown(line) == expected)
    }

    @Test("neighbours that say the same are one span")
    func merge() {
        var line = Self.sample
        line.replace(with: "a", from: Self.day(20))
        #expect(Self.shown(line) == "a 10-30, a 40-")
        line.clear(from: Self.day(30))
        line.reopen()
        #expect(Self.shown(line) == "a 10-")
    }

    @Test("any number of acts leaves spans that are in order, apart, not empty and not alike", arguments: 1...20)
    func invariants(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var line = Timeline<Character>()
        for _ in 0..<200 {
            let day = Self.day(Int.random(in: 0..<60, using: &random))
            let value: Character = ["a", "b", "c"].randomElement(using: &random) ?? "a"
            switch Int.random(in: 0..<5, using: &random) {
            case 0: line.clear(from: day)
            case 1: line.set(value, from: day)
            case 2: line.replace(with: value, from: day)
            case 3: line.begin(on: day)
            default: line.reopen()
            }
            for span in line.spans { #expect(span.until.map { $0 > span.from } ?? true) }
            for (left, right) in zip(line.spans, line.spans.dropFirst()) {
                #expect(left.until.map { $0 < right.from || ($0 == right.from && left.value != right.value) } ?? false)
            }
        }
    }
}
