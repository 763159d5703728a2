import Crypto

/// What proves that a file is unchanged.
public enum FileDigest {
    /// The SHA-256 of a file in lower-case hexadecimal, as `sha256sum` prints it.
    public static func sha256(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
