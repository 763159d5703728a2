import API
import ArgumentParser
import Employers
import Foundation
import Kernel
import Store

/// Employers' accounts.
struct EmployerCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "employer",
        abstract: "Open, show and suspend employers' accounts.",
        subcommands: [Add.self, Change.self, Suspend.self, Reinstate.self, Show.self, List.self]
    )

    /// Opens an account.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Open an employer's account.")

        @Option(help: "A short name of your choice, as in ACME.")
        var code: EmployerCode
        @Option(help: "The legal name.")
        var name: String
        @Option(help: "The tax id.")
        var taxId: String?
        @Option(help: "ISO 3166-1; decides the rules for national ids and phone numbers.")
        var country: Country = .romania
        @Option(help: "ISO 4217.")
        var currency: Currency = .leu
        @Option(help: "IANA name; decides which day it is.")
        var timeZone: Zone = .bucharest
        @Flag(help: "A second HR user must approve each roster before it is applied.")
        var secondApproval = false
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            let new = NewEmployer(
                code: code,
                name: name,
                taxId: taxId,
                country: country,
                currency: currency,
                zone: timeZone,
                needsApproval: secondApproval
            )
            let employer = try await Composition.with(database) { composition in
                let employers = composition.services.employers
                return try await composition.store.write { try employers.open(new, in: $0) }
            }
            try report(EmployerOutput(employer), json: format.json) {
                "Opened \(employer.code), \(employer.name): \(employer.id)"
            }
        }
    }

    /// Changes what an employer may choose.
    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change an employer's settings.",
            discussion: "Example: carnet employer change --code ACME --second-approval"
        )

        @Option(help: "Its code.")
        var code: EmployerCode
        @Flag(inversion: .prefixedNo, help: "Whether a second HR user must approve each roster before it is applied.")
        var secondApproval: Bool
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            let employer = try await Composition.with(database, mustExist: true) { composition in
                let employers = composition.services.employers
                return try await composition.store.write { [code, secondApproval] session in
                    let known = try employers.employer(code: code, in: session)
                    return try employers.setApproval(known.id, isNeeded: secondApproval, in: session)
                }
            }
            try report(EmployerOutput(employer), json: format.json) {
                "\(employer.code): a second HR user's approval of rosters is "
                    + (employer.needsApproval ? "needed." : "not needed.")
            }
        }
    }

    /// Refuses an employer's people at desks.
    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Refuse an employer's people at desks from a day on, until further notice.",
            discussion:
                "Example: carnet employer suspend --code ACME --from 2026-12-01 --reason \"Unpaid since October\""
        )

        @Option(help: "Its code.")
        var code: EmployerCode
        @Option(help: "The first day; today unless given.")
        var from: Day?
        @Option(help: "Why: for the operator and its HR. Desks only say that it isn't the member's doing.")
        var reason: String
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            let employer = try await Composition.with(database, mustExist: true) { composition in
                let employers = composition.services.employers
                return try await composition.store.write { [code, from, reason] session in
                    let known = try employers.employer(code: code, in: session)
                    let day = from ?? known.zone.day(at: session.now)
                    return try employers.suspend(known.id, from: day, reason: reason, in: session)
                }
            }
            try report(EmployerOutput(employer), json: format.json) { employer.standing.joined(separator: "\n") }
        }
    }

    /// Lifts a suspension.
    struct Reinstate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lift an employer's suspension: desks serve its people again.",
            discussion: "Example: carnet employer reinstate --code ACME"
        )

        @Option(help: "Its code.")
        var code: EmployerCode
        @Option(help: "The first day on which they are served again; today unless given.")
        var from: Day?
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            let employer = try await Composition.with(database, mustExist: true) { composition in
                let employers = composition.services.employers
                return try await composition.store.write { [code, from] session in
                    let known = try employers.employer(code: code, in: session)
                    return try employers.reinstate(known.id, from: from, in: session)
                }
            }
            try report(EmployerOutput(employer), json: format.json) { employer.standing.joined(separator: "\n") }
        }
    }

    /// Shows one account.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show an employer's account.")

        @Option(help: "Its code.")
        var code: EmployerCode
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            let employer = try await Composition.with(database, mustExist: true) { composition in
                let employers = composition.services.employers
                return try await composition.store.read { [code] in try employers.employer(code: code, in: $0) }
            }
            try report(EmployerOutput(employer), json: format.json) {
                (["\(employer.code)  \(employer.name)  \(employer.country)  \(employer.zone)  \(employer.id)"]
                    + employer.standing).joined(separator: "\n")
            }
        }
    }

    /// Lists all accounts.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all employers.")

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            let employers = try await Composition.with(database, mustExist: true) { composition in
                let employers = composition.services.employers
                return try await composition.store.read { session in
                    var all: [Employer] = []
                    while case let page = try employers.employers(after: all.last?.code, in: session), !page.isEmpty {
                        all += page
                    }
                    return all
                }
            }
            try report(Items(items: employers.map(EmployerOutput.init)), json: format.json) {
                employers.map { "\($0.code)  \($0.name)  \($0.id)" }.joined(separator: "\n")
            }
        }
    }
}

/// An employer as commands print it.
struct EmployerOutput: Encodable {
    let id: EmployerID
    let code: EmployerCode
    let name: String
    let country: Country
    let currency: Currency
    let timeZone: Zone
    let secondApproval: Bool
    let suspensions: [SuspensionOutput]

    struct SuspensionOutput: Encodable {
        let from: Day
        let until: Day?
        let reason: String
    }

    init(_ employer: Employer) {
        id = employer.id
        code = employer.code
        name = employer.name
        country = employer.country
        currency = employer.currency
        timeZone = employer.zone
        secondApproval = employer.needsApproval
        suspensions = employer.suspensions.map { suspension in
            SuspensionOutput(from: suspension.span.from, until: suspension.span.until, reason: suspension.reason)
        }
    }
}

extension Employer {
    /// A line for each suspension: when, and why.
    fileprivate var standing: [String] {
        suspensions.map { suspension in
            let end =
                suspension.span.until.map { "until \($0), when its people are served again" } ?? "until further notice"
            return "Suspended from \(suspension.span.from) \(end): \(suspension.reason)"
        }
    }
}

/// A list as commands print it.
struct Items<Item: Encodable>: Encodable {
    let items: [Item]
}
