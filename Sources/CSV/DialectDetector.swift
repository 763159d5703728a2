/// Finds out how a file is to be read, in one pass over all its bytes with flat memory.
///
/// The whole file is looked at because the first letter that isn't ASCII, the only thing that tells UTF-8 from
/// Windows-1250, may come megabytes into it. The pass costs little: feed the detector while the upload is being
/// stored and hashed, and read the stored file with the dialect it found. Nothing has to be read twice.
///
/// - Encoding: a byte order mark decides. Without one, the file is UTF-8 if all of it is valid; if most of what
///   isn't ASCII is valid, it is damaged UTF-8, still named UTF-8, and the reader names the damaged line; else it is
///   Windows-1250.
/// - Delimiter: a `sep=` first line decides, else the columns of the first 64 KiB (``DelimiterGuess``).
///
/// Caveat: other single-byte code pages can't be told from Windows-1250 and are taken for it. Whoever knows where the file
/// comes from says which it is (``Dialect/with(codePage:)``).
public struct DialectDetector: Sendable {
    /// How much of the beginning is kept and looked at for everything but validity.
    public static let sampleBytes = 65_536

    private var sample: [UInt8] = []
    private var survey = UTF8Survey()
    private var bytesFed = 0

    /// A detector at the beginning of a file.
    public init() {}

    /// Takes the next bytes of the file, in pieces of any size.
    ///
    /// - Throws: `looksLike` and `unsupportedEncoding`, as soon as the sample is full, so that a workbook of a hundred
    ///   megabytes is refused at its beginning.
    public mutating func feed(_ chunk: Span<UInt8>) throws(CSVFailure) {
        survey.feed(chunk)
        bytesFed += chunk.count
        let room = min(Self.sampleBytes - sample.count, chunk.count)
        guard room > 0 else { return }
        for index in 0..<room { sample.append(chunk[index]) }
        if sample.count == Self.sampleBytes { _ = try announcedEncoding() }
    }

    /// Takes the next bytes of the file from any collection; a `Span` saves a copy.
    public mutating func feed(_ chunk: some Collection<UInt8>) throws(CSVFailure) { try feed(Array(chunk).span) }

    /// The dialect, once the whole file was fed.
    ///
    /// - Throws: `empty`, `looksLike`, `unsupportedEncoding` or `unsupportedDelimiter`. What is wrong in a single line
    ///   is left to the reader, which knows the line.
    public mutating func finish() throws(CSVFailure) -> Dialect {
        guard bytesFed > 0 else { throw .empty }
        let encoding = try announcedEncoding() ?? survey.verdict()
        // Which code page it is, nobody knows yet: one is looked through that has a letter for every byte.
        let text = Transcoder.whole(sample, from: encoding == .windows1250 ? .windows1256 : encoding)
        if let format = ForeignFormat(text: text) { throw .looksLike(format) }
        if let delimiter = try SeparatorLine.delimiter(in: text) {
            let separated = Dialect(encoding: .utf8, delimiter: delimiter, hasSeparatorLine: true)
            let guess = DelimiterGuess(text: text, isWhole: sampleIsWhole, dialect: separated)
            return Dialect(encoding: encoding, delimiter: delimiter, lineEnd: guess.lineEnd, hasSeparatorLine: true)
        }
        let guess = DelimiterGuess.best(text: text, isWhole: sampleIsWhole)
        return Dialect(encoding: encoding, delimiter: guess.delimiter, lineEnd: guess.lineEnd)
    }

    private var sampleIsWhole: Bool { sample.count == bytesFed }

    private func announcedEncoding() throws(CSVFailure) -> TextEncoding? {
        if let format = ForeignFormat(sample: sample[...]) { throw .looksLike(format) }
        if let marked = try ByteOrderMark.encoding(of: sample[...]) { return marked }
        if looksLikeUnmarkedUTF16 { throw .unsupportedEncoding("UTF-16 without a byte order mark") }
        return nil
    }

    /// European text in UTF-16 has a NUL in most pairs of bytes, always on the same side; text in any encoding that
    /// we read without a mark has none.
    private var looksLikeUnmarkedUTF16: Bool {
        var nulls = (even: 0, odd: 0)
        for (offset, byte) in sample.enumerated() where byte == ASCII.null {
            if offset.isMultiple(of: 2) { nulls.even += 1 } else { nulls.odd += 1 }
        }
        let pairs = sample.count / 2
        return min(nulls.even, nulls.odd) == 0 && pairs > 1 && 4 * max(nulls.even, nulls.odd) >= 3 * pairs
    }
}
