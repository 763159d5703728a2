import Foundation

/// The engine that this run of the tests is on: `CARNET_TEST_ENGINE` is `sqlite`, which is also the default, or
/// `postgres`. `make test` runs the tests that have a store once on each.
public enum TestEngine: String, Sendable {
    /// The embedded engine.
    case sqlite
    /// The engine for many machines, on a server of the tests' own.
    case postgres

    /// What was asked for; another word is a mistake that no test may hide.
    public static let current: TestEngine = {
        let asked = ProcessInfo.processInfo.environment["CARNET_TEST_ENGINE"] ?? "sqlite"
        guard let engine = TestEngine(rawValue: asked) else {
            preconditionFailure("CARNET_TEST_ENGINE is '\(asked)', but should be sqlite or postgres.")
        }
        return engine
    }()
}
