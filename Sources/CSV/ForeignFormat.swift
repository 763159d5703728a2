/// A kind of file that people upload when a CSV was asked for.
public enum ForeignFormat: String, CaseIterable, Hashable, Sendable {
    /// A workbook of Excel 2007 and later.
    case xlsx
    /// A workbook of Excel up to 2003 (an OLE compound file).
    case xls
    /// A workbook of LibreOffice.
    case ods
    /// A ZIP archive that holds none of those.
    case zip
    /// A gzip stream.
    case gzip
    /// A web page; payroll systems like to name one `.xls`.
    case html
    /// An XML document, Excel's XML workbooks among them.
    case xml
    /// A PDF document.
    case pdf

    /// The format that the beginning of a file gives away, or nil when it may be text.
    init?(sample: ArraySlice<UInt8>) {
        if sample.starts(with: [0x50, 0x4B, 0x03, 0x04]) || sample.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = Self.archive(sample)
        } else if sample.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = .xls
        } else if sample.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if sample.starts(with: "%PDF-".utf8) {
            self = .pdf
        } else if let markup = Self.markup(sample) {
            self = markup
        } else {
            return nil
        }
    }

    /// Both kinds of workbook name their parts in clear text within the first kilobytes of the archive.
    private static func archive(_ sample: ArraySlice<UInt8>) -> ForeignFormat {
        if sample.contains("application/vnd.oasis.opendocument.spreadsheet".utf8) { return .ods }
        if sample.contains("[Content_Types].xml".utf8) || sample.contains("xl/".utf8) { return .xlsx }
        return .zip
    }

    private static func markup(_ sample: ArraySlice<UInt8>) -> ForeignFormat? {
        let text = sample.starts(with: ByteOrderMark.utf8) ? sample.dropFirst(ByteOrderMark.utf8.count) : sample
        let start = text.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }.prefix(16).map(Self.lowercased)
        if start.starts(with: "<?xml".utf8) { return .xml }
        let isPage = ["<!doctype", "<html", "<head", "<meta", "<table"].contains { start.starts(with: $0.utf8) }
        return isPage ? .html : nil
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}
