import NIOCore
import Synchronization

/// Bodies that many callers get alike, by everything that they depend on.
///
/// What they are made of changes a few times a year, is long, and is asked for all the time. A key holds the revision of
/// what a body was made of, so none is ever stale.
final class KnownAnswers<Key: Hashable & Sendable>: Sendable {
    private struct State {
        var bodies: [Key: ByteBuffer] = [:]
        var bytes = 0
    }

    private let state = Mutex(State())

    /// How much is kept; then all of it is forgotten, and made again when it is asked for.
    private static var limit: Int { 16 << 20 }

    /// What an answer takes besides its body, at most: a search that finds nothing is mostly key, and anybody may ask.
    private static var keyBytes: Int { 4096 }

    /// The body of a key; made where it isn't known.
    func body(for key: Key, make: () throws -> ByteBuffer) rethrows -> ByteBuffer {
        if let known = state.withLock({ $0.bodies[key] }) { return known }
        let made = try make()
        state.withLock { state in
            let bytes = made.readableBytes + Self.keyBytes
            if state.bytes + bytes > Self.limit { state = State() }
            // Two may have made it at once.
            if state.bodies.updateValue(made, forKey: key) == nil { state.bytes += bytes }
        }
        return made
    }
}
