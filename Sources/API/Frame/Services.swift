public import Credits
public import Desk
public import Employers
public import Entitlements
public import Family
public import Kernel
public import Logging
public import Messaging
public import Partners
public import People
public import Secrets
public import Store

/// Everything that the routes need: the store, and the rooms' verbs. The composition root makes one.
public final class Services: Sendable {
    /// Where everything is kept. Routes take a call's store instead, which confirms whose call it is.
    public let store: any Store
    /// Encrypts fields and makes keyed indexes.
    public let vault: Vault
    /// Hashes passwords, outside transactions.
    public let hasher: PasswordHasher
    /// Which of the programs that share the store this is.
    public let holder = Lease.newHolder()
    /// Where requests and unexpected errors are logged, without personal data.
    public let logger: Logger
    /// What `/metrics` shows.
    public let metrics = Metrics()
    /// Whether the last address of `X-Forwarded-For` is the caller's: true only behind a proxy that sets it.
    public let trustsForwardedFor: Bool

    let knownPrincipals = KnownPrincipals()
    let knownEntitlements = KnownAnswers<OwnEntitlementRoutes.Key>()
    let knownPackages = KnownAnswers<PackageRoutes.Key>()
    let knownSheets = KnownAnswers<VerificationReply.Key>()
    let knownPages = KnownAnswers<PartnerRoutes.Key>()

    /// Identity, logins, proofs, sessions, cards.
    public let people: People
    /// Packages and what they cover.
    public let entitlements: Entitlements
    /// The ledger.
    public let credits: Credits
    /// The directory.
    public let partners: Partners
    /// The outbox.
    public let messaging: Messaging
    /// Accounts, agreements, rosters.
    public let employers: Employers
    /// What becomes of uploaded rosters.
    public let rosters: Rosters
    /// Verification and visits.
    public let desk: Desk
    /// Family add-ons and payroll.
    public let family: Family
    /// The streams of events that are open.
    let eventStreams = EventStreams()
    /// Reads and applies rosters; `makeApplication` runs it beside the server.
    public let rosterWork: RosterWork

    /// Rooms over one store, with the keys that belong to it.
    public init(
        store: any Store,
        vault: Vault,
        hasher: PasswordHasher,
        logger: Logger,
        trustsForwardedFor: Bool = false
    ) {
        self.store = store
        self.vault = vault
        self.hasher = hasher
        self.logger = logger
        self.trustsForwardedFor = trustsForwardedFor
        people = People(vault: vault)
        entitlements = Entitlements()
        credits = Credits()
        partners = Partners()
        messaging = Messaging(vault: vault)
        employers = Employers(people: people, entitlements: entitlements, messaging: messaging, vault: vault)
        desk = Desk(
            people: people,
            entitlements: entitlements,
            credits: credits,
            partners: partners,
            messaging: messaging
        )
        family = Family(
            people: people,
            entitlements: entitlements,
            employers: employers,
            vault: vault,
            messaging: messaging
        )
        var limits = RosterLimits()
        limits.fileBytes = Limits.rosterBytes
        rosters = Rosters(employers, limits: limits)
        rosterWork = RosterWork(rosters: rosters, family: family, store: store, holder: holder, logger: logger)
    }
}
