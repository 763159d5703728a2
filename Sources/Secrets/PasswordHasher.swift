import Crypto
import CryptoExtras
import Foundation
public import Kernel

/// Hashes passwords with scrypt on threads of its own.
///
/// A hash takes some 100 ms and 32 MiB at the default cost, so as many run at once as there are threads (2), off the
/// threads that serve requests, and a bounded number wait; more are refused as unavailable.
public final class PasswordHasher: Sendable {
    private let cost: Int
    private let random: any RandomSource
    private let queue: OperationQueue

    /// How many may wait for their turn.
    static let queueLimit = 200

    /// - Parameter cost: scrypt's N, a power of two; 2^15 in the program, less in tests.
    public init(cost: Int = 1 << 15, threads: Int = 2, random: any RandomSource = SystemRandom()) {
        self.cost = cost
        self.random = random
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = threads
        queue.name = "carnet.passwords"
    }

    /// Hashes a password: `scrypt$N$r$p$salt$hash`, salt and hash in base64.
    public func hash(_ password: String) async throws -> String {
        let salt = random.bytes(16)
        let key = try await derive(password, salt: salt, cost: cost)
        return "scrypt$\(cost)$8$1$\(Data(salt).base64EncodedString())$\(Data(key).base64EncodedString())"
    }

    /// Whether the password is the one that was hashed. With a nil hash it takes as long and says no, so that nobody
    /// learns from the time whether an account exists.
    public func verify(_ password: String, against hash: String?) async throws -> Bool {
        guard let hash else {
            _ = try await derive(password, salt: [UInt8](repeating: 0, count: 16), cost: cost)
            return false
        }
        let parts = hash.split(separator: "$")
        guard parts.count == 6, parts[0] == "scrypt", let cost = Int(parts[1]), parts[2] == "8", parts[3] == "1",
            let salt = Data(base64Encoded: String(parts[4])), let expected = Data(base64Encoded: String(parts[5]))
        else { return false }
        return areEqualInConstantTime(try await derive(password, salt: Array(salt), cost: cost), Array(expected))
    }

    private func derive(_ password: String, salt: [UInt8], cost: Int) async throws -> [UInt8] {
        guard queue.operationCount < Self.queueLimit else { throw PasswordsBusy() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation {
                continuation.resume(
                    with: Result {
                        try KDF.Scrypt.deriveKey(
                            from: Array(password.utf8),
                            salt: salt,
                            outputByteCount: 32,
                            rounds: cost,
                            blockSize: 8,
                            parallelism: 1
                        ).bytes
                    }
                )
            }
        }
    }
}

/// Too many passwords wait to be hashed.
public struct PasswordsBusy: Failure {
    public var code: String { "unavailable" }
    public var kind: FailureKind { .unavailable(retryAfterSeconds: 5) }
    public var message: Message {
        Message(
            en: "Too many people are signing in just now. Please try again in a few seconds.",
            ro: "Prea multe autentificări în acest moment. Vă rugăm să reîncercați în câteva secunde."
        )
    }
}
