import Testing

@testable import carnet

@Suite("Progress on the command line")
struct PaceTests {
    @Test(
        "rate and time left, in rows whatever the steps",
        arguments: [
            (0, 100, 1, 1.0, "0 rows/s"), (50, 100, 1, 1.0, "50 rows/s, 1 s left"),
            (50, 200, 2, 1.0, "25 rows/s, 3 s left"), (100, 100, 1, 4.0, "25 rows/s, 0 s left"),
            (10, 1000, 1, 1.0, "10 rows/s, 1 min 39 s left"), (1, 10_000, 1, 1.0, "1 rows/s, 2 h 46 min left"),
            (200, 100, 1, 1.0, "200 rows/s, 0 s left"), (5, 10, 1, 0.0, "0 rows/s"),
        ]
    )
    func table(done: Int, total: Int, stepsPerRow: Int, seconds: Double, text: String) {
        #expect(Pace(done: done, total: total, stepsPerRow: stepsPerRow).text(after: seconds) == text)
    }

    @Test("what isn't a row has its own name")
    func unit() {
        #expect(Pace(done: 50, total: 100, unit: "entries").text(after: 1) == "50 entries/s, 1 s left")
    }
}
