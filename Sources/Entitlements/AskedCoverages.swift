import Kernel
import Store

/// A person's coverages that were asked for.
public struct AskedCoverages {
    struct Found {
        let coverage: Coverage
        let revision: CatalogueRevision
        /// When it was replaced; long ago where that was by a change that is made at once, of which nobody knows the day.
        let replacedAt: Instant?

        init(row: Row) throws {
            coverage = try Coverage(row: row)
            replacedAt = try row[9]
            revision = try CatalogueRevision(row: row, at: 10)
        }
    }

    let rows: Answer<Found>
    let catalogues: Catalogue.Cache
    let session: Session

    /// The coverages, past and future included, with the terms of their packages.
    public func get() throws -> CoverageHistory {
        let earliestFirst = try rows.get().sorted { one, other in
            (one.coverage.from, one.coverage.id) < (other.coverage.from, other.coverage.id)
        }
        let first = Dictionary(earliestFirst.map { ($0.coverage.source, $0.coverage.id) }, uniquingKeysWith: min)
        func termed(_ coverage: Coverage, _ revision: CatalogueRevision) throws -> TermedCoverage {
            let catalogue = try catalogues.catalogue(revision, in: session)
            return TermedCoverage(coverage, first: first[coverage.source] ?? coverage.id, catalogue: catalogue)
        }
        let replaced = earliestFirst.compactMap { found in found.replacedAt.map { (found: found, at: $0) } }
        return CoverageHistory(
            live: try earliestFirst.filter { $0.replacedAt == nil }.map { try termed($0.coverage, $0.revision) },
            replaced: try replaced.sorted { $0.at < $1.at }.compactMap { found, instant in
                try found.coverage.inForce(until: instant).map { try termed($0, found.revision) }
            }
        )
    }
}
