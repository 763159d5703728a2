public import Kernel
public import Store

/// A message as it is posted.
public struct Draft: Sendable, Hashable {
    /// By what it goes.
    public var channel: Channel
    /// The normalized address or number.
    public var to: String
    /// An e-mail's subject; text messages have none.
    public var subject: String?
    /// The text, in the language of who gets it.
    public var text: String
    /// What goes first.
    public var priority: Priority
    /// Whose message it is.
    public var person: PersonID?
    /// When it is no use any more; by default ten minutes for codes and three days for anything else.
    public var expiresAt: Instant?

    /// A message.
    public init(
        channel: Channel,
        to: String,
        subject: String? = nil,
        text: String,
        priority: Priority,
        person: PersonID? = nil,
        expiresAt: Instant? = nil
    ) {
        self.channel = channel
        self.to = to
        self.subject = subject
        self.text = text
        self.priority = priority
        self.person = person
        self.expiresAt = expiresAt
    }
}

/// By what a message goes.
public enum Channel: String, Hashable, Sendable, Codable, CaseIterable {
    /// E-mail.
    case email
    /// Text message.
    case sms
}

/// What goes first. Whatever waits in a lesser one never delays a better one by more than the batch under way.
public enum Priority: Int, Hashable, Sendable, CaseIterable, Comparable {
    /// Somebody waits for a one-time code.
    case code = 0
    /// How to activate.
    case invitation = 1
    /// Anything else.
    case news = 2

    /// Whether it goes before the other.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What became of a message.
public enum MessageState: String, Hashable, Sendable, Codable {
    /// Waits for its delivery, or for the next try.
    case due
    /// Handed over to its transport.
    case sent
    /// Given up: refused for good, tried too often, or no use any more.
    case failed
}

extension Channel: TextStorable {
    /// Reads `email`.
    public init?(stored text: String) { self.init(rawValue: text) }
    /// As `email`.
    public var description: String { rawValue }
}

extension MessageState: TextStorable {
    /// Reads `due`.
    public init?(stored text: String) { self.init(rawValue: text) }
    /// As `due`.
    public var description: String { rawValue }
}
