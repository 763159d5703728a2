public import Kernel

/// What a coverage grants for one period.
public struct DueGrant: Hashable, Sendable {
    /// The employment or add-on that the coverage comes from.
    public let source: SourceID
    /// The package that grants.
    public let package: PackageCode
    /// The period's first day; with member and source, what makes a grant unrepeatable.
    public let periodStart: Day
    /// The first day on which it no longer counts.
    public let expires: Day
    /// Where that day begins.
    public let zone: Zone
    /// What the whole period grants.
    public let credits: CreditAmount

    /// Whether its last day isn't over.
    func counts(at instant: Instant) -> Bool { zone.start(of: expires) > instant }

    var period: PeriodOfSource { PeriodOfSource(source: source, start: periodStart) }

    /// What a coverage grants for one period.
    public init(
        source: SourceID,
        package: PackageCode,
        periodStart: Day,
        expires: Day,
        zone: Zone,
        credits: CreditAmount
    ) {
        self.source = source
        self.package = package
        self.periodStart = periodStart
        self.expires = expires
        self.zone = zone
        self.credits = credits
    }
}

/// A period of one source.
struct PeriodOfSource: Hashable {
    let source: SourceID
    let start: Day
}

/// What an account lacks of a due grant.
struct MissingGrant {
    let due: DueGrant
    var credits: CreditAmount
}
