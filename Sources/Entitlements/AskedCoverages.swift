import Kernel
import Store

/// A person's coverages that were asked for.
public struct AskedCoverages {
    struct Found {
        let coverage: Coverage
        let first: CoverageID
        let revision: CatalogueRevision

        init(row: Row) throws {
            coverage = try Coverage(row: row)
            first = try row[9]
            revision = try CatalogueRevision(row: row, at: 10)
        }
    }

    let rows: Answer<Found>
    let catalogues: Catalogue.Cache
    let session: Session

    /// The coverages, past and future included, with the terms of their packages, the earliest first.
    public func get() throws -> [TermedCoverage] {
        let earliestFirst = try rows.get().sorted { one, other in
            (one.coverage.from, one.coverage.id) < (other.coverage.from, other.coverage.id)
        }
        return try earliestFirst.map { found in
            TermedCoverage(
                found.coverage,
                first: found.first,
                catalogue: try catalogues.catalogue(found.revision, in: session)
            )
        }
    }
}
