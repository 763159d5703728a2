import ArgumentParser
import Foundation
import Logging
import Store
import StoreSQLite

/// Brings the schema up to date.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the database's schema up to date.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await reportingFailures {
            let store = try SQLiteStore(path: database.settings.database, logger: Logger(label: "carnet"))
            try await store.migrate(ChangeSet.migrations + Installation.migrations)
            try await store.close()
        }
    }
}
