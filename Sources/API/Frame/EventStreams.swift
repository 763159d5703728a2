import Kernel
import Synchronization

/// The streams of events that this program has open: so many at most, because each costs a connection and a look every
/// quarter of a second, and of one login only a share, so that nobody takes everybody's.
final class EventStreams: Sendable {
    private let limit: Int
    private let share: Int
    private let counts = Mutex<[LoginID: Int]>([:])

    init(limit: Int = Limits.eventStreams, share: Int = Limits.eventStreamsOfLogin) {
        (self.limit, self.share) = (limit, share)
    }

    /// A place for a login's stream, taken for as long as somebody holds it. Throws `streamsBusy` when none is free, or
    /// that login has its share.
    func place(of login: LoginID) throws -> Place {
        let isFree = counts.withLock { counts in
            let own = counts[login, default: 0]
            guard own < share, counts.values.reduce(0, +) < limit else { return false }
            counts[login] = own + 1
            return true
        }
        guard isFree else { throw APIFailure.streamsBusy }
        return Place(self, login)
    }

    /// How many are open.
    var open: Int { counts.withLock { $0.values.reduce(0, +) } }

    private func giveBack(_ login: LoginID) {
        counts.withLock { counts in
            let left = counts[login, default: 1] - 1
            counts[login] = left > 0 ? left : nil
        }
    }

    /// One stream's place; it is given back when nobody holds it any more, however the stream has ended.
    final class Place: Sendable {
        private let streams: EventStreams
        private let login: LoginID

        fileprivate init(_ streams: EventStreams, _ login: LoginID) { (self.streams, self.login) = (streams, login) }

        deinit { streams.giveBack(login) }
    }
}
