/// Excel's own first line, `sep=;`, which says the delimiter and is no row.
enum SeparatorLine {
    /// The delimiter that the first line of a text asks for, or nil when it is an ordinary line.
    ///
    /// - Throws: `unsupportedDelimiter` when it asks for one that we don't read.
    static func delimiter(in text: ArraySlice<UInt8>) throws(CSVFailure) -> Delimiter? {
        var line = text.prefix { $0 != ASCII.lineFeed && $0 != ASCII.carriageReturn }
        guard line.count <= 16 else { return nil }
        // Some programs quote the line like any other field that has the delimiter in it.
        if line.count >= 2, line.first == ASCII.quote, line.last == ASCII.quote { line = line.dropFirst().dropLast() }
        let asked = String(decoding: line, as: UTF8.self)
        guard asked.lowercased().hasPrefix("sep=") else { return nil }
        let character = asked.dropFirst(4)
        guard character.utf8.count == 1, let byte = character.utf8.first, let delimiter = Delimiter(rawValue: byte)
        else { throw .unsupportedDelimiter(String(character)) }
        return delimiter
    }
}
