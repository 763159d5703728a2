import Employers
import Kernel
import Secrets
import Store
import TestKit

/// The rooms that a test needs, over one database.
struct House: Sendable {
    let kit: TestStore
    let employers: Employers

    var store: any Store { kit.store }

    static func with(seed: UInt64 = 1, _ body: (House) async throws -> Void) async throws {
        try await TestStore.with(Employers.migrations, seed: seed) { kit in
            try await body(House(kit: kit, employers: Employers(vault: kit.vault)))
        }
    }

    /// Opens an employer of that code in Bucharest.
    func employer(_ code: String = "ACME") async throws -> Employer {
        let new = try NewEmployer.named(code)
        return try await store.write { [employers] in try employers.open(new, in: $0) }
    }
}

struct Unreadable: Error {}

extension NewEmployer {
    static func named(_ code: String) throws -> NewEmployer {
        guard let code = EmployerCode(code), let currency = Currency("RON"), let zone = Zone("Europe/Bucharest")
        else { throw Unreadable() }
        return NewEmployer(
            code: code,
            name: "\(code) SRL",
            taxId: "RO123",
            country: .romania,
            currency: currency,
            zone: zone
        )
    }
}

func day(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw Unreadable() }
    return day
}

func package(_ text: String) throws -> PackageCode {
    guard let code = PackageCode(text) else { throw Unreadable() }
    return code
}
