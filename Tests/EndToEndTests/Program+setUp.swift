import Foundation
import Testing

extension Program {
    /// A time zone in which it was noon, and the day that of UTC, when the tests began: what two runs of a test are
    /// compared for mustn't differ because the employer's midnight lies between them.
    private static let zoneAtNoon: String = {
        let ahead = 12 - Int(Date.now.timeIntervalSince1970 / 3600) % 24
        // These names count hours behind UTC.
        return ahead < 0 ? "Etc/GMT+\(-ahead)" : ahead > 0 ? "Etc/GMT-\(ahead)" : "Etc/GMT"
    }()

    /// Everything that an operator does before HR comes; returns a location that takes all packages.
    func setUp(seeds: String = "seeds") async throws -> String {
        for arguments in [["migrate"], ["seed", "--from", seeds], ["seed", "--from", seeds]] {
            let outcome = try await run(arguments)
            try #require(outcome.status == 0, "\(arguments): \(outcome.errors)")
        }
        let employer = try await run(
            "employer",
            "add",
            "--code",
            "ACME",
            "--name",
            "Acme SRL",
            "--time-zone",
            Self.zoneAtNoon,
            "--json"
        )
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
