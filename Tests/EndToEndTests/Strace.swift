import Foundation
import TestKit
import Testing

/// What a program asks of the kernel: its reading, writing and syncing, in a file.
struct Strace {
    let file: URL

    enum Event { case synced, answered }

    static let reason: Comment = "strace isn't installed, or may not trace here"

    /// Whether strace is there and may trace a program that it hasn't started.
    static let works: Bool = {
        let traced = Process()
        traced.executableURL = URL(filePath: "/usr/bin/env")
        traced.arguments = ["cat"]
        let input = Pipe()
        traced.standardInput = input
        traced.standardOutput = FileHandle.nullDevice
        guard (try? traced.start()) != nil else { return false }
        defer {
            try? input.fileHandleForWriting.close()
            traced.waitUntilExit()
        }
        guard let strace = try? Attached(to: traced.processIdentifier, ["-e", "trace=none"]) else { return false }
        strace.detach()
        return true
    }()

    /// A trace of a program that runs already, until it is detached.
    final class Attached: Sendable {
        private let process = Process()

        /// Throws when it may not trace.
        init(to pid: Int32, _ options: [String]) throws {
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["strace", "-f", "-p", "\(pid)", "-o", "/dev/null"] + options
            let errors = Pipe()
            process.standardError = errors
            try process.start()
            var said = ""
            while !said.contains("attached") {
                let data = errors.fileHandleForReading.availableData
                guard !data.isEmpty else { throw Complaint("strace ended: \(said)") }
                said += String(decoding: data, as: UTF8.self)
            }
        }

        /// Lets the program go on as it did.
        func detach() {
            process.terminate()
            process.waitUntilExit()
        }
    }

    /// Starts a program that stays the child of whoever starts this; its files are named, not numbered.
    var command: [String] {
        let calls = "trace=fdatasync,fsync,read,recvfrom,recvmsg,write,writev,sendto,sendmsg"
        return ["strace", "-D", "-f", "-y", "--seccomp-bpf", "-s", "64", "-e", calls, "-o", file.path]
    }

    /// What happened between each request that begins so and its answer, the answer included.
    ///
    /// A call that another thread's interrupts is two lines; it counts where it ends.
    func exchanges(asking request: String) throws -> [[Event]] {
        var (exchanges, open): ([[Event]], [Event]?) = ([], nil)
        var unfinished: [Substring: Bool] = [:]
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let thread = line.prefix { $0 != " " }
            let isSync = line.contains(" fdatasync(") || line.contains(" fsync(")
            if isSync, line.contains("<unfinished") { unfinished[thread] = line.contains("-wal>") }
            let resumed = line.contains("sync resumed>") ? unfinished.removeValue(forKey: thread) ?? false : false
            let isDone = line.hasSuffix("= 0") && (resumed || (isSync && line.contains("-wal>")))
            if line.contains("\"\(request)") { open = [] }
            if isDone { open?.append(.synced) }
            guard line.contains("\"HTTP/1.1 "), let events = open else { continue }
            exchanges.append(events + [.answered])
            open = nil
        }
        return exchanges
    }
}
