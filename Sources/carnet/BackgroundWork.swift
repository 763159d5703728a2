import API
import Foundation
import Logging
import People
import ServiceLifecycle
import Store

/// Work that goes on beside the requests: invitations after a roster, imports that a crash interrupted, clearing away
/// what has expired. Each piece is done in short transactions, and does nothing when there is nothing to do.
struct BackgroundWork: Service {
    let services: Services

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let isIdle = await round()
            // A cancelled sleep means that the program ends: the loop's condition sees it.
            if isIdle { try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) } }
        }
    }

    /// One piece of each kind of work; true when nothing was left to do.
    private func round() async -> Bool {
        do {
            let people = services.people
            let swept = try await services.store.write { try people.sweep(in: $0) }
            return swept == 0
        } catch {
            services.logger.error("Background work failed and is tried again.", metadata: ["error": "\(error)"])
            return true
        }
    }
}
