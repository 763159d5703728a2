import Foundation

/// Runs another program to its end.
enum Command {
    /// What it wrote to standard output; throws what it wrote to standard error when it failed.
    static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.start()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let complaint = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
            throw CommandFailure(description: "\(program) \(arguments): \(complaint)")
        }
        return String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// Why a program failed, in its own words.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String
}
