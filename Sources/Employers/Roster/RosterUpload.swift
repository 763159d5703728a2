import CSV
import Crypto
import Foundation
public import Kernel

/// Takes a roster's bytes as they arrive, into a file that has no name: nobody else can open it, and it is gone when
/// the program is done with it or dies.
///
/// While they pass by they are counted and hashed, and their encoding and delimiter found out. Not one of them is kept
/// in memory.
public struct RosterUpload: ~Copyable, Sendable {
    private let file: FileHandle
    private var digest: FileDigest
    private let limits: RosterLimits

    /// An empty file for that roster, in the system's folder for temporary files.
    public init(_ roster: RosterID, limits: RosterLimits = RosterLimits()) throws {
        let file = try Self.namelessFile(for: roster)
        self.file = file
        self.limits = limits
        digest = FileDigest()
    }

    /// Made exclusively, for its user alone (0600), and unlinked before a byte of it is written.
    private static func namelessFile(for roster: RosterID) throws -> FileHandle {
        let template = FileManager.default.temporaryDirectory.appending(path: "carnet-\(roster)-XXXXXX").path
        var path = Array(template.utf8CString)
        let descriptor = unsafe mkstemp(&path)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        unsafe unlink(path)
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Takes the next bytes. Throws `RosterFailure.fileTooLarge` as soon as there are too many.
    public mutating func append(_ chunk: [UInt8]) throws {
        digest.update(chunk)
        guard digest.byteCount <= limits.fileBytes else {
            throw RosterFailure.fileTooLarge(limitBytes: limits.fileBytes)
        }
        try file.write(contentsOf: chunk)
    }

    /// Says that these are all.
    public consuming func finish() -> UploadedRoster {
        UploadedRoster(file: file, digest: digest)
    }
}

/// A roster's bytes, whole, to be read as often as it takes.
public final class UploadedRoster: Sendable {
    /// SHA-256 of the bytes, in hexadecimal.
    public let sha256: String
    /// How many bytes there are.
    public let byteCount: Int
    let dialect: Result<Dialect, RosterFailure>
    private let file: FileHandle

    fileprivate init(file: FileHandle, digest: consuming FileDigest) {
        self.file = file
        byteCount = digest.byteCount
        (sha256, dialect) = digest.finish()
    }

    /// A file that lies there already; it is read once now, and must not change until it was imported.
    public convenience init(path: String, limits: RosterLimits = RosterLimits()) throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        var digest = FileDigest()
        while let chunk = try file.read(upToCount: Self.chunkBytes), !chunk.isEmpty {
            digest.update([UInt8](chunk))
        }
        self.init(file: file, digest: digest)
    }

    /// Goes back to the first byte.
    func rewind() throws { try file.seek(toOffset: 0) }

    /// The next bytes; nil at the end.
    func next() throws -> [UInt8]? {
        guard let chunk = try file.read(upToCount: Self.chunkBytes), !chunk.isEmpty else { return nil }
        return [UInt8](chunk)
    }

    private static let chunkBytes = 65_536
}

/// What is found out about a file while its bytes pass by.
private struct FileDigest {
    private var hash = SHA256()
    private var detector = DialectDetector()
    private var failure: CSVFailure?
    private(set) var byteCount = 0

    mutating func update(_ chunk: [UInt8]) {
        hash.update(data: chunk)
        byteCount += chunk.count
        guard failure == nil else { return }
        do { try detector.feed(chunk.span) } catch { failure = error }
    }

    mutating func finish() -> (String, Result<Dialect, RosterFailure>) {
        let text = hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        if let failure { return (text, .failure(RosterFailure(failure))) }
        do { return (text, .success(try detector.finish())) } catch { return (text, .failure(RosterFailure(error))) }
    }
}
