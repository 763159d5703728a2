public import Kernel

/// That a visit was cancelled.
public struct Cancellation: Hashable, Sendable {
    /// Which visit.
    public let visit: VisitID
    /// When.
    public let at: Instant
    /// Why, in the words of whoever did it.
    public let reason: String?
    /// What came back: all that the visit cost.
    public let creditsReturned: CreditAmount
}

/// Who cancels a visit.
public enum Canceller: Hashable, Sendable {
    /// The desk of a location: its own visits, within their month.
    case desk(LocationID, LoginID)
    /// The operator: any visit, at any time.
    case `operator`(LoginID)

    var login: LoginID {
        switch self {
        case .desk(_, let login), .operator(let login): login
        }
    }

    /// Whose keys: the location's, or the operator's.
    var scope: LocationID {
        switch self {
        case .desk(let location, _): location
        case .operator: Self.operatorScope
        }
    }

    /// What the operator's keys belong to: no location.
    static let operatorScope = LocationID(bits: 0)
}
