import Kernel
import Testing

@testable import Family

@Suite("Months that an add-on touches")
struct DeductionSpanTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let from: String
        let until: String?
        let first: String
        let last: String?
        var testDescription: String { "\(from) until \(until ?? "further notice")" }
    }

    private static let cases = [
        Case(from: "2026-11-01", until: "2026-12-01", first: "2026-11", last: "2026-11"),
        Case(from: "2026-11-15", until: "2026-12-01", first: "2026-11", last: "2026-11"),
        Case(from: "2026-11-30", until: "2026-12-01", first: "2026-11", last: "2026-11"),
        Case(from: "2026-11-30", until: "2026-12-02", first: "2026-11", last: "2026-12"),
        Case(from: "2028-02-29", until: "2028-03-01", first: "2028-02", last: "2028-02"),
        Case(from: "2028-02-01", until: "2028-02-29", first: "2028-02", last: "2028-02"),
        Case(from: "2027-02-28", until: "2027-03-01", first: "2027-02", last: "2027-02"),
        Case(from: "2026-12-31", until: "2027-01-01", first: "2026-12", last: "2026-12"),
        Case(from: "2026-12-31", until: "2027-01-02", first: "2026-12", last: "2027-01"),
        Case(from: "2026-12-01", until: "2028-01-01", first: "2026-12", last: "2027-12"),
        Case(from: "2026-11-15", until: nil, first: "2026-11", last: nil),
    ]

    @Test("B24: each month touched is charged, and no other", arguments: cases)
    func touched(given: Case) throws {
        let span = DeductionSpan(from: try day(given.from), until: try given.until.map(day))
        let first = try month(given.first)
        let last = try given.last.map(month)
        for offset in -14...26 {
            let month = first.adding(months: offset)
            let isCharged = month >= first && last.map { month <= $0 } ?? true
            #expect(span.touches(month) == isCharged, "\(month)")
        }
    }

    @Test(
        "B1, B24: a month is charged for one served day, and not for none",
        arguments: [
            ("2026-12-01/2027-01-01", [11, 13]), ("2026-12-01/2026-12-31", [11, 12, 13]),
            ("2026-12-02/2027-01-01", [11, 12, 13]), ("2026-11-01/", []), ("2026-11-16/2027-01-31", [11, 13]),
            ("2026-11-01/2026-11-16 2026-12-05/2026-12-31", [11, 12, 13]), ("2026-11-15/2026-12-15", [12, 13]),
        ]
    )
    func refused(days: String, charged: [Int]) throws {
        let refused = try #require(DaySpans(days))
        let span = DeductionSpan(from: try day("2026-11-15"), until: try day("2027-02-01"), refused: refused)
        let first = try month("2026-01")
        #expect((0..<24).filter { span.touches(first.adding(months: $0 - 1)) } == charged)
    }

    @Test("an add-on that ends before it begins touches no month")
    func empty() throws {
        let span = DeductionSpan(from: try day("2026-12-01"), until: try day("2026-12-01"))
        for offset in -3...3 {
            let month = try month("2026-12").adding(months: offset)
            #expect(!span.touches(month))
        }
    }
}
