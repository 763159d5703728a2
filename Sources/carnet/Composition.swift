import API
import Credits
import Desk
import Employers
import Entitlements
import Family
import Foundation
import Glibc
import Kernel
import Logging
import Messaging
import Partners
import People
import Secrets
import Store

/// The program put together: an engine, the keys, and every room over them.
struct Composition {
    let services: Services
    let settings: Settings

    var store: any Store { services.store }

    /// The schema of every room, in the order in which their views need each other.
    static let migrations: [Migration] =
        StoreSchema.migrations + Installation.migrations + People.migrations + Entitlements.migrations
        + Credits.migrations + Partners.migrations + Messaging.migrations + Employers.migrations + Desk.migrations
        + Family.migrations

    /// Opens the database, migrates it, and finds its keys.
    static func open(_ settings: Settings, logging level: Logger.Level = .warning) async throws -> Composition {
        let logger = ProgramLog.logger(settings, level)
        // What the database holds is nobody's but its user's.
        umask(0o077)
        let surroundings = Surroundings()
        let store = try settings.database.open(
            surroundings: surroundings,
            connections: settings.connections,
            logger: logger
        )
        let keyFile = try settings.keyFile
        try await store.migrate(migrations)
        let keys = try await Installation.keys(path: keyFile, store: store, random: surroundings.random)
        let services = Services(
            store: store,
            vault: Vault(keys: keys, random: surroundings.random),
            hasher: PasswordHasher(random: surroundings.random),
            logger: logger,
            trustsForwardedFor: settings.trustsForwardedFor
        )
        return Composition(services: services, settings: settings)
    }

    /// Opens, works and closes again, also when the work was refused.
    ///
    /// - Parameter mustExist: for work on what is there already: a mistyped path is refused, not made into a database.
    static func with<T>(
        _ options: DatabaseOptions,
        logging level: Logger.Level = .warning,
        outbox: String? = nil,
        mustExist: Bool = false,
        _ body: (Composition) async throws -> T
    ) async throws -> T {
        let settings = try options.settings(outbox: outbox)
        return try await with(settings, logging: level, mustExist: mustExist, body)
    }

    /// The same with settings that are known already.
    static func with<T>(
        _ settings: Settings,
        logging level: Logger.Level = .warning,
        mustExist: Bool = false,
        _ body: (Composition) async throws -> T
    ) async throws -> T {
        try await reportingFailures {
            if mustExist { try settings.requireDatabase() }
            let composition = try await open(settings, logging: level)
            do {
                let result = try await body(composition)
                try await composition.store.close()
                return result
            } catch {
                try await composition.store.close()
                throw error
            }
        }
    }
}

extension Composition {
    /// What sends messages, by CARNET_OUTBOX; nil when no channel is configured.
    func dispatcher() throws -> OutboxDispatcher? {
        guard settings.outbox != nil else { return nil }
        guard let folder = settings.outboxFolder else {
            throw CommandFailure("CARNET_OUTBOX is '\(settings.outbox ?? "")', but should be directory:PATH.")
        }
        let transport = DirectoryTransport(path: folder)
        return OutboxDispatcher(
            store: store,
            vault: services.vault,
            transports: [transport],
            logger: services.logger
        )
    }
}
