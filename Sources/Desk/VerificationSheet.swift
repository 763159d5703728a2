public import Entitlements
public import Kernel
public import People

/// What a desk needs to know about a verified member, and no more.
public struct VerificationSheet: Hashable, Sendable {
    /// To compare with the identity card.
    public let name: PersonName
    /// The package; of several, the highest that this location accepts.
    public let package: PackageCode
    /// What people call it.
    public let packageName: LocalizedName
    /// All that this location does, by code.
    public let services: [Line]

    /// One service of the location.
    public struct Line: Hashable, Sendable {
        /// The service.
        public let service: ServiceCode
        /// What people call it.
        public let name: LocalizedName
        /// What one would cost now; nil when it isn't covered.
        public let credits: CreditAmount?
        /// Whether the member's packages cover it here, at all.
        public let isCovered: Bool
        /// Whether it has been used as often as its period allows.
        public let isLimitReached: Bool
        /// Whether one could be recorded now: it is covered, its limit isn't reached, and credits suffice.
        public let isAffordable: Bool
    }
}
