import Credits
import Desk
import Entitlements
import Foundation
import Kernel
import Messaging
import Partners
import People
import Secrets
import SimulatorModel
import Store
import TestKit

/// The product on a database of its own, set up like the model's world.
struct Stage: Sendable {
    let kit: TestStore
    let people: People
    let entitlements = Entitlements()
    let credits = Credits()
    let desk: Desk
    let places: [LocationID]
    let employers = [EmployerID(bits: 0x5001), EmployerID(bits: 0x5002)]

    static func with(seed: UInt64, _ body: (Stage, World) async throws -> Void) async throws {
        let migrations =
            People.migrations + Entitlements.migrations + Credits.migrations + Partners.migrations
            + Messaging.migrations + Desk.migrations
        try await TestStore.with(migrations, seed: seed) { kit in
            let (people, entitlements, partners) = (People(vault: kit.vault), Entitlements(), Partners())
            let places = try await kit.store.write { session in
                try Scene.load(people, entitlements, partners, in: session)
                return try Scene.places.indices.map { number in
                    guard let code = PartnerCode("P1-\(number + 1)"),
                        let location = try partners.location(code: code, in: session)
                    else { throw Discrepancy("There is no location \(number + 1).") }
                    return location
                }
            }
            let desk = Desk(
                people: people,
                entitlements: entitlements,
                credits: Credits(),
                partners: partners,
                messaging: Messaging(vault: kit.vault)
            )
            let stage = Stage(kit: kit, people: people, desk: desk, places: places)
            for (employer, zone) in zip(stage.employers, Scene.zones) {
                try await stage.write { session in
                    try entitlements.setSponsor(employer, zone: zone, refused: DaySpans(), in: session)
                }
            }
            try await body(stage, Scene.world(at: kit.clock.now()))
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await kit.store.write(body)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await kit.store.read(body)
    }

    /// What somebody is told who asks for something: done with this, or refused with that code.
    func outcome<T: Sendable>(
        of act: @escaping @Sendable (Session) throws -> T
    ) async throws -> Result<T, Refusal> {
        do { return .success(try await write(act)) } catch let failure as StoreFailure { throw failure } catch let
            refusal as any Failure
        { return .failure(Refusal(code: refusal.code)) }
    }
}

/// The wire code of a refusal.
struct Refusal: Error, Hashable {
    let code: String
}
