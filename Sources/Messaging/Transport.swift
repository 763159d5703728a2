public import Kernel

/// What carries messages away: a folder, a mail server, an SMS gateway.
///
/// Delivery is at least once: after a crash the same message may come again, with the same id, so that a transport or
/// whoever reads from it can tell.
public protocol Transport: Sendable {
    /// What it carries.
    var channels: Set<Channel> { get }

    /// Hands a message over; returns once the other side has it.
    ///
    /// Throws `TransportFailure.refused` when trying again would be in vain; any other error means later.
    func deliver(_ message: OutgoingMessage) async throws
}

/// A message on its way out.
public struct OutgoingMessage: Sendable, Hashable {
    /// Stays the same when it is delivered again.
    public let id: MessageID
    /// By what it goes.
    public let channel: Channel
    /// The normalized address or number.
    public let to: String
    /// An e-mail's subject.
    public let subject: String?
    /// The text.
    public let text: String
    /// When it was posted.
    public let at: Instant

    /// A message on its way out.
    public init(id: MessageID, channel: Channel, to: String, subject: String?, text: String, at: Instant) {
        self.id = id
        self.channel = channel
        self.to = to
        self.subject = subject
        self.text = text
        self.at = at
    }
}

/// Why a message couldn't be handed over. The reason is kept and logged: no addresses or texts in it.
public enum TransportFailure: Error, Hashable, Sendable {
    /// Not now; it is tried again.
    case unavailable(reason: String)
    /// Never; it isn't tried again.
    case refused(reason: String)
}
