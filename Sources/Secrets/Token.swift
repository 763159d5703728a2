import Crypto
import Foundation
public import Kernel

/// A secret that is handed out once and kept only as its hash: session tokens, slips, conversation tokens.
public struct Token: Sendable {
    /// What is handed out: 32 random bytes in base64url.
    public let text: String
    /// What is kept.
    public var hash: [UInt8] { Token.hash(text) }

    /// A new secret.
    public init(random: any RandomSource = SystemRandom()) {
        text = Data(random.bytes(32)).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// SHA-256 of a text that has enough entropy of its own. For codes of a few digits use `Vault.index`.
    public static func hash(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}

/// A one-time code of six digits.
public struct OneTimeCode: Sendable {
    /// Six digits.
    public let digits: String

    /// A new code; every one of the million is equally likely.
    public init(random: any RandomSource = SystemRandom()) {
        // The largest multiple of a million that fits; what is above it is drawn again.
        let limit = UInt64.max - UInt64.max % 1_000_000
        var value = random.next()
        while value >= limit { value = random.next() }
        let text = String(value % 1_000_000)
        digits = String(repeating: "0", count: 6 - text.count) + text
    }
}

/// Compares secrets in a time that doesn't depend on where they differ.
public func areEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for (a, b) in zip(left, right) { difference |= a ^ b }
    return difference == 0
}
