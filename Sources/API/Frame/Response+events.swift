import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

extension Response {
    /// A stream of server-sent events: what `look` gives, whenever it differs from what was sent last, with a comment now
    /// and then while nothing does.
    ///
    /// It ends after the last event, when the session of whoever listens doesn't count any more, when the program is asked
    /// to end, or with the connection.
    static func events(
        named name: String,
        to call: Call,
        holding place: EventStreams.Place,
        heartbeatLooks: Int = Limits.eventHeartbeatLooks,
        look: @escaping @Sendable () async throws -> EventLook
    ) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                // The place is given back when this closure is gone.
                _ = place
                var last: ByteBuffer?
                var looks = 0
                var silent = 0
                try await writer.write(ByteBuffer(string: "retry: \(Limits.eventRetrySeconds * 1000)\n\n"))
                while !Task.isCancelled, !Task.isShuttingDownGracefully {
                    let seen: EventLook
                    do {
                        if looks % Limits.eventSessionLooks == 0 { _ = try await call.principal() }
                        looks += 1
                        seen = try await look()
                    } catch APIFailure.notSignedIn { break }
                    if seen.data != last {
                        try await writer.write(event(name, seen.data))
                        (last, silent) = (seen.data, 0)
                    } else if silent >= heartbeatLooks {
                        try await writer.write(ByteBuffer(string: ": still here\n\n"))
                        silent = 0
                    }
                    if seen.isLast { break }
                    silent += 1
                    // A cancelled sleep means that the program or the connection ends: the loop's condition sees it.
                    try? await cancelWhenGracefulShutdown {
                        try await Task.sleep(for: .milliseconds(Limits.eventPauseMilliseconds))
                    }
                }
                try await writer.finish(nil)
            }
        )
    }

    /// JSON on one line is one line of data.
    private static func event(_ name: String, _ data: ByteBuffer) -> ByteBuffer {
        var bytes = ByteBuffer(string: "event: \(name)\ndata: ")
        bytes.writeImmutableBuffer(data)
        bytes.writeString("\n\n")
        return bytes
    }
}

/// What a look at something that is told as events has found.
struct EventLook: Sendable {
    /// Its JSON.
    let data: ByteBuffer
    /// Whether it has come to rest.
    let isLast: Bool
}
