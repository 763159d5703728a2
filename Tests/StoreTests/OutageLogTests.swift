import Logging
import Store
import TestKit
import Testing

@Suite("The log of an outage")
struct OutageLogTests {
    private struct Typed: Error, CustomStringConvertible {
        let description = "somebody's name"
    }

    @Test("an outage is said once, with its reason, another reason too, and that it is over")
    func once() async {
        let lines = LogLines()
        let outages = OutageLog(Logger(label: "test") { _ in LogRecorder(lines: lines) })
        func fail(_ failure: any Error) async { await outages.attempt("seals") { throw failure } }
        let refused = StoreFailure.engine(code: "42P01", "relation \"seal\" does not exist")
        for _ in 0..<3 {
            await fail(refused)
            await fail(StoreFailure.readOnly)
        }
        for _ in 0..<2 { await outages.attempt("seals") {} }
        await fail(refused)
        let failed = "error Background work failed and is tried again."
        let words = #"error=engine(code: "42P01", "relation \"seal\" does not exist") work=seals"#
        #expect(
            lines.all == [
                "\(failed) \(words)", "\(failed) error=readOnly work=seals",
                "notice Background work goes on again. work=seals", "\(failed) \(words)",
            ]
        )
    }

    @Test("one work's outage isn't another's; what isn't the store's failure is named by its type alone")
    func apart() async {
        let lines = LogLines()
        let outages = OutageLog(Logger(label: "test") { _ in LogRecorder(lines: lines) })
        await outages.attempt("seals") { throw Typed() }
        await outages.attempt("sweep") {}
        await outages.attempt("sweep") { throw Typed() }
        await outages.attempt("sweep") { throw CancellationError() }
        #expect(
            lines.all
                == ["seals", "sweep"].map { "error Background work failed and is tried again. error=Typed work=\($0)" }
        )
    }
}
