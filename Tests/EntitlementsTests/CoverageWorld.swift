import Entitlements
import Foundation
import Kernel
import Store
import TestKit
import Testing

/// A small catalogue, a sponsor in Bucharest, and one person with an employment.
struct CoverageWorld {
    let kit: TestStore
    let entitlements = Entitlements()
    let person: PersonID
    let source: SourceID
    let sponsor: EmployerID

    static func with(_ body: (CoverageWorld) async throws -> Void) async throws {
        try await TestStore.with(Entitlements.migrations) { kit in
            let ids = try await kit.store.write { session in
                let entitlements = Entitlements()
                try entitlements.loadCatalogue(try .sample(), from: try day("2026-01-01"), in: session)
                let sponsor: EmployerID = session.newID()
                try entitlements.setSponsor(sponsor, zone: .bucharest, refused: DaySpans(), in: session)
                return (session.newID() as PersonID, session.newID() as SourceID, sponsor)
            }
            try await body(CoverageWorld(kit: kit, person: ids.0, source: ids.1, sponsor: ids.2))
        }
    }

    func new(_ package: String = "primary", from: String, until: String? = nil) throws -> NewCoverage {
        NewCoverage(
            person: person,
            source: source,
            sponsor: sponsor,
            package: try #require(PackageCode(package)),
            from: try day(from),
            until: try until.map(day)
        )
    }

    func change(_ body: @escaping @Sendable (Entitlements, Session) throws -> Void) async throws {
        let entitlements = entitlements
        try await kit.store.write { try body(entitlements, $0) }
    }

    /// As `primary 2026-01-01–2026-06-01`, in order.
    func shown() async throws -> [String] {
        let (entitlements, person) = (entitlements, person)
        return try await kit.store.read { session in
            try entitlements.coverages(of: person, in: session)
                .map { "\($0.package) \($0.from)–\($0.until?.description ?? "")" }
        }
    }
}
