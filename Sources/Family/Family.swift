public import Employers
public import Entitlements
public import Messaging
public import People
public import Secrets

/// Family add-ons and payroll: who asked for whom, what HR decided, what each month deducts from which salary.
///
/// Verbs take the open session; they open no transaction and send nothing: messages go to the outbox. Those of a member
/// take the member, those of HR the employer, and what is another's isn't there.
public struct Family: Sendable {
    let people: People
    let entitlements: Entitlements
    let employers: Employers
    let vault: Vault
    let messaging: Messaging

    /// The feature, with what it stands on.
    public init(
        people: People,
        entitlements: Entitlements,
        employers: Employers,
        vault: Vault,
        messaging: Messaging
    ) {
        self.people = people
        self.entitlements = entitlements
        self.employers = employers
        self.vault = vault
        self.messaging = messaging
    }
}

extension Vault.Field {
    // Part of what is stored: never change one.
    static let familyEmail = Vault.Field("family-email")
    static let familyPhone = Vault.Field("family-phone")
}
