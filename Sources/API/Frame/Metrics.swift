import Synchronization

/// Counts and times of the requests answered since the start, by method, route and status.
public final class Metrics: Sendable {
    private struct Key: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private struct Sum {
        var count = 0
        var microseconds: Int64 = 0
    }

    private let sums = Mutex<[Key: Sum]>([:])

    /// Adds one answer. The route is a row of the table, so that there are as many series as there are rows.
    func add(method: String, route: String, status: Int, microseconds: Int64) {
        sums.withLock { sums in
            sums[Key(method: method, route: route, status: status), default: Sum()].count += 1
            sums[Key(method: method, route: route, status: status), default: Sum()].microseconds += microseconds
        }
    }

    /// The counters in the text format that Prometheus reads.
    func exposition() -> String {
        let sums = sums.withLock { $0 }.map { key, sum in
            (labels: "{method=\"\(key.method)\",route=\"\(key.route)\",status=\"\(key.status)\"}", sum: sum)
        }.sorted { $0.labels < $1.labels }
        var text = "# HELP carnet_http_requests_total Requests answered.\n# TYPE carnet_http_requests_total counter\n"
        for (labels, sum) in sums { text += "carnet_http_requests_total\(labels) \(sum.count)\n" }
        text += "# HELP carnet_http_request_microseconds_total Time until the answer was ready.\n"
        text += "# TYPE carnet_http_request_microseconds_total counter\n"
        for (labels, sum) in sums { text += "carnet_http_request_microseconds_total\(labels) \(sum.microseconds)\n" }
        return text
    }
}
