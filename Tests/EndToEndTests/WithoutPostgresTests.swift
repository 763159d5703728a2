#if !PostgreSQL
    import Testing

    @Suite("The default build")
    struct WithoutPostgresTests {
        @Test("asked for a server's database, it says in one line what to install, and exit 1")
        func saysWhatToInstall() async throws {
            try await World.with { world in
                let outcome = try await world.program.run(
                    ["migrate", "--database", "postgres://carnet:secret@db.example/carnet"],
                    environment: ["CARNET_KEYS": world.folder.appending(path: "keys").path]
                )
                #expect(outcome.status == 1)
                #expect(outcome.errors.split(separator: "\n").count == 1)
                #expect(outcome.errors.contains("libpq-dev"))
                #expect(!outcome.errors.contains("secret"))
            }
        }
    }
#endif
