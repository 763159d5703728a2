public import Kernel

/// A company that buys subscriptions for its people.
public struct Employer: Hashable, Sendable {
    /// Its identifier.
    public let id: EmployerID
    /// A short name that people gave it, unique in the network.
    public let code: EmployerCode
    /// The legal name.
    public let name: String
    /// The tax registration number, as written.
    public let taxId: String?
    /// Decides which national ids and phone numbers its rosters hold.
    public let country: Country
    /// What its agreement is priced in.
    public let currency: Currency
    /// Decides which day it is for this employer.
    public let zone: Zone
    /// When its people are, or were, refused at desks, in the order in which that was said.
    public internal(set) var suspensions: [Suspension] = []
    /// From this day it is no customer; nil while it is.
    public let endedFrom: Day?

    /// Whether a second HR user must approve each roster before it is applied (B11a).
    public let needsApproval: Bool

    /// What it is on a day.
    public func state(on day: Day) -> EmployerState {
        if let endedFrom, endedFrom <= day { return .ended }
        return suspensions.contains { $0.span.contains(day) } ? .suspended : .active
    }

    /// The suspension that nobody has lifted, whether it has begun or is still to.
    public var openSuspension: Suspension? { suspensions.first { $0.span.until == nil } }

    /// The suspension that lasts on a day, or else the next that is to begin.
    public func suspension(on day: Day) -> Suspension? {
        suspensions.filter { suspension in suspension.span.until.map { $0 > max(day, suspension.span.from) } ?? true }
            .min { $0.span.from < $1.span.from }
    }

    /// On which days its people are refused: while it is suspended, and once it has ended.
    public var refused: DaySpans {
        DaySpans(suspensions.map(\.span) + (endedFrom.map { [DaySpan(from: $0, until: nil)] } ?? []))
    }
}

/// That an employer's people are refused for a while.
public struct Suspension: Hashable, Sendable {
    /// From a day until the one from which they are served again.
    public let span: DaySpan
    /// Why; for the operator and its HR.
    public let reason: String
}

/// What an employer is on a day.
public enum EmployerState: String, CaseIterable, Hashable, Sendable, Codable {
    /// Its people are served.
    case active
    /// Its people are refused at desks, and told that it isn't their doing.
    case suspended
    /// It is no customer any more.
    case ended
}

/// What the operator says about an employer when opening its account.
public struct NewEmployer: Hashable, Sendable {
    /// Unique in the network.
    public var code: EmployerCode
    /// The legal name; 1 to 200 characters.
    public var name: String
    /// The tax registration number.
    public var taxId: String?
    /// Where it is; Romania by default.
    public var country: Country
    /// What it pays in.
    public var currency: Currency
    /// Whose days count.
    public var zone: Zone
    /// Whether a second HR user must approve each roster before it is applied (B11a).
    public var needsApproval: Bool

    /// An account to be opened.
    public init(
        code: EmployerCode,
        name: String,
        taxId: String? = nil,
        country: Country,
        currency: Currency,
        zone: Zone,
        needsApproval: Bool = false
    ) {
        self.code = code
        self.name = name
        self.taxId = taxId
        self.country = country
        self.currency = currency
        self.zone = zone
        self.needsApproval = needsApproval
    }
}
