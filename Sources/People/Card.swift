public import Kernel
public import Secrets

/// A member's card: its number, and the secret that makes the rotating code on the phone.
public struct Card: Sendable, Hashable {
    /// Twelve digits, the last by Luhn.
    public let number: String
    /// What the phone keeps: RFC 6238 as an `otpauth://` address.
    public let otpauth: String
}

/// Who holds a card, and how its rotating code is verified.
public struct CardHolder: Sendable {
    /// Who.
    public let person: PersonID
    /// The secret.
    public let secret: TimeBasedCode
}
