import Dispatch
import Kernel

/// Of this process: each stream keeps a reader or a connection for as long as it takes, and sorts in memory.
private let turns = Turns(1)

/// What one snapshot tells, part by part, to whoever takes it in; in flat memory, since the snapshot's thread waits while
/// enough parts wait to be taken.
///
/// One at a time in a process: whoever has begun one calls `end`, and begins no other before. On PostgreSQL it takes one of at
/// least two connections.
public final class SnapshotStream<Part: Sendable>: Sendable {
    /// The parts, in order. Throws what the closure or the engine threw.
    public let parts: AsyncThrowingStream<Part, any Error>
    private let told: AsyncThrowingStream<Part, any Error>.Continuation
    /// Counts the parts that may still be told before one is taken.
    private let room = DispatchSemaphore(value: 0)
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
        let (parts, told) = AsyncThrowingStream<Part, any Error>.makeStream()
        (self.parts, self.told) = (parts, told)
        for _ in 0..<ahead { room.signal() }
        telling = Task { [room] in
            do {
                try await store.readApart { session in
                    try tell(session) { part in
                        room.wait()
                        guard case .terminated = told.yield(part) else { return }
                        // For an engine that tries again.
                        room.signal()
                        throw CancellationError()
                    }
                }
                told.finish()
            } catch {
                told.finish(throwing: error)
            }
        }
    }

    /// A part was taken, so that another may be told.
    public func makeRoom() { room.signal() }

    /// Nothing more is taken. Returns when the snapshot is given up.
    public func end() async {
        told.finish()
        room.signal()
        await telling.value
        await turns.giveBack()
    }
}
