import Logging

/// Logs to standard error, so that standard output holds results alone.
enum ProgramLog {
    static func logger(_ settings: Settings, _ level: Logger.Level) -> Logger {
        var logger = Logger(label: "carnet") { Handler(stream: .standardError(label: $0)) }
        logger.logLevel = settings.logLevel.flatMap { Logger.Level(rawValue: $0) } ?? level
        return logger
    }

    /// Spells its metadata out when it has something to say; the stream's handler by itself does it whenever they change,
    /// which is at every request.
    private struct Handler: LogHandler {
        let stream: StreamLogHandler
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.MetadataValue? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            var stream = stream
            stream.metadata = metadata
            stream.log(event: event)
        }
    }
}
