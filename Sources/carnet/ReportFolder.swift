import Foundation
import Secrets

/// Where exports land.
struct ReportFolder {
    let url: URL

    /// Writes a file under another name and renames it, and its checksum beside it as sha256sum reads it; returns its path.
    func write(_ bytes: [UInt8], _ name: String) throws -> String {
        let file = url.appending(path: name)
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            try Data(bytes).write(to: file, options: .atomic)
            try Data("\(FileDigest.sha256(bytes))  \(name)\n".utf8)
                .write(to: url.appending(path: name + ".sha256"), options: .atomic)
        } catch {
            throw CommandFailure(
                "Can't write \(file.path): \(error.localizedDescription) Name another folder with --output."
            )
        }
        return file.relativePath
    }

    /// Writes a value as JSON that people can read.
    func write(json value: some Encodable, _ name: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try write(Array(try encoder.encode(value)), name)
    }
}
