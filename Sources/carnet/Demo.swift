import API
import ArgumentParser
import Employers
import Entitlements
import Family
import Foundation
import Kernel
import People
import Secrets
import Store

/// Everything at work, on data that is invented.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Load demo data and print logins; with --serve, serve them and print curl lines to paste.",
        discussion:
            "Running it again starts from where it is and breaks nothing. Not for real data: its password is known."
    )

    @Flag(help: "Serve afterwards.")
    var serve = false
    @Option(help: "The folder with the seed files.")
    var from = "seeds"
    @Option(help: "The folder that exports are written into.")
    var output = "Reports"
    @OptionGroup var address: AddressOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var format: OutputOptions

    func validate() throws {
        if serve, format.json { throw ValidationError("--json prints one result; it doesn't go with --serve.") }
    }

    func run() async throws {
        let folder = try SeedFolder(path: from)
        let plan: DemoPlan = try folder.decode("demo")
        let options = database
        try await Composition.with(options, outbox: "directory:outbox") { composition in
            let demo = DemoWork(composition: composition, folder: folder, plan: plan, reports: URL(filePath: output))
            let result = try await demo.run { if !format.json { try announce($0) } }
            if format.json {
                try report(result, json: true) { "" }
                return
            }
            try announce(result.text)
            guard serve else {
                try announce("\nStart it with: carnet demo --serve")
                return
            }
            let outbox = composition.settings.outboxFolder ?? "outbox"
            try await Server(composition, address).run { base in
                try? announce("\n" + DemoWalk(result: result, plan: plan, base: base, outbox: outbox).text)
            }
        }
    }
}

/// seeds/demo.json.
struct DemoPlan: Decodable, Sendable {
    let employer: Employer
    let agreement: Agreement
    let roster: String
    let hr: Login
    let desk: Login
    let `operator`: Login
    let familyAddOn: AddOn
    let walk: Walk

    struct Employer: Decodable, Sendable {
        let code: EmployerCode
        let name: String
        let taxId: String?
        let country: Country
        let currency: Currency
        let timeZone: Zone
    }

    struct Agreement: Decodable, Sendable {
        let from: Day
        let prices: [Price]
    }

    struct Price: Decodable, Sendable {
        let package: PackageCode
        let price: Int64
        let familyPrice: Int64
    }

    struct Login: Decodable, Sendable {
        let identifier: String
        let locationCode: String?
    }

    struct AddOn: Decodable, Sendable {
        let employeeNumber: String
        let givenName: String
        let familyName: String
        let relation: Relation
        let birthDate: Day
        let package: PackageCode
    }

    /// Whom the curl lines activate and take to the desk, as the roster has them.
    struct Walk: Decodable, Sendable {
        let email: String
        let phone: String
        let documentNumber: String
        let service: ServiceCode
    }
}
