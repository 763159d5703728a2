import Kernel
import Secrets

/// The app on a phone that reads `otpauth://` and shows a code.
struct Authenticator {
    private let secret: TimeBasedCode

    init?(_ otpauth: String) {
        guard let text = otpauth.firstMatch(of: /secret=([A-Z2-7]+)/)?.1 else { return nil }
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (buffer, bits, bytes) = (0, 0, [UInt8]())
        for character in text {
            buffer = (buffer << 5 | (alphabet.firstIndex(of: character) ?? 0)) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
            }
        }
        secret = TimeBasedCode(secret: bytes)
    }

    /// What it shows at that instant.
    func code(at instant: Instant) -> String { secret.digits(step: TimeBasedCode.step(at: instant)) }
}
