import Dispatch
import Kernel
import Synchronization

/// Of this process: each stream keeps a reader or a connection for as long as it takes, and sorts in memory.
private let turns = Turns(1)

/// What one snapshot tells, part by part, to whoever takes it in; in flat memory, since the snapshot's thread waits while
/// enough parts wait to be taken.
///
/// One at a time in a process: whoever has begun one calls `end`, and begins no other before. On PostgreSQL it takes one of at
/// least two connections.
public final class SnapshotStream<Part: Sendable>: Sendable {
    private let queue: PartQueue<Part>
    private let telling: Task<Void, Never>

    /// Begins once the one before has ended.
    ///
    /// - Parameters:
    ///   - ahead: how many parts may wait, at least one.
    ///   - tell: streams rows and hands over parts. After `end`, handing over throws `CancellationError`. An engine that has
    ///     lost its connection may run it again, from the beginning.
    public init(
        of store: any Store,
        ahead: Int,
        tell: @escaping @Sendable (_ session: Session, _ hand: (Part) throws -> Void) throws -> Void
    ) async {
        await turns.take()
        let queue = PartQueue<Part>(room: ahead)
        self.queue = queue
        telling = Task {
            do {
                try await store.readApart { try tell($0, queue.add) }
                queue.finish(.success(()))
            } catch {
                queue.finish(.failure(error))
            }
        }
    }

    /// Waits for a part; false after the last one. Throws what the closure or the engine threw.
    public func hasParts() async throws -> Bool {
        while true {
            try Task.checkCancellation()
            if let answer = queue.hasParts { return try answer.get() }
            await queue.change()
        }
    }

    /// The part at that place among those that wait, if so many do. It stays until it is dropped: a transaction may run again.
    public func part(_ position: Int) -> Part? { queue.part(position) }

    /// So many parts were taken, and as many more may be told.
    public func drop(_ count: Int) { queue.drop(count) }

    /// Nothing more is taken. Returns when the snapshot is given up.
    public func end() async {
        queue.close()
        await telling.value
        await turns.giveBack()
    }
}

/// Parts between the thread that tells them and the task that takes them.
private final class PartQueue<Part: Sendable>: Sendable {
    private let state = Mutex(State())
    /// Counts the parts that may still be told before one is taken.
    private let room = DispatchSemaphore(value: 0)

    private struct State {
        var parts: [Part] = []
        /// How the telling has ended.
        var outcome: Result<Void, any Error>?
        var isClosed = false
        /// Who waits for a part, or for the end.
        var waiting: CheckedContinuation<Void, Never>?
    }

    init(room count: Int) {
        for _ in 0..<count { room.signal() }
    }

    func add(_ part: Part) throws {
        room.wait()
        let (isClosed, waiting) = state.withLock { state in
            if !state.isClosed { state.parts.append(part) }
            return (state.isClosed, state.waiting.take())
        }
        waiting?.resume()
        guard isClosed else { return }
        // For an engine that tries again.
        room.signal()
        throw CancellationError()
    }

    func finish(_ outcome: Result<Void, any Error>) {
        let waiting = state.withLock { state in
            state.outcome = outcome
            return state.waiting.take()
        }
        waiting?.resume()
    }

    /// Nil while nobody knows.
    var hasParts: Result<Bool, any Error>? {
        state.withLock { state in state.parts.isEmpty ? state.outcome?.map { false } : .success(true) }
    }

    /// Returns once there is a part, or the end is known.
    func change() async {
        await withCheckedContinuation { continuation in
            let isKnown = state.withLock { state in
                guard state.parts.isEmpty, state.outcome == nil else { return true }
                state.waiting = continuation
                return false
            }
            if isKnown { continuation.resume() }
        }
    }

    func part(_ position: Int) -> Part? {
        state.withLock { position < $0.parts.count ? $0.parts[position] : nil }
    }

    func drop(_ count: Int) {
        state.withLock { $0.parts.removeFirst(count) }
        for _ in 0..<count { room.signal() }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        room.signal()
    }
}
