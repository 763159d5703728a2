import Desk
import Kernel
import People

/// A visit on the wire.
struct VisitReply: Encodable, Sendable {
    struct Service: Encodable, Sendable {
        let id: ServiceCode
        let name: String
        let quantity: Int
        let credits: CreditAmount
        let package: PackageCode
    }

    let id: VisitID
    let state: String
    let day: Day
    let recordedAt: Instant
    let location: PlaceReply
    let member: Member?
    let credits: CreditAmount
    let services: [Service]
    let cancelledAt: Instant?
    let creditsReturned: CreditAmount?

    struct Member: Encodable, Sendable {
        let name: String
    }

    init(_ visit: Visit, _ names: ServiceNames, member: PersonName? = nil) {
        id = visit.id
        state = visit.cancellation == nil ? "recorded" : "cancelled"
        day = visit.day
        recordedAt = visit.recordedAt
        location = PlaceReply(visit.place)
        self.member = member.map { Member(name: $0.full) }
        credits = visit.credits
        services = visit.lines.map { line in
            Service(
                id: line.service,
                name: names[line.service],
                quantity: line.quantity,
                credits: line.credits,
                package: line.package
            )
        }
        cancelledAt = visit.cancellation?.at
        creditsReturned = visit.cancellation?.creditsReturned
    }
}

/// A location's name on the wire.
struct PlaceReply: Encodable, Sendable {
    let id: LocationID
    let name: String
    let town: String

    init(_ place: Place) {
        id = place.location
        name = place.name
        town = place.town
    }
}

/// A look-up on the wire, for whoever was looked up.
struct LookupReply: Encodable, Sendable {
    let id: LookupID
    let at: Instant
    let location: PlaceReply
    let way: String
    /// `verified`, or the code of the refusal.
    let outcome: String
    /// The child for whom the member, as its guardian, was verified.
    let childId: PersonID?

    init(_ lookup: Lookup) {
        id = lookup.id
        at = lookup.at
        location = PlaceReply(lookup.place)
        way = lookup.way.rawValue
        outcome = lookup.refusal ?? "verified"
        childId = lookup.child
    }
}
