public import Logging
import Synchronization

/// What was logged.
public final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    /// None yet.
    public init() {}

    /// In the order in which they came.
    public var all: [String] { lines.withLock { $0 } }

    fileprivate func add(_ line: String) { lines.withLock { $0.append(line) } }
}

/// Keeps each line with its fields.
public struct LogRecorder: LogHandler {
    private let lines: LogLines
    public var metadata: Logger.Metadata = [:]
    public var logLevel: Logger.Level = .info

    /// Adds to those.
    public init(lines: LogLines) { self.lines = lines }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let fields = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        lines.add(([event.level.rawValue, "\(event.message)"] + fields).joined(separator: " "))
    }
}
