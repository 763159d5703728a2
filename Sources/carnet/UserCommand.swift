import API
import ArgumentParser
import Employers
import Foundation
import Kernel
import Partners
import People
import Secrets
import Store

/// Staff logins: operators, HR and desks.
struct UserCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Add logins for operators, HR and desks.",
        subcommands: [Add.self]
    )

    /// Adds a login.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a login; an operator's second factor is printed this once.",
            discussion:
                "Example: carnet user add --role hr --identifier hr@acme.example --employer ACME --password-stdin"
        )

        @Option(help: "operator, hr or desk.")
        var role: StaffRole
        @Option(help: "The e-mail address that signs in.")
        var identifier: String
        @Flag(help: "Read the password, 12 characters or more, from standard input.")
        var passwordStdin = false
        @Option(help: "The employer's code, for hr.")
        var employer: EmployerCode?
        @Option(help: "The location's id or code, for desk; see carnet partner list.")
        var location: String?
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func validate() throws {
            guard passwordStdin else {
                throw ValidationError("Give --password-stdin and the password on standard input.")
            }
            guard (role == .hr) == (employer != nil) else { throw ValidationError("--employer goes with --role hr.") }
            guard (role == .desk) == (location != nil) else {
                throw ValidationError("--location goes with --role desk.")
            }
        }

        func run() async throws {
            let typed = readLine(strippingNewline: true) ?? ""
            let added = try await Composition.with(database) { composition in
                let password = try Password(reading: typed)
                return try await StaffLogin(
                    role: role.role,
                    identifier: identifier,
                    employer: employer,
                    location: location
                ).add(password: password, composition)
            }
            try report(added, json: format.json) {
                ["Added \(identifier) as \(role.rawValue): \(added.id)", added.otpauth.map { "Second factor: \($0)" }]
                    .compactMap { $0 }.joined(separator: "\n")
            }
        }
    }

    /// The roles that a login of the staff can have.
    enum StaffRole: String, ExpressibleByArgument, CaseIterable {
        case `operator`, hr, desk

        var role: Role {
            switch self {
            case .operator: .operator
            case .hr: .hr
            case .desk: .desk
            }
        }
    }
}

/// A login that is to be added, with its employer or location as people name them.
struct StaffLogin {
    let role: Role
    let identifier: String
    var employer: EmployerCode?
    var location: String?

    /// What was added, as commands print it.
    struct Added: Encodable {
        let id: LoginID
        let otpauth: String?
    }

    func add(password: Password, _ composition: Composition) async throws -> Added {
        let services = composition.services
        let hash = try await services.hasher.hash(password.text)
        let (role, identifier, employer, location) = (role, identifier, employer, location)
        return try await composition.store.write { session in
            let employer = try employer.map { try services.employers.employer(code: $0, in: session) }
            let place = try location.map { try Self.location($0, composition, in: session) }
            let added = try services.people.addStaff(
                identifier: identifier,
                passwordHash: hash,
                role: role,
                employer: employer?.id,
                location: place,
                country: employer?.country ?? .romania,
                in: session
            )
            return Added(id: added.login, otpauth: added.otpauth)
        }
    }

    private static func location(
        _ text: String,
        _ composition: Composition,
        in session: Session
    ) throws -> LocationID {
        let partners = composition.services.partners
        let named = try PartnerCode(text).flatMap { try partners.location(code: $0, in: session) }
        guard let id = named ?? LocationID(text), try partners.location(id, in: session) != nil else {
            throw CommandFailure("There is no location \(text). `carnet partner list` shows ids and codes.")
        }
        return id
    }
}
