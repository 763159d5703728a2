public import Kernel

/// A proof that has begun: the same for a known identifier and an unknown one, to whoever sees only the id.
public struct Start: Sendable, Hashable {
    /// Names the proof when it is completed.
    public let id: ProofID
    /// What to post to the outbox in the same transaction; nil when there is nobody to write to. Never shown.
    public let code: CodeToSend?
}

/// A message that People has to send: a one-time code, or in its place a word about the account.
public struct CodeToSend: Sendable, Hashable {
    /// By what.
    public let channel: ContactChannel
    /// The normalized address or number.
    public let to: String
    /// In what language.
    public let language: Language
    /// The six digits; nil when the message carries no code.
    public let digits: String?
    /// For an e-mail's subject.
    public let subject: Message
    /// The whole text, digits included.
    public let text: Message
    /// Whose message it is.
    public let person: PersonID?
}

/// How People reach somebody.
public enum ContactChannel: String, Hashable, Sendable, Codable, CaseIterable {
    /// By e-mail.
    case email
    /// By text message.
    case sms
}

/// Where and in what language to write to a person.
public struct ContactPoint: Sendable, Hashable {
    /// By what.
    public let channel: ContactChannel
    /// The normalized address or number.
    public let to: String
    /// In what language.
    public let language: Language
}
