import API
import ArgumentParser
import Kernel
import Partners
import Store

/// The directory.
struct PartnerCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "partner",
        abstract: "Show the network's partners.",
        subcommands: [List.self]
    )

    /// Lists partners with their locations.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all partners with their locations, by code.")

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            let partners = try await Composition.with(database, mustExist: true) { composition in
                let partners = composition.services.partners
                return try await composition.store.read { try partners.list(in: $0) }
            }
            try report(Items(items: partners.map(PartnerOutput.init)), json: format.json) {
                guard !partners.isEmpty else { return "There are no partners yet: run `carnet seed`." }
                return partners.flatMap { partner in
                    ["\(partner.code)  \(partner.name)"]
                        + partner.locations.map { "    \($0.code)  \($0.town), \($0.name)  \($0.id)" }
                }.joined(separator: "\n")
            }
        }
    }
}

private struct PartnerOutput: Encodable {
    let id: PartnerID
    let code: PartnerCode
    let name: String
    let locations: [LocationOutput]

    init(_ partner: Partner) {
        id = partner.id
        code = partner.code
        name = partner.name
        locations = partner.locations.map { LocationOutput(id: $0.id, code: $0.code, name: $0.name, town: $0.town) }
    }
}

private struct LocationOutput: Encodable {
    let id: LocationID
    let code: PartnerCode
    let name: String
    let town: String
}
