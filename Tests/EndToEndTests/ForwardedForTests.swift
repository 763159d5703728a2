import Store
import Testing

@Suite("Behind a proxy")
struct ForwardedForTests {
    @Test(
        "Callers are told apart by the last address of X-Forwarded-For where serve is told to trust it, and only there",
        arguments: [
            ([], [:], 1), (["--trust-forwarded-for"], [:], 2), ([], ["CARNET_TRUST_FORWARDED_FOR": "1"], 2),
            ([], ["CARNET_TRUST_FORWARDED_FOR": "0"], 1),
        ] as [([String], [String: String], Int)]
    )
    func callers(options: [String], variables: [String: String], callers: Int) async throws {
        try await World.with { world in
            var program = world.program
            program.variables = variables
            let server = try await Server.start(program, options)
            // With the port that some proxies add, and without: an IPv4 caller and an IPv6 one.
            let addresses = [
                "192.0.2.1", "192.0.2.1:4711", "[2001:db8::1]:4711", "[2001:db8::1]:4712", "2001:db8::1",
            ]
            for (number, address) in addresses.enumerated() {
                let answer = try await server.post(
                    "/v1/activations",
                    ["identifier": "nobody\(number)@acme.example"],
                    headers: ["X-Forwarded-For": "198.51.100.\(number), \(address)"]
                )
                #expect(answer.status == 202)
            }
            #expect(await server.stop() == 0)
            // What the limits on guessing count by.
            let counted = try await House(program: program).open { store in
                try await store.read { session in
                    try session.first("SELECT COUNT(DISTINCT address_index) FROM proof") { try $0[0] as Int }
                }
            }
            #expect(counted == callers)
        }
    }
}
