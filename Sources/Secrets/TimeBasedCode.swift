import Crypto
import Foundation
public import Kernel

/// The code on a member's phone: RFC 6238 with SHA-1, 6 digits, 30 seconds.
public struct TimeBasedCode: Sendable {
    /// The shared secret: 20 bytes, as RFC 4226 recommends for SHA-1.
    public let secret: [UInt8]
    /// How long a step lasts.
    public static let stepSeconds: Int64 = 30

    /// With a secret that exists.
    public init(secret: [UInt8]) { self.secret = secret }

    /// The number of the step that holds the instant.
    public static func step(at instant: Instant) -> Int64 { instant.seconds / stepSeconds }

    /// The six digits of a step.
    public func digits(step: Int64) -> String {
        var hash = HMAC<Insecure.SHA1>(key: SymmetricKey(data: secret))
        var counter: [UInt8] = []
        for shift in stride(from: 56, through: 0, by: -8) {
            counter.append(UInt8(truncatingIfNeeded: step >> Int64(shift)))
        }
        hash.update(data: counter)
        let mac = Array(hash.finalize())
        // RFC 4226, 5.3: four bytes from where the last nibble says, without the sign bit.
        let offset = Int(mac[19] & 0xF)
        let number =
            (UInt32(mac[offset] & 0x7F) << 24) | (UInt32(mac[offset + 1]) << 16) | (UInt32(mac[offset + 2]) << 8)
            | UInt32(mac[offset + 3])
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - text.count) + text
    }

    /// The step whose code this is, among the previous, the current and the next; nil for any other.
    public func step(of digits: String, at instant: Instant) -> Int64? {
        let current = Self.step(at: instant)
        return [current, current - 1, current + 1].first {
            areEqualInConstantTime(Array(self.digits(step: $0).utf8), Array(digits.utf8))
        }
    }

    /// What an authenticator app scans: an `otpauth://` URI.
    public func uri(issuer: String, account: String) -> String {
        var components = URLComponents()
        components.scheme = "otpauth"
        components.host = "totp"
        components.path = "/\(issuer):\(account)"
        components.queryItems = [
            URLQueryItem(name: "secret", value: base32(secret)),
            URLQueryItem(name: "issuer", value: issuer),
            URLQueryItem(name: "algorithm", value: "SHA1"),
            URLQueryItem(name: "digits", value: "6"),
            URLQueryItem(name: "period", value: String(Self.stepSeconds)),
        ]
        return components.string ?? ""
    }
}

/// RFC 4648 base32 without padding, as authenticator apps read it.
private func base32(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    var text: [UInt8] = []
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
        buffer = (buffer << 8) | UInt32(byte)
        bits += 8
        while bits >= 5 {
            bits -= 5
            text.append(alphabet[Int((buffer >> bits) & 31)])
        }
    }
    if bits > 0 { text.append(alphabet[Int((buffer << (5 - bits)) & 31)]) }
    return String(decoding: text, as: UTF8.self)
}
