import ArgumentParser
import Foundation
import Kernel

/// Loads the reference data.
struct Seed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Load packages, services, partners and texts; running it again changes nothing."
    )

    @Option(help: "The folder with the seed files.")
    var from = "seeds"
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var format: OutputOptions

    func run() async throws {
        let folder = try SeedFolder(path: from)
        let loaded = try await Composition.with(database) { try await folder.load(into: $0) }
        try report(loaded, json: format.json) { loaded.text }
    }
}
