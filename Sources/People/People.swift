public import Secrets

/// Who somebody is, how they prove it, and who is signed in.
///
/// Owner of persons, their national ids and documents, logins, proofs, sessions, cards, and the texts that members
/// agree to. What sources say about a person (`Arrival`) is versioned with their change set; what a person does is not.
public struct People: Sendable {
    let vault: Vault

    /// With the vault that encrypts and indexes what must not be readable in the database.
    public init(vault: Vault) { self.vault = vault }
}

extension Vault.Field {
    // Part of what is stored: never change one.
    static let nationalID = Vault.Field("national-id")
    static let document = Vault.Field("identity-document")
    static let cardSecret = Vault.Field("card-secret")
    static let secondFactor = Vault.Field("second-factor")
    static let code = Vault.Field("one-time-code")
    static let slip = Vault.Field("slip-code")
    static let identifier = Vault.Field("identifier")
    static let address = Vault.Field("network-address")
}
