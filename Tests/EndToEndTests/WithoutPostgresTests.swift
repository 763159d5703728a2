#if !PostgreSQL
    import Testing

    @Suite("The default build")
    struct WithoutPostgresTests {
        @Test("asked for a server's database, it says in one line what to install, and exit 1")
        func saysWhatToInstall() async throws {
            try await World.with { world in
                var program = world.program
                program.database = "postgres://carnet:secret@db.example/carnet"
                let outcome = try await program.run("migrate")
                #expect(outcome.status == 1)
                #expect(outcome.errors.split(separator: "\n").count == 1)
                #expect(outcome.errors.contains("libpq-dev"))
                #expect(!outcome.errors.contains("secret"))
            }
        }
    }
#endif
