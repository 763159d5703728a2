import Glibc

/// Where the time comes from. The system's clock in the program, a settable one in tests.
public protocol TimeSource: Sendable {
    /// The instant it is.
    func now() -> Instant
}

/// Where random numbers come from. The system's generator in the program, a seeded one in tests.
public protocol RandomSource: Sendable {
    /// 64 random bits, fit for secrets in the program.
    func next() -> UInt64
}

extension RandomSource {
    /// That many random bytes.
    public func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            unsafe withUnsafeBytes(of: next()) { unsafe bytes.append(contentsOf: $0) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}

/// The system's clock.
public struct SystemTime: TimeSource {
    /// The system's clock.
    public init() {}

    public func now() -> Instant {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }
}

/// The system's cryptographically secure generator.
public struct SystemRandom: RandomSource {
    /// The system's generator.
    public init() {}

    public func next() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}

/// Time and chance, as the program has them from outside.
public struct Surroundings: Sendable {
    /// Where the time comes from.
    public let time: any TimeSource
    /// Where random numbers come from.
    public let random: any RandomSource

    /// The system's by default.
    public init(time: any TimeSource = SystemTime(), random: any RandomSource = SystemRandom()) {
        self.time = time
        self.random = random
    }
}
