import Logging
import Messaging
import Store
import Synchronization
import TestKit
import Testing

@testable import API

/// Keeps what was delivered.
final class MemoryTransport: Transport {
    private let messages = Mutex<[OutgoingMessage]>([])

    var channels: Set<Channel> { Set(Channel.allCases) }
    var delivered: [OutgoingMessage] { messages.withLock { $0 } }

    func deliver(_ message: OutgoingMessage) async throws { messages.withLock { $0.append(message) } }
}

extension TestServer {
    /// Delivers what is due and gives it.
    func outbox() async throws -> [OutgoingMessage] {
        let transport = MemoryTransport()
        let dispatcher = OutboxDispatcher(
            store: kit.store,
            vault: kit.vault,
            transports: [transport],
            logger: services.logger
        )
        try await dispatcher.dispatchDue()
        return transport.delivered
    }

    /// The six digits in what is due to that address.
    func code(to address: String) async throws -> String {
        let message = try #require(try await outbox().last { $0.to == address })
        let digits = try #require(message.text.firstMatch(of: /\b[0-9]{6}\b/)?.0)
        return String(digits)
    }
}
