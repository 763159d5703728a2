public import Kernel

/// What somebody asks of the directory; what isn't asked doesn't narrow.
public struct DirectoryQuery: Hashable, Sendable {
    /// Words, each of which is part of a name, town, county, address, speciality or service; in any order, whatever the
    /// case and diacritics. The first `DirectoryRules.wordLimit` count.
    public var text: String?
    /// A town or its first words (`cluj` finds Cluj-Napoca); case, diacritics and dashes don't matter.
    public var town: String?
    /// A speciality's code.
    public var speciality: SpecialityCode?
    /// A service's code.
    public var service: ServiceCode?
    /// A package that must be accepted.
    public var package: PackageCode?
    /// Asks for the nearest first, instead of the order by name: a partner is as near as its nearest location that fits. How
    /// far away they are doesn't narrow.
    public var near: Point?
    /// How many partners at most, from 1 to 200.
    public var limit: Int
    /// Where the last page of the same question ended.
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

    /// The last partner of a page.
    public struct Cursor: Hashable, Sendable, Codable {
        let name: String
        let partner: PartnerID
        /// How far away it was; nil in the order by name.
        var metres: Int?
    }

    /// Everything, until something narrows it.
    public init(limit: Int = 50) { self.limit = limit }
}
