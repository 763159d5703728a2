public import Credits
public import Entitlements
import Kernel
public import Messaging
public import Partners
public import People
import Store

/// The counter of a location: who stands before it, what was done for them, and what was taken back.
///
/// `verify` finds the person and logs the look-up; a visit is recorded against that verification, exactly once for each
/// key of the location; a cancellation gives every credit back, exactly once. Verbs take the desk's own location from
/// whoever signed in, and treat another's verifications and visits as if there were none.
public struct Desk: Sendable {
    let people: People
    let entitlements: Entitlements
    let credits: Credits
    let partners: Partners
    let messaging: Messaging
    let verified = KnownVerifications()

    /// On the rooms below.
    public init(
        people: People,
        entitlements: Entitlements,
        credits: Credits,
        partners: Partners,
        messaging: Messaging
    ) {
        self.people = people
        self.entitlements = entitlements
        self.credits = credits
        self.partners = partners
        self.messaging = messaging
    }

    /// The location; throws `.notFound` when there is none.
    func location(_ id: LocationID, in session: Session) throws -> DeskLocation {
        guard let location = try partners.location(id, in: session) else { throw DeskFailure.notFound }
        return location
    }
}
