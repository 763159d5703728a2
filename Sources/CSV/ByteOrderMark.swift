/// The marks that some encodings put before the text.
enum ByteOrderMark {
    static let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]
    static let utf16LE: [UInt8] = [0xFF, 0xFE]
    static let utf16BE: [UInt8] = [0xFE, 0xFF]
    static let utf32LE: [UInt8] = [0xFF, 0xFE, 0x00, 0x00]
    static let utf32BE: [UInt8] = [0x00, 0x00, 0xFE, 0xFF]

    /// The encoding that a mark at the beginning of the file announces, or nil without a mark.
    ///
    /// - Throws: `unsupportedEncoding` for UTF-32, whose little-endian mark begins like that of UTF-16.
    static func encoding(of sample: ArraySlice<UInt8>) throws(CSVFailure) -> TextEncoding? {
        if sample.starts(with: utf32LE) || sample.starts(with: utf32BE) { throw .unsupportedEncoding("UTF-32") }
        if sample.starts(with: utf8) { return .utf8WithBOM }
        if sample.starts(with: utf16LE) { return .utf16LE }
        if sample.starts(with: utf16BE) { return .utf16BE }
        return nil
    }
}
