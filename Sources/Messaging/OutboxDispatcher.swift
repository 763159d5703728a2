import Kernel
public import Logging
public import Secrets
public import ServiceLifecycle
public import Store

/// Delivers what is due: codes before invitations before news.
///
/// Looks every half second. Messages of a channel that no transport carries stay due. One that can't be delivered is
/// tried again later and later, until it is no use any more. Several dispatchers may run at once: each claims its
/// messages for half a minute, so that a message goes out twice only after a crash, and then with the same id.
public struct OutboxDispatcher: Service {
    private let store: any Store
    private let vault: Vault
    private let transports: [Channel: any Transport]
    private let logger: Logger
    private let outages: OutageLog

    /// With the transports there are; where two carry one channel, the first does.
    public init(store: any Store, vault: Vault, transports: [any Transport], logger: Logger) {
        self.store = store
        self.vault = vault
        self.logger = logger
        outages = OutageLog(logger)
        var byChannel: [Channel: any Transport] = [:]
        for transport in transports {
            for channel in transport.channels where byChannel[channel] == nil { byChannel[channel] = transport }
        }
        self.transports = byChannel
    }

    /// Delivers until the program is asked to end; then what is due already still goes out.
    public func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            if await deliverBatch() == 0 {
                // A cancelled sleep means that the program ends: the loop's condition sees it.
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .milliseconds(500)) }
            }
        }
        while !Task.isCancelled, await deliverBatch() > 0 {}
    }

    /// Delivers what is due now, for commands that don't stay.
    ///
    /// - Returns: how many messages were handed over.
    @discardableResult
    public func dispatchDue(limit: Int = .max) async throws -> Int {
        var sent = 0
        while sent < limit {
            let batch = try await claim(limit: min(limit - sent, MessagingRules.batchLimit))
            if batch.isEmpty { break }
            sent += try await deliver(batch)
        }
        return sent
    }

    /// How many messages were dealt with; a failure of the database is logged, and counts as none.
    private func deliverBatch() async -> Int {
        await outages.attempt("outbox") {
            let batch = try await claim(limit: MessagingRules.batchLimit)
            _ = try await deliver(batch)
            return batch.count
        } ?? 0
    }

    private func claim(limit: Int) async throws -> [Claimed] {
        let channels = Channel.allCases.filter { transports[$0] != nil }
        let isAnyDue = try await store.read { session in
            try Priority.allCases.contains { priority in
                try channels.contains { channel in
                    try session.first(
                        MessagingSQL.isAnyDue,
                        channel,
                        priority.rawValue,
                        session.now,
                        read: { _ in true }
                    ) ?? false
                }
            }
        }
        guard isAnyDue else { return [] }
        return try await store.write { session in
            // One priority a batch: what is better than it comes first in the next batch again.
            for priority in Priority.allCases {
                var batch: [Claimed] = []
                for channel in channels where batch.count < limit {
                    batch += try Claimed.claim(
                        channel,
                        priority,
                        limit: limit - batch.count,
                        in: session
                    )
                }
                if !batch.isEmpty { return batch.sorted { $0.id < $1.id } }
            }
            return []
        }
    }

    /// Hands each message over and records what became of it, all in one transaction.
    private func deliver(_ batch: [Claimed]) async throws -> Int {
        var outcomes: [(claimed: Claimed, outcome: Outcome)] = []
        for claimed in batch { outcomes.append((claimed, await deliver(claimed))) }
        let recorded = outcomes
        try await store.write { session in
            for (claimed, outcome) in recorded { try outcome.record(for: claimed, in: session) }
        }
        return outcomes.count { $0.outcome == .sent }
    }

    private func deliver(_ claimed: Claimed) async -> Outcome {
        guard !claimed.isTooLate else { return .failed("too late") }
        guard let transport = transports[claimed.channel] else { return .later("no transport") }
        guard let message = try? claimed.opened(with: vault) else {
            logger.error("A message can't be decrypted.", metadata: ["message": "\(claimed.id)"])
            return .failed("can't be decrypted")
        }
        do {
            try await transport.deliver(message)
            return .sent
        } catch {
            let outcome = Outcome(of: error)
            logger.warning(
                "A message couldn't be delivered.",
                metadata: ["message": "\(claimed.id)", "tries": "\(claimed.tries)", "outcome": "\(outcome)"]
            )
            return outcome
        }
    }
}
