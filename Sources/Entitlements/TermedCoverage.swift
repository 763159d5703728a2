public import Kernel
import Store

/// A coverage, and what is needed to tell which credits it grants.
public struct TermedCoverage: Hashable, Sendable {
    /// The coverage.
    public let coverage: Coverage
    /// When its source's first coverage, of those that count, was written: from its period on, the source is granted
    /// credits. Later changes of the coverage don't move it.
    public let firstApplied: Instant
    /// The package's terms, the earliest first.
    private var terms: [Terms]

    private struct Terms: Hashable {
        let package: Package
        let from: Day
        let until: Day?
    }

    /// The package with the terms of a day.
    public func package(on day: Day) -> Package? {
        terms.first { $0.from <= day && $0.until.map { day < $0 } ?? true }?.package
    }

    /// Puts together rows of `CoverageSQL.termedOfPerson`, one for each of a coverage's terms.
    static func all(_ rows: [TermedCoverage]) -> [TermedCoverage] {
        rows.reduce(into: []) { all, row in
            if let last = all.indices.last, all[last].coverage == row.coverage {
                all[last].terms += row.terms
            } else {
                all.append(row)
            }
        }
    }

    init(row: Row) throws {
        coverage = try Coverage(row: row)
        // A UUIDv7 opens with the milliseconds of its making.
        firstApplied = Instant(microseconds: Int64((try row[9] as CoverageID).bits >> 80) * 1000)
        terms = [Terms(package: try Package(row: row, from: 12), from: try row[10], until: try row[11])]
    }
}
