import Crypto
import Foundation
public import Kernel

/// The keys of one database: a file of one line beside it, readable by its user alone.
///
/// From one secret of 32 bytes, HKDF derives a key for each use, so that no two uses share one. Whoever has the
/// database without this file can't read national ids or document numbers; whoever loses it can't either.
public struct Keys: Sendable {
    private let secret: SymmetricKey

    /// Keys from a secret of 32 bytes; nil for any other length.
    public init?(secret: [UInt8]) {
        guard secret.count == 32 else { return nil }
        self.secret = SymmetricKey(data: secret)
    }

    /// What the database remembers of its keys: it tells them from others and nothing else.
    public var fingerprint: [UInt8] {
        derived("fingerprint").bytes
    }

    func derived(_ use: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Array("carnet/\(use)".utf8), outputByteCount: 32)
    }

    /// Reads the file.
    public static func load(path: String) throws(KeysFailure) -> Keys {
        let data: Data
        do { data = try Data(contentsOf: URL(filePath: path)) } catch CocoaError.fileReadNoSuchFile {
            throw .missing(path: path)
        } catch {
            throw .unreadable(path: path, user: NSUserName())
        }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix(marker), let secret = Data(base64Encoded: String(text.dropFirst(marker.count))),
            let keys = Keys(secret: Array(secret))
        else { throw .damaged(path: path) }
        return keys
    }

    /// Makes the file, exclusively and for its user alone (0600); never overwrites one.
    public static func create(path: String, random: any RandomSource) throws(KeysFailure) -> Keys {
        let secret = random.bytes(32)
        guard let keys = Keys(secret: secret) else { throw .cannotCreate(path: path) }
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw .cannotCreate(path: path) }
        defer { close(descriptor) }
        let line = Array((marker + Data(secret).base64EncodedString() + "\n").utf8)
        let written = unsafe line.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard written == line.count, fsync(descriptor) == 0 else { throw .cannotCreate(path: path) }
        return keys
    }

    private static let marker = "carnet-keys-1:"
}

/// Why keys can't be had.
public enum KeysFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no such file.
    case missing(path: String)
    /// There is one, but who runs the program can't read it.
    case unreadable(path: String, user: String)
    /// The file isn't a key file.
    case damaged(path: String)
    /// The file can't be made: it exists already, or its folder can't be written.
    case cannotCreate(path: String)
    /// The keys aren't those that the database was made with.
    case wrong(path: String)

    public var description: String {
        switch self {
        case .missing(let path):
            "The key file \(path) is missing, and the database holds data that only it opens. Put it back from your backup, or name it with CARNET_KEYS."
        case .unreadable(let path, let user):
            "The key file \(path) can't be read by the user \(user). Make it a file of that user's (chown, chmod 600), or run carnet as the user whose it is."
        case .damaged(let path):
            "The file \(path) is no key file of Carnet. Put the right one back from your backup, or name it with CARNET_KEYS."
        case .cannotCreate(let path):
            "Can't create the key file \(path). Check that its folder exists and can be written, or name another with CARNET_KEYS."
        case .wrong(let path):
            "The key file \(path) belongs to another database. Put the right one back from your backup, or name it with CARNET_KEYS."
        }
    }
}

extension SymmetricKey {
    var bytes: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}
