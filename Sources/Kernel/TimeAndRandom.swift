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

    /// That many random bytes.
    func bytes(_ count: Int) -> [UInt8]
}

extension RandomSource {
    /// Those of as many numbers as it takes.
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

    /// Asks the system once for each 256 bytes, which is as many as it gives at once.
    public func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        unsafe bytes.withUnsafeMutableBytes { bytes in
            for start in stride(from: 0, to: count, by: 256) {
                let code = unsafe getentropy(bytes.baseAddress?.advanced(by: start), min(count - start, 256))
                guard code == 0 else { fatalError("The system has no random numbers.") }
            }
        }
        return bytes
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
