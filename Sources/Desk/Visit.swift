public import Kernel
public import People

/// Services given to a verified member at a desk. A visit never changes; a cancellation stands beside it.
public struct Visit: Hashable, Sendable {
    /// The visit.
    public let id: VisitID
    /// Where.
    public let place: Place
    /// To whom.
    public let person: PersonID
    /// On which day, at the location.
    public let day: Day
    /// When it was recorded.
    public let recordedAt: Instant
    /// What was done.
    public let lines: [Line]
    /// What all of it cost.
    public let credits: CreditAmount
    /// That it was cancelled; nil while it counts.
    public let cancellation: Cancellation?

    /// One service of a visit, at one price.
    public struct Line: Hashable, Sendable {
        /// The service.
        public let service: ServiceCode
        /// How many times.
        public let quantity: Int
        /// What each cost.
        public let credits: CreditAmount
        /// Which package covered it.
        public let package: PackageCode
        /// From which employment or add-on that package is.
        public let source: SourceID

        /// One service of a visit, at one price.
        public init(
            service: ServiceCode,
            quantity: Int,
            credits: CreditAmount,
            package: PackageCode,
            source: SourceID
        ) {
            self.service = service
            self.quantity = quantity
            self.credits = credits
            self.package = package
            self.source = source
        }
    }

    /// The debit; nil when it cost nothing.
    let entry: EntryID?
}

extension Visit {
    /// A visit that was just recorded, and counts.
    init(_ record: VisitRecord, at place: Place, entry: EntryID?) {
        id = record.id
        self.place = place
        person = record.person
        day = record.day
        recordedAt = record.recordedAt
        lines = record.lines
        credits = record.credits
        cancellation = nil
        self.entry = entry
    }
}

/// Where something was done.
public struct Place: Hashable, Sendable {
    /// The location.
    public let location: LocationID
    /// Its name.
    public let name: String
    /// The town.
    public let town: String
}

/// A visit as the location that recorded it sees it.
public struct LocationVisit: Hashable, Sendable {
    /// The visit.
    public let visit: Visit
    /// Whose; nil when no source knows the person any more.
    public let member: PersonName?
}
