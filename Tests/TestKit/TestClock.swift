public import Kernel
import Synchronization

/// A clock that stands still until a test moves it.
public final class TestClock: TimeSource {
    private let instant: Mutex<Instant>

    /// Stands at that instant.
    public init(_ instant: Instant) { self.instant = Mutex(instant) }

    public func now() -> Instant { instant.withLock { $0 } }

    /// Moves the clock forward.
    public func advance(seconds: Int64) { instant.withLock { $0 = $0.adding(seconds: seconds) } }

    /// Moves the clock forward by whole days of 24 hours.
    public func advance(days: Int64) { advance(seconds: days * 86_400) }

    /// Sets the clock.
    public func set(_ instant: Instant) { self.instant.withLock { $0 = instant } }
}

/// A generator whose numbers depend on its seed alone (SplitMix64), so that a failing test can be run again.
public final class SeededRandom: RandomSource, RandomNumberGenerator {
    private let state: Mutex<UInt64>

    /// Starts from that seed.
    public init(seed: UInt64) { state = Mutex(seed) }

    public func next() -> UInt64 {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
