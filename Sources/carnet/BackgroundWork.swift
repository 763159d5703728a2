import API
import Credits
import Employers
import Family
import Foundation
import People
import ServiceLifecycle
import Store

/// Work that goes on beside the requests: invitations after a roster and of family members who come of age, family add-ons of who has left and whose price changes,
/// clearing away what has expired, sealing the ledger once a day. Each piece is short transactions, and nothing when nothing is to do.
///
/// Of the programs that share a database one does each kind of work, whichever holds its lease.
struct BackgroundWork: Service {
    private let services: Services
    private let outages: OutageLog

    init(services: Services) {
        self.services = services
        outages = OutageLog(services.logger)
    }

    private enum Duty: String, CaseIterable {
        case invitations
        case sweep
        case addOns = "add-ons"
        case ages
        case seals

        /// How long after a round without work the next one comes.
        var pauseSeconds: Int {
            switch self {
            case .invitations: 1
            case .sweep, .addOns, .ages: 60
            case .seals: 600
            }
        }
    }

    /// How long the work of a program that has died is left alone.
    private static let leaseSeconds: Int64 = 30

    func run() async throws {
        await withDiscardingTaskGroup { group in
            for duty in Duty.allCases { group.addTask { await see(to: duty) } }
        }
    }

    private func see(to duty: Duty) async {
        while !isEnding {
            await outages.attempt(duty.rawValue) { try await perform(duty) }
            // A cancelled sleep means that the program ends: the loop's condition sees it.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(duty.pauseSeconds)) }
        }
        let holder = services.holder
        await outages.attempt(duty.rawValue) {
            try await services.store.write { try Lease.giveBack(duty.rawValue, by: holder, in: $0) }
        }
    }

    private var isEnding: Bool { Task.isShuttingDownGracefully || Task.isCancelled }

    private func perform(_ duty: Duty) async throws {
        let (people, employers) = (services.people, services.employers)
        switch duty {
        case .invitations:
            while !isEnding, let count = try await leased(duty, { try employers.inviteDue(in: $0) }), count > 0 {}
        case .sweep:
            while !isEnding, let count = try await leased(duty, { try people.sweep(in: $0) }), count > 0 {}
        case .addOns: try await followAddOns()
        case .ages: try await inviteOfAge()
        case .seals: try await sealLedger()
        }
    }

    /// Seals the ledger, where the last seal is a day old. One that is interrupted is made anew.
    private func sealLedger() async throws {
        let credits = services.credits
        let begun = try await leased(.seals) { session in
            try credits.isSealDue(in: session) ? try credits.beginSeal(in: session) : nil
        }
        guard var sealing = begun ?? nil else { return }
        do {
            while !isEnding {
                let current = sealing
                guard case .underWay(let next)? = try await leased(.seals, { try credits.carryOn(current, in: $0) })
                else { return }
                sealing = next
            }
        } catch CreditsFailure.sealOvertaken {
            // The command makes one meanwhile.
        }
    }

    /// Ends the add-ons of who has left, and announces new prices, employer by employer.
    private func followAddOns() async throws {
        let (employers, family) = (services.employers, services.family)
        var last: Employer?
        var failure: (any Error)?
        while !isEnding {
            let after = last?.code
            guard let page = try await leased(.addOns, { try employers.employers(after: after, in: $0) }), !page.isEmpty
            else { break }
            for employer in page where !isEnding {
                do {
                    _ = try await leased(.addOns) { session in
                        try family.followEmployments(of: employer.id, in: session)
                        try family.followPrices(of: employer.id, in: session)
                    }
                } catch {
                    // Whoever comes behind has deadlines, too.
                    failure = failure ?? error
                }
            }
            last = page.last
        }
        if let failure { throw failure }
    }

    /// Invites who has come of age, one by one: whoever comes behind a failure is invited, too.
    private func inviteOfAge() async throws {
        let family = services.family
        guard let due = try await leased(.ages, { try family.dueOfAge(in: $0) }) else { return }
        var failure: (any Error)?
        for person in due where !isEnding {
            do { _ = try await leased(.ages) { try family.comeOfAge(person, in: $0) } } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    /// Runs a transaction while nobody else does this work; nil when somebody else does.
    private func leased<T: Sendable>(
        _ duty: Duty,
        _ body: @escaping @Sendable (Session) throws -> T
    ) async throws -> T? {
        let holder = services.holder
        return try await services.store.write { session in
            guard try Lease.take(duty.rawValue, by: holder, seconds: Self.leaseSeconds, in: session) else { return nil }
            return try body(session)
        }
    }
}
