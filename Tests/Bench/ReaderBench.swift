import CSV
import Employers
import Foundation
import Kernel
import People
import Secrets
import SwiftCSV

/// Reading a roster without a database, on one thread: the share of an import that no store can make faster.
///
/// The synthetic roster lies in memory. Each figure is the best of some runs, its yardstick's runs between them.
struct ReaderBench {
    private let rows: Int
    private let file: [UInt8]

    private static let runs = 5
    private static let chunkBytes = 65_536

    init(rows: Int) {
        self.rows = rows
        var bytes: [UInt8] = []
        RosterGenerator(rows: rows).write { bytes += $0 }
        file = bytes
    }

    func run(_ table: inout Table) throws {
        let scanned = try best { try scan() }
        let tokens = try best { try tokenize() }
        let other = try best(runs: 1) { try streamWithSwiftCSV() }
        let named = try best(runs: 1) { try readWithSwiftCSV() }
        let validated = try best { try read(sealed: false) }
        let sealed = try best { try read(sealed: true) }
        let megabytes = Double(file.count) / 1_000_000
        func add(_ what: String, _ seconds: Double, beside yardstick: Double, _ name: String) {
            table.add(
                what,
                "\(whole(Double(rows) / seconds)) rows/s",
                "\(whole(Double(rows) / yardstick)) rows/s, \(name)",
                yardstick / seconds,
                peakMiB: 0
            )
        }
        table.add(
            "tokenizing alone",
            "\(whole(megabytes / tokens)) MB/s",
            "\(whole(megabytes / scanned)) MB/s, scan for quotes and line ends",
            scanned / tokens,
            peakMiB: 0
        )
        add("detection and validation of every field", validated, beside: named, "SwiftCSV, rows by name")
        add("detection and validation of every field", validated, beside: other, "SwiftCSV, arrays one by one")
        add("the same, with national ids hashed and encrypted", sealed, beside: named, "SwiftCSV, rows by name")
    }

    private func best(runs: Int = ReaderBench.runs, _ body: () throws -> Int) throws -> Double {
        var best = Double.infinity
        for _ in 0..<runs {
            let start = ContinuousClock.now
            let found = try body()
            let elapsed = (ContinuousClock.now - start) / .seconds(1)
            guard found == rows else { throw BenchFailure("\(found) of \(rows) rows were found") }
            best = min(best, elapsed)
        }
        return best
    }

    /// The yardstick of tokenizing: the plainest loop that looks at every byte.
    private func scan() throws -> Int {
        var quotes = 0
        var lineEnds = 0
        for byte in file {
            if byte == UInt8(ascii: "\"") { quotes += 1 }
            if byte == UInt8(ascii: "\n") { lineEnds += 1 }
        }
        guard quotes == 0 else { throw BenchFailure("the roster has quotes") }
        return lineEnds - 1
    }

    private func tokenize() throws -> Int {
        var reader = CSVReader(dialect: Dialect())
        var fields = 0
        try eachChunk { try reader.feed($0) { row in fields += row.count } }
        try reader.finish { row in fields += row.count }
        guard fields == reader.rowCount * 11 else { throw BenchFailure("\(fields) fields were found") }
        return reader.rowCount - 1
    }

    /// Rows with the names of their columns, as SwiftCSV's manual reads a file.
    private func readWithSwiftCSV() throws -> Int {
        try NamedCSV(string: String(decoding: file, as: UTF8.self), delimiter: .comma, loadColumns: false).rows.count
    }

    /// Rows as arrays of strings, one after the other: the least that SwiftCSV can be asked for.
    private func streamWithSwiftCSV() throws -> Int {
        var found = 0
        let csv = try EnumeratedCSV(
            string: String(decoding: file, as: UTF8.self),
            delimiter: .comma,
            loadColumns: false,
            rowLimit: 1
        )
        try csv.enumerateAsArray(startAt: 1, rowLimit: nil) { _ in found += 1 }
        return found
    }

    /// All that is done to a file before its rows go into the store: the dialect, the survey, every cell of every row.
    private func read(sealed: Bool) throws -> Int {
        var detector = DialectDetector()
        try eachChunk { try detector.feed($0) }
        let dialect = try detector.finish()
        var survey = FileSurvey(country: .romania, delimiter: dialect.delimiter, limits: RosterLimits())
        try eachRow(dialect) { try survey.note($0) }
        let rules = try rules(survey)
        var found = 0
        try eachRow(dialect) { row in
            let read = sealed ? try rules.read(row, number: found + 1) : rules.validated(row, number: found + 1)
            guard let read else { return }
            guard read.problems.isEmpty else { throw BenchFailure("line \(read.line): \(read.problems)") }
            found += 1
        }
        return found
    }

    private func rules(_ survey: FileSurvey) throws -> RowRules {
        guard let keys = Keys(secret: [UInt8](repeating: 7, count: 32)) else { throw BenchFailure("no keys") }
        let vault = Vault(keys: keys)
        var packages: [String: PackageCode] = [:]
        for name in survey.packageNames { packages[name] = PackageCode(name) }
        return RowRules(
            header: try survey.header,
            country: .romania,
            today: Zone.utc.day(at: SystemTime().now()),
            dateOrders: try survey.dateOrders(settled: nil),
            packages: packages,
            people: People(vault: vault),
            vault: vault,
            limits: RosterLimits()
        )
    }

    private func eachRow(_ dialect: Dialect, _ body: (borrowing CSVRow) throws -> Void) throws {
        var reader = CSVReader(dialect: dialect)
        try eachChunk { try reader.feed($0, body) }
        try reader.finish(body)
    }

    private func eachChunk(_ body: (Span<UInt8>) throws -> Void) rethrows {
        let span = file.span
        for start in stride(from: 0, to: span.count, by: Self.chunkBytes) {
            try body(span.extracting(start..<min(start + Self.chunkBytes, span.count)))
        }
    }
}
