import Foundation
import Kernel

/// Writes each message as one JSON file `<id>.json` into a folder: `{id, channel, to, subject, text, at}`.
///
/// A file is complete when it is visible: it is written under another name (`.<id>.part`) and renamed. Only its user can
/// read it, since it holds codes. It outlives the program's end, but not the machine's: nothing is synced.
public struct DirectoryTransport: Transport {
    private let folder: String

    /// Into that folder, which is made if need be.
    public init(path: String) { folder = path }

    /// Everything.
    public var channels: Set<Channel> { Set(Channel.allCases) }

    /// Writes the file; one of the same id is replaced by its equal.
    public func deliver(_ message: OutgoingMessage) async throws {
        let bytes = try Self.encode(message)
        let part = "\(folder)/.\(message.id).part"
        do {
            try write(bytes, to: part)
        } catch {
            // The folder may be new, or somebody has cleared it away.
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try write(bytes, to: part)
        }
        guard unsafe rename(part, "\(folder)/\(message.id).json") == 0 else {
            throw TransportFailure.unavailable(reason: "can't rename into the outbox folder: errno \(errno)")
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else {
            throw TransportFailure.unavailable(reason: "can't write into the outbox folder: errno \(errno)")
        }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                throw TransportFailure.unavailable(reason: "can't write into the outbox folder: errno \(errno)")
            }
            rest = rest.dropFirst(count)
        }
    }

    private static func encode(_ message: OutgoingMessage) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(File(message: message))) + [UInt8(ascii: "\n")]
    }

    /// The file's content; a missing subject is there as null.
    private struct File: Encodable {
        let message: OutgoingMessage

        enum CodingKeys: String, CodingKey {
            case id, channel, to, subject, text, at
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(message.id, forKey: .id)
            try container.encode(message.channel, forKey: .channel)
            try container.encode(message.to, forKey: .to)
            try container.encode(message.subject, forKey: .subject)
            try container.encode(message.text, forKey: .text)
            try container.encode(message.at, forKey: .at)
        }
    }
}
