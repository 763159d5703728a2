public import Kernel

/// What somebody asks of the directory; what isn't asked doesn't narrow.
public struct DirectoryQuery: Hashable, Sendable {
    /// Part of a name, town, address, speciality or service; case and diacritics don't matter.
    public var text: String?
    /// A town; case and diacritics don't matter.
    public var town: String?
    /// A speciality's code.
    public var speciality: SpecialityCode?
    /// A service's code.
    public var service: ServiceCode?
    /// A package that must be accepted.
    public var package: PackageCode?
    /// The nearest first; pages have no next then.
    public var near: Point?
    /// How many at most.
    public var limit: Int
    /// Where the last page ended.
    public var cursor: Cursor?

    /// A point on the globe, in degrees.
    public struct Point: Hashable, Sendable {
        /// Degrees north.
        public let latitude: Double
        /// Degrees east.
        public let longitude: Double

        /// A point; nil when it isn't on the globe.
        public init?(latitude: Double, longitude: Double) {
            guard abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    /// The last hit of a page.
    public struct Cursor: Hashable, Sendable, Codable {
        let name: String
        let id: LocationID
    }

    /// Everything, until something narrows it.
    public init(limit: Int = 50) { self.limit = limit }
}

/// One location that fits.
public struct DirectoryHit: Hashable, Sendable {
    /// Whose.
    public let partner: PartnerID
    /// Whose, by name.
    public let partnerName: String
    /// Which.
    public let location: Location
}

/// A page of hits.
public struct DirectoryPage: Hashable, Sendable {
    /// The hits, in order.
    public let items: [DirectoryHit]
    /// Where the next page begins; nil after the last.
    public let next: DirectoryQuery.Cursor?
}
