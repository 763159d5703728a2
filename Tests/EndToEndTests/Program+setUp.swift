import Foundation
import Testing

extension Program {
    /// Everything that an operator does before HR comes; returns a location that takes all packages.
    func setUp(seeds: String = "seeds") async throws -> String {
        for arguments in [["migrate"], ["seed", "--from", seeds], ["seed", "--from", seeds]] {
            let outcome = try await run(arguments)
            try #require(outcome.status == 0, "\(arguments): \(outcome.errors)")
        }
        let employer = try await run("employer", "add", "--code", "ACME", "--name", "Acme SRL", "--json")
        try #require(employer.status == 0, "\(employer.errors)")
        let agreement = try await run(
            "agreement",
            "add",
            "--employer",
            "ACME",
            "--from",
            "2026-01-01",
            "--package",
            "primary=4500,3500",
            "--package",
            "principal=8900,7500",
            "--package",
            "premium=14900,12900",
            "--json"
        )
        try #require(agreement.status == 0, "\(agreement.errors)")
        let partners = try await run("partner", "list", "--json").json
        let location = try #require(partners.items.first?["locations"]?[0]?["id"]?.text)
        let hr = try await run(
            "user",
            "add",
            "--role",
            "hr",
            "--identifier",
            "hr@acme.example",
            "--employer",
            "ACME",
            "--password-stdin",
            "--json",
            input: "hr password of the test\n"
        )
        try #require(hr.status == 0, "\(hr.errors)")
        let desk = try await run(
            "user",
            "add",
            "--role",
            "desk",
            "--identifier",
            "desk@clinic.example",
            "--location",
            location,
            "--password-stdin",
            "--json",
            input: "desk password of the test\n"
        )
        try #require(desk.status == 0, "\(desk.errors)")
        return location
    }
}
