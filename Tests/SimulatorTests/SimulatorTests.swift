import Foundation
import SimulatorModel
import TestKit
import Testing

/// HR, members, desks and the operator act at random, on a clock that chance moves; the product and a model of a few
/// pages must agree on every answer and every account.
///
/// A failure names its seed and lists the acts. CARNET_SIMULATIONS says how many seeds are played (50 unless it does),
/// CARNET_SIMULATION_SEED with which they begin, CARNET_SIMULATION_ACTS how long each is (300).
@Suite("A simulated network")
struct SimulatorTests {
    private static let count = setting("CARNET_SIMULATIONS") ?? 50
    private static let first = setting("CARNET_SIMULATION_SEED") ?? 1
    private static let acts = setting("CARNET_SIMULATION_ACTS") ?? 300

    private static func setting(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap(Int.init)
    }

    @Test(
        "B11, B15, B36 to B46: whatever happens in whatever order, everybody is told and has what the requirements say",
        arguments: first..<first + count
    )
    func play(seed: Int) async throws {
        try await Stage.with(seed: UInt64(seed)) { stage, world in
            var simulation = Simulation(stage, world, seed: UInt64(seed))
            do {
                try await simulation.run(acts: Self.acts)
            } catch {
                Issue.record("Seed \(seed): \(error)\n\(simulation.log.joined(separator: "\n"))")
            }
        }
    }
}
