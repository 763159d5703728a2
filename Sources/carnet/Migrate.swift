import ArgumentParser

/// Brings the schema up to date.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database's schema up to date; makes the database and its keys where there are none."
    )

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await Composition.with(database) { composition in
            print("The schema of \(composition.settings.database) is up to date.")
        }
    }
}
