public import Kernel

/// A clinic, laboratory or practice in the network.
public struct Partner: Hashable, Sendable {
    /// Which partner.
    public let id: PartnerID
    /// Its code, as in `P001`.
    public let code: PartnerCode
    /// Its name.
    public let name: String
    /// Its website.
    public let website: String?
    /// When it came into the directory.
    public let addedAt: Instant
    /// Its addresses, by code.
    public let locations: [Location]
}
