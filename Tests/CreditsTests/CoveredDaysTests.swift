import Credits
import Kernel
import Testing

@Suite("Covered days")
struct CoveredDaysTests {
    @Test(
        "only covered days are counted, and those that two coverages share once",
        arguments: [
            ([("2026-11-01", nil)], 31, "2026-11-20", "2026-12-21"),
            ([("2026-11-25", nil)], 31, "2026-11-20", "2026-12-26"),
            ([("2026-11-01", "2026-12-21")], 31, "2026-11-20", "2026-12-21"),
            ([("2026-11-01", "2026-12-20")], 31, "2026-11-20", nil),
            ([("2026-11-01", "2026-12-01"), ("2026-11-10", "2026-12-05")], 15, "2026-11-20", "2026-12-05"),
            ([("2026-11-10", "2026-12-05"), ("2026-11-01", nil)], 15, "2026-11-20", "2026-12-05"),
            ([("2026-11-01", "2026-11-10")], 1, "2026-11-10", nil),
            ([("2028-02-01", "2028-03-01")], 1, "2028-02-29", "2028-03-01"),
            ([("2026-11-01", "2026-11-01"), ("2026-12-01", "2026-12-02")], 1, "2026-11-01", "2026-12-02"),
            ([], 1, "2026-11-20", nil),
        ] as [([(String, String?)], Int, String, String?)]
    )
    func end(spans: [(String, String?)], count: Int, start: String, end: String?) throws {
        let covered = try DaySpans(spans)
        #expect(covered.end(ofDays: count, from: try #require(Day(start)))?.description == end)
    }
}
