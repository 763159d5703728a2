import Foundation
import Glibc

/// A process that is measured from outside: wall time and peak resident memory, as the kernel accounts them.
struct Child {
    private let pid: pid_t
    private let started = ContinuousClock.now

    /// What a finished process used.
    struct Usage {
        let seconds: Double
        let peakMiB: Double
        let status: Int32
    }

    /// Starts a program with its output in a file.
    init(_ executable: URL, _ arguments: [String], environment: [String: String] = [:], output: URL) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        _ = unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        unsafe posix_spawn_file_actions_addopen(
            &actions,
            2,
            output.path + ".errors",
            O_WRONLY | O_CREAT | O_TRUNC,
            0o600
        )
        // The runtime's threads block signals, and a child inherits that: pgbench would never hear its alarm.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var argv = unsafe ([executable.path] + arguments).map { unsafe strdup($0) } + [nil]
        var envp = unsafe all.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            unsafe argv.forEach { unsafe free($0) }
            unsafe envp.forEach { unsafe free($0) }
        }
        var pid: pid_t = 0
        let code = unsafe posix_spawn(&pid, executable.path, &actions, &attributes, &argv, &envp)
        guard code == 0 else { throw BenchFailure("can't start \(executable.path): error \(code)") }
        self.pid = pid
    }

    /// Waits for the end.
    func wait() -> Usage {
        var status: Int32 = 0
        var usage = rusage()
        unsafe wait4(pid, &status, 0, &usage)
        let duration = ContinuousClock.now - started
        return Usage(seconds: duration.inSeconds, peakMiB: Double(usage.ru_maxrss) / 1024, status: (status >> 8) & 0xFF)
    }

    /// Asks it to finish, and waits.
    func stop() -> Usage {
        kill(pid, SIGTERM)
        return wait()
    }

    /// Runs a program to its end; throws with what it complained about.
    static func run(
        _ executable: URL,
        _ arguments: [String],
        environment: [String: String] = [:],
        output: URL
    ) throws -> Usage {
        let usage = try Child(executable, arguments, environment: environment, output: output).wait()
        guard usage.status == 0 else {
            let text = (try? String(contentsOfFile: output.path + ".errors", encoding: .utf8)) ?? ""
            throw BenchFailure("\(arguments.first ?? "") failed: \(text)")
        }
        return usage
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

/// Why a figure can't be had.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
