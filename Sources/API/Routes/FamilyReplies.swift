import Family
import Kernel

/// A family request on the wire.
struct FamilyRequestReply: Encodable {
    let id: FamilyRequestID
    let state: String
    let price: Money
    let employeeNumber: String
    let employeeName: String
    let name: String
    let givenName: String
    let familyName: String
    let relation: String
    let birthDate: Day
    let package: PackageCode
    let consentVersion: String
    let requestedAt: Instant
    let decidedAt: Instant?
    let refusalReason: String?
    let addOn: AddOnReply?

    init(_ request: FamilyRequest) {
        id = request.id
        state = request.state.rawValue
        price = request.price
        employeeNumber = request.employeeNumber
        employeeName = request.employeeName
        name = request.name
        givenName = request.givenName
        familyName = request.familyName
        relation = request.relation.rawValue
        birthDate = request.birthDate
        package = request.package
        consentVersion = request.consent.version
        requestedAt = request.requestedAt
        decidedAt = request.decidedAt
        refusalReason = request.refusalReason
        addOn = request.addOn.map(AddOnReply.init)
    }
}

/// A family add-on on the wire; its last day is inclusive.
struct AddOnReply: Encodable {
    let id: AddOnID
    let requestId: FamilyRequestID
    let package: PackageCode
    let price: Money
    /// The first month at that price.
    let pricedFrom: Month
    /// A higher price that waits for the member's consent.
    let newPrice: PriceOfferReply?
    let startsOn: Day
    let endsOn: Day?
    let endReason: String?
    /// It ended before it began, so it has no last day and never covered anybody.
    let neverBegan: Bool

    init(_ addOn: AddOn) {
        id = addOn.id
        requestId = addOn.request
        package = addOn.package
        price = addOn.price
        pricedFrom = addOn.pricedFrom
        newPrice = addOn.offer.map(PriceOfferReply.init)
        startsOn = addOn.startsOn
        endsOn = addOn.lastDay
        endReason = addOn.endReason?.rawValue
        neverBegan = addOn.until != nil && addOn.lastDay == nil
    }
}

/// A price that needs the member's consent, on the wire.
struct PriceOfferReply: Encodable {
    let price: Money
    let from: Day
    /// The last day on which the member may consent, and of coverage without that.
    let consentBy: Day

    init(_ offer: PriceOffer) {
        price = offer.price
        from = offer.from
        consentBy = offer.from.adding(days: -1)
    }
}
