public import Kernel

/// One location that fits.
public struct DirectoryHit: Hashable, Sendable {
    /// Whose.
    public let partner: PartnerID
    /// Whose, by code.
    public let partnerCode: PartnerCode
    /// Whose, by name.
    public let partnerName: String
    /// The partner's website.
    public let partnerWebsite: String?
    /// Which.
    public internal(set) var location: Location
    /// How far it is from the point that was asked for.
    public let distanceMetres: Int?
}

/// A page of partners.
public struct DirectoryPage: Hashable, Sendable {
    /// What fits, partner after partner, each with all of its locations that do.
    public let items: [DirectoryHit]
    /// Where the next page begins; nil after the last.
    public let next: DirectoryQuery.Cursor?

    /// No hits.
    static let empty = DirectoryPage(items: [], next: nil)
}
