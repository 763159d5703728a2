import Kernel

/// What covers a person, and what was in force before it was changed.
public struct CoverageHistory: Sendable {
    /// The coverages as they are, past and future included, the earliest first.
    public let live: [TermedCoverage]
    /// Those that have been replaced since, up to the day of their replacement, that included: nobody is covered by them, but
    /// what they had granted by then isn't taken back. Those that were replaced first come first. Of what was undone there are
    /// none.
    public let replaced: [TermedCoverage]
}

extension Coverage {
    /// The same, up to the end of the day of an instant; nil if it would have begun later.
    func inForce(until instant: Instant) -> Coverage? {
        let end = zone.day(at: instant).adding(days: 1)
        return end > from ? Coverage(self, until: min(until ?? end, end)) : nil
    }
}
