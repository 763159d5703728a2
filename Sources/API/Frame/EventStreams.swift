import Synchronization

/// The streams of events that this program has open: so many at most, because each costs a connection and a look every
/// quarter of a second.
final class EventStreams: Sendable {
    private let limit: Int
    private let count = Mutex(0)

    init(limit: Int = Limits.eventStreams) { self.limit = limit }

    /// A place for a stream, taken for as long as somebody holds it. Throws `streamsBusy` when none is free.
    func place() throws -> Place {
        let isFree = count.withLock { count in
            guard count < limit else { return false }
            count += 1
            return true
        }
        guard isFree else { throw APIFailure.streamsBusy }
        return Place(self)
    }

    /// How many are open.
    var open: Int { count.withLock { $0 } }

    /// One stream's place; it is given back when nobody holds it any more, however the stream has ended.
    final class Place: Sendable {
        private let streams: EventStreams

        fileprivate init(_ streams: EventStreams) { self.streams = streams }

        deinit { streams.count.withLock { $0 -= 1 } }
    }
}
