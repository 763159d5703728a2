import API
import Employers
import Family
import Foundation
import Logging
import People
import ServiceLifecycle
import Store

/// Work that goes on beside the requests: invitations after a roster, family add-ons of who has left,
/// clearing away what has expired. Each piece is short transactions, and nothing when nothing is to do.
struct BackgroundWork: Service {
    let services: Services

    /// How often add-ons follow their employees, in rounds of a second without other work.
    private static let followingRounds = 60

    func run() async throws {
        var idleRounds = 0
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            var isIdle = true
            await attempt { isIdle = try await round() }
            guard isIdle else { continue }
            if idleRounds % Self.followingRounds == 0 { await attempt { try await follow() } }
            idleRounds += 1
            // A cancelled sleep means that the program ends: the loop's condition sees it.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) }
        }
    }

    /// One piece of each kind of work; true when nothing was left to do.
    private func round() async throws -> Bool {
        let (people, employers) = (services.people, services.employers)
        let invited = try await services.store.write { try employers.inviteDue(in: $0) }
        let swept = try await services.store.write { try people.sweep(in: $0) }
        return invited == 0 && swept == 0
    }

    /// Ends the add-ons of who has left, employer by employer.
    private func follow() async throws {
        let (employers, family) = (services.employers, services.family)
        let all = try await services.store.read { session in
            var found: [Employer] = []
            while case let page = try employers.employers(after: found.last?.code, in: session), !page.isEmpty {
                found += page
            }
            return found
        }
        for employer in all {
            _ = try await services.store.write { try family.followEmployments(of: employer.id, in: $0) }
        }
    }

    private func attempt(_ body: () async throws -> Void) async {
        do { try await body() } catch {
            services.logger.error("Background work failed and is tried again.", metadata: ["error": "\(error)"])
        }
    }
}
