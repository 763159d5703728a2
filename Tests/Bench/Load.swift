import Foundation

/// Requests from wrk, a load generator of its own, on the same machine.
struct Load {
    /// What wrk counted.
    struct Figures {
        let perSecond: Double
        let p99Milliseconds: Double
        let answered: Int
        let refused: Int

        init(perSecond: Double, p99Milliseconds: Double, answered: Int, refused: Int) {
            self.perSecond = perSecond
            self.p99Milliseconds = p99Milliseconds
            self.answered = answered
            self.refused = refused
        }

        /// The mean of several runs, the worst p99 of them, and all requests.
        init(meanOf runs: [Figures]) {
            self.init(
                perSecond: runs.map(\.perSecond).reduce(0, +) / Double(runs.count),
                p99Milliseconds: runs.map(\.p99Milliseconds).max() ?? 0,
                answered: runs.map(\.answered).reduce(0, +),
                refused: runs.map(\.refused).reduce(0, +)
            )
        }
    }

    let folder: URL
    let seconds: Int

    /// Runs one script against an address with so many connections.
    func run(_ script: String, connections: Int, url: String, environment: [String: String]) throws -> Figures {
        let wrk = URL(filePath: "/usr/bin/wrk")
        let output = folder.appending(path: "wrk.txt")
        let lua = URL(filePath: #filePath).deletingLastPathComponent().appending(path: script)
        let arguments = [
            "-t1", "-c\(connections)", "-d\(seconds)s", "--latency", "--timeout", "10s", "-s", lua.path, url,
        ]
        let usage = try Child(wrk, arguments, environment: environment, output: output).wait()
        let text = try String(contentsOf: output, encoding: .utf8)
        guard usage.status == 0, let line = text.split(separator: "\n").first(where: { $0.hasPrefix("RESULT ") }) else {
            throw BenchFailure("wrk gave no result: \(text)")
        }
        var values: [Substring: Double] = [:]
        for pair in line.dropFirst(7).split(separator: " ") {
            let parts = pair.split(separator: "=")
            if parts.count == 2 { values[parts[0]] = Double(parts[1]) }
        }
        return Figures(
            perSecond: values["persecond"] ?? 0,
            p99Milliseconds: values["p99ms"] ?? 0,
            answered: Int(values["answered"] ?? 0),
            refused: Int(values["refused"] ?? 0)
        )
    }
}
