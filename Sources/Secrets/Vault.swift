import Crypto
public import Kernel

/// Encrypts single fields and makes keyed indexes to find them by.
///
/// Encryption is AES-256-GCM with a random nonce; the field's name is authenticated with it, so that a value can't be
/// moved to another column. The index is half of HMAC-SHA-256 over the field's name and the normalized value: equal values have
/// equal indexes, and without the key nobody can try values.
public struct Vault: Sendable {
    private let encryption: SymmetricKey
    /// With the key in it, which is half of the work; each index begins with a copy.
    private let indexing: HMAC<SHA256>
    private let random: any RandomSource
    /// Tells the keys of one database from another's.
    public let fingerprint: [UInt8]

    /// A vault with those keys.
    public init(keys: Keys, random: any RandomSource = SystemRandom()) {
        encryption = keys.derived("encryption")
        indexing = HMAC(key: keys.derived("index"))
        fingerprint = keys.fingerprint
        self.random = random
    }

    /// What a field is: part of what is authenticated and indexed.
    public struct Field: Sendable, Hashable {
        let name: [UInt8]
        /// A field by its name, as in `national-id`. The name is part of what is stored: never change one.
        public init(_ name: String) { self.name = Array(name.utf8) }
    }

    /// Encrypts a text: nonce (12 bytes), ciphertext, tag (16 bytes).
    public func seal(_ text: String, _ field: Field) throws -> [UInt8] { try seal(Array(text.utf8), field) }

    /// The same for bytes.
    public func seal(_ bytes: [UInt8], _ field: Field) throws -> [UInt8] {
        let box = try AES.GCM.seal(
            bytes,
            using: encryption,
            nonce: AES.GCM.Nonce(data: random.bytes(12)),
            authenticating: field.name
        )
        // With a nonce of 12 bytes, which this is, there always is one.
        guard let combined = box.combined else { throw CryptoKitError.incorrectParameterSize }
        return Array(combined)
    }

    /// Decrypts what `seal` made for the same field; throws when it was changed or belongs elsewhere.
    public func open(_ sealed: [UInt8], _ field: Field) throws -> String {
        String(decoding: try openBytes(sealed, field), as: UTF8.self)
    }

    /// The same for bytes.
    public func openBytes(_ sealed: [UInt8], _ field: Field) throws -> [UInt8] {
        let box = try AES.GCM.SealedBox(combined: sealed)
        return Array(try AES.GCM.open(box, using: encryption, authenticating: field.name))
    }

    /// The keyed index of a normalized value: 16 bytes, which no two of a thousand million values share.
    public func index(_ value: String, _ field: Field) -> [UInt8] {
        var message = field.name
        message.append(0)
        message.append(contentsOf: value.utf8)
        var code = indexing
        code.update(data: message)
        return unsafe code.finalize().withUnsafeBytes { unsafe Array($0.prefix(16)) }
    }
}
