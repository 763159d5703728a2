import Kernel
import Logging
import Messaging
import Store
import Synchronization
import TestKit

/// Keeps what it is given; refuses as it is told.
final class RecordingTransport: Transport {
    let channels: Set<Channel>
    private let delivered = Mutex<[OutgoingMessage]>([])
    private let failure: Mutex<TransportFailure?>
    /// Each message as it comes.
    let arrivals: AsyncStream<OutgoingMessage>
    private let continuation: AsyncStream<OutgoingMessage>.Continuation

    init(channels: Set<Channel> = Set(Channel.allCases), failure: TransportFailure? = nil) {
        self.channels = channels
        self.failure = Mutex(failure)
        (arrivals, continuation) = AsyncStream.makeStream()
    }

    var messages: [OutgoingMessage] { delivered.withLock { $0 } }

    func fail(_ new: TransportFailure?) { failure.withLock { $0 = new } }

    func deliver(_ message: OutgoingMessage) async throws {
        if let failure = failure.withLock({ $0 }) { throw failure }
        delivered.withLock { $0.append(message) }
        continuation.yield(message)
    }
}

extension TestStore {
    /// A dispatcher on this store.
    func dispatcher(_ transports: any Transport...) -> OutboxDispatcher {
        OutboxDispatcher(
            store: store,
            vault: vault,
            transports: transports,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Posts drafts, each in a transaction of its own.
    func post(_ drafts: Draft...) async throws -> [MessageID] {
        let messaging = Messaging(vault: vault)
        var ids: [MessageID] = []
        for draft in drafts { ids.append(try await store.write { try messaging.post(draft, in: $0) }) }
        return ids
    }

    func state(of id: MessageID) async throws -> MessageState? {
        let messaging = Messaging(vault: vault)
        return try await store.read { try messaging.state(of: id, in: $0) }
    }
}

extension Draft {
    static func test(_ text: String = "hello", to: String = "a@b.example", _ priority: Priority = .news) -> Draft {
        Draft(channel: .email, to: to, subject: "About", text: text, priority: priority)
    }
}
