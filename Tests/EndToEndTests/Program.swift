import Foundation
import Synchronization
import TestKit

/// The real executable, run as a process.
struct Program {
    /// Beside the test bundle, where the build put both; or another build, which CARNET_TEST_PROGRAM names.
    static let executable: URL = {
        if let path = ProcessInfo.processInfo.environment["CARNET_TEST_PROGRAM"] { return URL(filePath: path) }
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        // The bundle may be an executable file or a folder that holds one.
        while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appending(path: "carnet").path) {
            folder = folder.deletingLastPathComponent()
        }
        return folder.appending(path: "carnet")
    }()

    /// The project's top folder: seeds and example rosters lie there.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What a finished run left.
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String

        /// The output as JSON.
        var json: JSON { get throws { try JSON(Data(output.utf8)) } }
    }

    /// What it gets as CARNET_DATABASE.
    var database: String
    /// What it gets as CARNET_KEYS, where it gets any.
    var keys: String?
    /// What else it gets in its environment.
    var variables: [String: String] = [:]
    /// Where its log and its messages go.
    let folder: URL

    var outbox: URL { folder.appending(path: "outbox") }

    /// Where its keys are.
    var keyFile: String { keys ?? database + ".keys" }

    var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["CARNET_DATABASE"] = database
        environment["CARNET_OUTBOX"] = "directory:\(outbox.path)"
        environment["CARNET_KEYS"] = keys
        return environment.merging(variables) { _, new in new }
    }

    /// Makes the process; paths are relative to the project's top folder.
    ///
    /// - Parameter wrapper: another program and its arguments, which starts this one.
    func process(_ arguments: [String], through wrapper: [String] = []) -> Process {
        let process = Process()
        process.executableURL = wrapper.isEmpty ? Self.executable : URL(filePath: "/usr/bin/env")
        process.arguments = wrapper.isEmpty ? arguments : wrapper + [Self.executable.path] + arguments
        process.environment = environment
        process.currentDirectoryURL = Self.root
        return process
    }

    /// Runs a command to its end.
    @discardableResult
    func run(_ arguments: String..., input: String = "") async throws -> Outcome {
        try await run(arguments, input: input)
    }

    /// Runs a command to its end.
    @discardableResult
    func run(_ arguments: [String], input: String = "") async throws -> Outcome {
        let process = process(arguments)
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = stderr
        try process.start()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        async let output = Self.text(of: stdout)
        async let errors = Self.text(of: stderr)
        let (written, complained) = (await output, await errors)
        await process.end()
        return Outcome(status: process.terminationStatus, output: written, errors: complained)
    }

    private static func text(of pipe: Pipe) async -> String {
        let handle = pipe.fileHandleForReading
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: String(decoding: handle.readDataToEndOfFile(), as: UTF8.self))
            }
        }
    }
}

extension Process {
    /// Waits for the end without holding a thread of the test runner.
    func end() async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            DispatchQueue.global().async {
                self.waitUntilExit()
                continuation.resume()
            }
        }
    }
}
