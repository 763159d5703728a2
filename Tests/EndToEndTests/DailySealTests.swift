import Foundation
import Store
import Testing

@testable import carnet

@Suite("Seals by the server")
struct DailySealTests {
    @Test("B47: a server seals when the last seal is a day old, and not before", .timeLimit(.minutes(2)))
    func daily() async throws {
        try await World.with { world in
            let house = House(program: world.program)
            try #require(try await world.program.run("migrate").status == 0)
            let first = try await world.program.run("ledger", "seal", "--json")
            #expect(try first.json["accounts"]?.number == 0)
            let server = try await Server.start(world.program)
            #expect(await server.stop() == 0)
            #expect(try await seals(of: house) == 1)

            // Another one of long ago, as if nobody had sealed since.
            try await house.tamper(
                SQL(
                    sqlite: "DROP TRIGGER ledger_seal_update",
                    postgres: "DROP TRIGGER ledger_seal_update ON ledger_seal"
                )
            )
            try await house.tamper("UPDATE ledger_seal SET at = at - 86400000000")
            let again = try await Server.start(world.program)
            // What is waited for is another process, which has no clock of ours.
            while try await seals(of: house) == 1 { try await Task.sleep(for: .milliseconds(50)) }
            #expect(await again.stop() == 0)
            #expect(try await seals(of: house) == 2)
        }
    }

    private func seals(of house: House) async throws -> Int {
        try await house.open { store in
            try await store.read { try $0.first("SELECT COUNT(*) FROM ledger_seal") { try $0[0] as Int } ?? 0 }
        }
    }
}
