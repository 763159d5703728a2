import Kernel
import Secrets
import Store

/// A message that a dispatcher has taken, still encrypted.
struct Claimed: Sendable {
    let id: MessageID
    let channel: Channel
    let address: [UInt8]
    let subject: [UInt8]?
    let words: [UInt8]
    let postedAt: Instant
    let tries: Int
    let isTooLate: Bool

    static func claim(
        _ channel: Channel,
        _ priority: Priority,
        limit: Int,
        in session: Session
    ) throws -> [Claimed] {
        let leaseEnd = session.now.adding(seconds: MessagingRules.leaseSeconds)
        return try session.all(MessagingSQL.claim, channel, priority.rawValue, session.now, leaseEnd, limit) { row in
            let expiresAt: Instant = try row[5]
            return Claimed(
                id: try row[0],
                channel: channel,
                address: try row[1],
                subject: try row[2],
                words: try row[3],
                postedAt: try row[4],
                tries: try row[6],
                isTooLate: expiresAt <= session.now
            )
        }
    }

    /// Decrypts it: outside the transaction, so that one that can't be read holds up no other.
    func opened(with vault: Vault) throws -> OutgoingMessage {
        OutgoingMessage(
            id: id,
            channel: channel,
            to: try vault.open(address, .messageAddress),
            subject: try subject.map { try vault.open($0, .messageSubject) },
            text: try vault.open(words, .messageText),
            at: postedAt
        )
    }
}

/// What became of a try.
enum Outcome: Sendable, Hashable {
    case sent
    case later(String)
    case failed(String)

    /// By what the transport threw.
    init(of error: any Error) {
        switch error {
        case TransportFailure.refused(let reason): self = .failed(reason)
        case TransportFailure.unavailable(let reason): self = .later(reason)
        default: self = .later("\(type(of: error))")
        }
    }

    func record(for claimed: Claimed, in session: Session) throws {
        let id = claimed.id
        switch self {
        case .sent: try session.run(MessagingSQL.markSent, id, session.now)
        case .failed(let reason): try session.run(MessagingSQL.markFailed, id, session.now, reason)
        case .later(let reason):
            let due = session.now.adding(seconds: MessagingRules.backOffSeconds(afterTries: claimed.tries))
            try session.run(MessagingSQL.postpone, id, due, reason)
        }
    }
}
