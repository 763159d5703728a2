import Foundation

/// Prints a command's result: a text for people, or the value as JSON.
func report(_ value: some Encodable, json: Bool, _ text: () -> String) throws {
    if json {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try announce(String(decoding: try encoder.encode(value), as: UTF8.self))
    } else {
        try announce(text())
    }
}

/// Writes a line to standard error: progress and warnings, which are no result.
func note(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}

/// Prints a line at once, also when standard output is a pipe or a file that somebody waits at. Throws when it can't be written: a
/// result that is lost is no success.
func announce(_ line: String) throws {
    do {
        try FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    } catch {
        throw CommandFailure(
            "The result can't be written to standard output: is the disk full?"
        )
    }
}
