import Kernel

/// The rules of the ledger, without the ledger.
enum CreditsRules {
    /// For how many days of coverage, after the day they came back, returned credits count at least.
    static let returnLifeDays = 30

    /// From which grants an amount is taken, in their order; nil when they don't suffice.
    static func parts(of amount: CreditAmount, from grants: [Grant]) -> [Debit.Part]? {
        var missing = amount
        var parts: [Debit.Part] = []
        for grant in grants where missing > .zero && grant.usable > .zero {
            let part = min(missing, grant.usable)
            parts.append(Debit.Part(grant: grant.id, amount: part))
            missing = missing - part
        }
        return missing == .zero ? parts : nil
    }

    /// The first day on which what a correction gives no longer counts: with the last of the periods that count, and for
    /// as long as returned credits at least.
    static func expiry(ofCorrectionAt instant: Instant, in zone: Zone, beside grants: [Grant]) -> Day {
        let periods = grants.filter { $0.counts(at: instant) && $0.package != nil && $0.returns == nil }
        let least = zone.day(at: instant).adding(days: returnLifeDays + 1)
        return periods.compactMap(\.expires).reduce(least, max)
    }

    /// Whether credits may go back to that grant: it counts for as many days of coverage, as known, as a return grant would.
    static func takesBack(_ grant: Grant, covered: DaySpans, at instant: Instant) -> Bool {
        let today = grant.zone.day(at: instant)
        guard grant.returns == nil else {
            // Another return, of whose days none is over.
            return covered.end(ofDays: 1, from: grant.startsOn).map { $0 > today } ?? true
        }
        guard let expires = grant.expires, let end = expiry(ofReturnOn: today, covered: covered) else { return false }
        return expires >= end
    }

    /// The first day on which a grant no longer counts. Of returned credits it moves with coverage, whatever was written
    /// when somebody looked last.
    static func expiry(of grant: Grant, covered: DaySpans) -> Day? {
        grant.returns == nil ? grant.expires : expiry(ofReturnOn: grant.startsOn, covered: covered)
    }

    /// The first day on which credits that came back on a day no longer count; nil while coverage, as known, ends
    /// before.
    ///
    /// They count for the rest of the day and 30 more, and days without coverage don't use up any of these.
    static func expiry(ofReturnOn day: Day, covered: DaySpans) -> Day? {
        covered.end(ofDays: returnLifeDays + 1, from: day)
    }
}
