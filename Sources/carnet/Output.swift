import Foundation

/// Prints a command's result: a text for people, or the value as JSON.
func report(_ value: some Encodable, json: Bool, _ text: () -> String) throws {
    if json {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    } else {
        print(text())
    }
}

/// Writes a line to standard error: progress and warnings, which are no result.
func note(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}

/// Prints a line at once, also when standard output is a pipe that somebody waits at.
func announce(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
