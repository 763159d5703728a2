public import Kernel

/// A person's account: there is one once the person has activated.
public struct Account: Sendable, Hashable {
    /// The login.
    public let login: LoginID
    /// Whose.
    public let person: PersonID
    /// Since when.
    public let activatedAt: Instant
    /// What signs in.
    public let identifiers: [ProvenIdentifier]
}

/// An identifier that its owner has proven.
public struct ProvenIdentifier: Sendable, Hashable {
    /// E-mail address, phone or username.
    public let kind: IdentifierKind
    /// The normalized text.
    public let text: String
    /// Since when.
    public let provenAt: Instant
}
