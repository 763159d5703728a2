import ArgumentParser

/// Brings the schema up to date.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database's schema up to date; makes the database and its keys where there are none."
    )

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var format: OutputOptions

    func run() async throws {
        let database = try await Composition.with(database) { "\($0.settings.database)" }
        try report(Migrated(database: database, migrations: Composition.migrations.count), json: format.json) {
            "The schema of \(database) is up to date."
        }
    }

    private struct Migrated: Encodable {
        let database: String
        /// How many migrations the schema is made of.
        let migrations: Int
    }
}
