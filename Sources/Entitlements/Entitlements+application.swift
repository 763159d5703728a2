public import Kernel
public import Store

extension Entitlements {
    /// When a source's first coverage, of those that count, was written: from its period on, the source is granted
    /// credits. Later changes of the coverage don't move it. Nil for a source without any.
    public func firstApplied(_ source: SourceID, in session: Session) throws -> Instant? {
        try session.first(CoverageSQL.firstOfSource, source) { row in
            // A UUIDv7 opens with the milliseconds of its making.
            Instant(microseconds: Int64((try row[0] as CoverageID).bits >> 80) * 1000)
        }
    }
}
