#if PostgreSQL
    import Foundation
    import Kernel
    import Logging
    import Store
    import StorePostgres

    /// Makes the databases of tests on PostgreSQL: each schema once, then copies of it, a few tests at a time.
    actor TestDatabases {
        private static let shared = TestDatabases()
        private static let turns = Turns(8)

        private var templates: [String: Task<String, any Error>] = [:]
        private var count = 0

        /// Runs a test on a database of its own with that schema.
        static func with<T>(_ migrations: [Migration], _ body: (String) async throws -> T) async throws -> T {
            let server = try TestServer.shared()
            return try await turns.with {
                let (name, template) = try await shared.database(migrations, on: server)
                do {
                    try server.create(name, from: template)
                    let result = try await body(server.uri(of: name))
                    try server.drop(name)
                    return result
                } catch {
                    try? server.drop(name)
                    throw error
                }
            }
        }

        /// A name for a database, and that of its template.
        private func database(_ migrations: [Migration], on server: TestServer) async throws -> (String, String) {
            count += 1
            return ("test\(count)", try await template(of: migrations, on: server))
        }

        /// The name of a database that has the schema and that nobody uses.
        private func template(of migrations: [Migration], on server: TestServer) async throws -> String {
            let schema = migrations.flatMap { [$0.name] + $0.statements.map(\.postgres.description) }.joined(
                separator: "\n"
            )
            let name = "schema\(templates.count)"
            let made =
                templates[schema]
                ?? Task {
                    try server.create(name)
                    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                    let store = try PostgresStore(PostgresSettings(uri: server.uri(of: name)), logger: logger)
                    try await store.migrate(migrations)
                    try await store.close()
                    return name
                }
            templates[schema] = made
            return try await made.value
        }
    }
#endif
