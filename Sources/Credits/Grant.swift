import Kernel
import Store

/// Credits that count until a day: those of a period, or returned ones.
struct Grant: Hashable {
    let id: GrantID
    let account: AccountID
    /// The entry that made it.
    let entry: EntryID?
    /// The employment, add-on or correction it comes from.
    let source: SourceID
    /// Nil for what the operator gave by correction.
    let package: PackageCode?
    /// The period's first day; of a return grant or a correction's, the day it came.
    let startsOn: Day
    /// Where its days begin.
    let zone: Zone
    /// The first day on which it no longer counts; nil for returned credits that wait for more coverage.
    private(set) var expires: Day?
    /// The instant at which that day begins.
    private(set) var expiresAt: Instant?
    let amount: CreditAmount
    /// What is left of it; a cache that `verify` proves.
    var remaining: CreditAmount
    /// The grant whose credits came back; nil for a period's own.
    let returns: GrantID?

    /// How much of it nothing grants any more (`MemberAccount.reckon`).
    var setAside = CreditAmount.zero

    /// How many of its credits can be used while it counts.
    var usable: CreditAmount { max(.zero, remaining - setAside) }

    /// How many are left that can't be used, because nothing grants them any more.
    var unusable: CreditAmount { remaining - usable }

    /// Whether its last day is over.
    func isOver(at instant: Instant) -> Bool { expiresAt.map { $0 <= instant } ?? false }

    /// How many of those that nothing grants any more were used before, while it counts.
    var usedOfSetAside: CreditAmount { max(.zero, setAside - remaining) }

    /// Whether a period granted it, and not a correction or a return.
    var isOfPeriod: Bool { returns == nil && package != nil }

    /// Whether it has credits that nothing has set aside, used up or not, and its days have begun and aren't over.
    func counts(at instant: Instant) -> Bool {
        setAside < amount && !isOver(at: instant) && startsOn <= zone.day(at: instant)
    }

    /// Whether it is of the period of due credits.
    func isOf(_ due: DueGrant) -> Bool { isOfPeriod && source == due.source && startsOn == due.periodStart }

    /// Whether it counts on every day before that one.
    func lasts(until day: Day) -> Bool { expires.map { $0 >= day } ?? true }

    /// Whether its credits are used before the other's: those that expire first.
    func comesBefore(_ other: Grant) -> Bool {
        switch (expiresAt, other.expiresAt) {
        case (let mine?, let its?) where mine != its: mine < its
        case (_?, nil): true
        case (nil, _?): false
        default: id < other.id
        }
    }

    /// Moves its end.
    mutating func expire(on day: Day?) {
        expires = day
        expiresAt = day.map(zone.start(of:))
    }

    /// A period's grant.
    init(_ due: DueGrant, _ amount: CreditAmount, id: GrantID, account: AccountID) {
        self.id = id
        self.account = account
        entry = nil
        source = due.source
        package = due.package
        startsOn = due.periodStart
        zone = due.zone
        expires = due.expires
        expiresAt = due.zone.start(of: due.expires)
        self.amount = amount
        remaining = amount
        returns = nil
    }

    /// A correction's grant.
    init(
        _ correction: Correction,
        id: GrantID,
        account: AccountID,
        zone: Zone,
        expires: Day,
        at instant: Instant
    ) {
        self.id = id
        self.account = account
        entry = nil
        source = SourceID(bits: correction.id.bits)
        package = nil
        startsOn = zone.day(at: instant)
        self.zone = zone
        self.expires = expires
        expiresAt = zone.start(of: expires)
        amount = correction.credits
        remaining = correction.credits
        returns = nil
    }

    private init(returning grant: Grant, _ amount: CreditAmount, id: GrantID, on day: Day, expires: Day?) {
        self.id = id
        account = grant.account
        entry = nil
        source = grant.source
        package = grant.package
        startsOn = day
        zone = grant.zone
        self.expires = expires
        expiresAt = expires.map(grant.zone.start(of:))
        self.amount = amount
        remaining = amount
        returns = grant.id
    }

    /// The return grant for credits that this one can't take back.
    func returned(_ amount: CreditAmount, as id: GrantID, covered: DaySpans, at instant: Instant) -> Grant {
        let day = zone.day(at: instant)
        let expires = CreditsRules.expiry(ofReturnOn: day, covered: covered)
        return Grant(returning: self, amount, id: id, on: day, expires: expires)
    }

    /// Reads the columns of a grant, of which the first is at that place.
    init(row: Row, from first: Int) throws {
        id = try row[first]
        account = try row[first + 1]
        entry = try row[first + 2] as EntryID
        source = try row[first + 3]
        package = try row[first + 4]
        startsOn = try row[first + 5]
        zone = try row[first + 6]
        expires = try row[first + 7]
        expiresAt = try row[first + 8]
        amount = try row[first + 9]
        remaining = try row[first + 10]
        returns = try row[first + 11]
    }
}
