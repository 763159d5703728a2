import Kernel
import Testing

@Suite("Spans of days")
struct DaySpanTests {
    @Test(
        "spans that touch or overlap become one, and empty ones none",
        arguments: [
            ("", ""),
            ("2026-12-01/", "2026-12-01/"),
            ("2026-12-01/2026-12-01", ""),
            ("2026-12-05/2026-12-01", ""),
            ("2027-01-01/2027-02-01 2026-12-01/2026-12-10", "2026-12-01/2026-12-10 2027-01-01/2027-02-01"),
            ("2026-12-01/2026-12-10 2026-12-10/2026-12-11", "2026-12-01/2026-12-11"),
            ("2026-12-01/ 2026-12-10/2026-12-11", "2026-12-01/"),
            ("2026-12-01/2026-12-20 2026-12-10/2026-12-11", "2026-12-01/2026-12-20"),
        ]
    )
    func merging(text: String, merged: String) throws {
        let days = try #require(DaySpans(text))
        #expect(days.description == merged)
        #expect(DaySpans(merged) == days)
    }

    @Test(
        "what isn't written as a span isn't read",
        arguments: ["x", "2026-12-01", "2026-12-01/x", "/2026-12-01", "/"]
    )
    func unread(text: String) { #expect(DaySpans(text) == nil) }

    @Test(
        "what is left of a span without some days",
        arguments: [
            ("2026-01-01/", "", "2026-01-01/"),
            ("2026-01-01/", "2026-06-01/", "2026-01-01/2026-06-01"),
            ("2026-01-01/", "2025-06-01/", ""),
            ("2026-01-01/2026-03-01", "2026-06-01/", "2026-01-01/2026-03-01"),
            ("2026-01-01/", "2026-02-01/2026-02-10 2026-06-01/", "2026-01-01/2026-02-01 2026-02-10/2026-06-01"),
            ("2026-01-01/2026-03-01", "2025-12-01/2026-01-05", "2026-01-05/2026-03-01"),
            ("2026-01-01/2026-03-01", "2025-01-01/2025-02-01 2026-02-20/2026-04-01", "2026-01-01/2026-02-20"),
            ("2026-01-01/2026-03-01", "2026-01-01/2026-03-01", ""),
        ]
    )
    func cutting(whole: String, without: String, rest: String) throws {
        let (span, days) = (try #require(DaySpan(whole)), try #require(DaySpans(without)))
        let left = days.cut(from: span)
        #expect(left.map(\.description).joined(separator: " ") == rest)
        let last = try #require(Day("2026-12-31"))
        var day = try #require(Day("2024-12-31"))
        while day < last {
            #expect(left.contains { $0.contains(day) } == (span.contains(day) && !days.contains(day)), "\(day)")
            day = day.adding(days: 1)
        }
    }
}
