import ArgumentParser
import Foundation

/// A command that only holds others: without one of them it is wrong usage, exit 64 with the help, so that a script that
/// forgets the word doesn't take it for done.
protocol CommandGroup: AsyncParsableCommand {}

extension CommandGroup {
    mutating func run() async throws {
        note(Carnet.helpMessage(for: Self.self))
        throw ExitCode.validationFailure
    }
}
