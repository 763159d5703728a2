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
    /// A web form that carries a file: what `curl -F` sends.
    case form
    /// JSON.
    case json

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
        } else {
            self.init(text: sample)
        }
    }

    /// The format that the beginning of a text gives away; nil when it may be CSV.
    init?(text: ArraySlice<UInt8>) {
        let text = text.starts(with: ByteOrderMark.utf8) ? text.dropFirst(ByteOrderMark.utf8.count) : text
        let start = text.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let word = start.prefix(16).map(Self.lowercased)
        if word.starts(with: "<?xml".utf8) {
            self = .xml
        } else if ["<!doctype", "<html", "<head", "<meta", "<table"].contains(where: { word.starts(with: $0.utf8) }) {
            self = .html
        } else if word.starts(with: "--".utf8), start.prefix(300).contains("Content-Disposition: form-data".utf8) {
            self = .form
        } else if Self.isJSON(start) {
            self = .json
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

    /// An object, or a list of them: no header of a table begins so.
    private static func isJSON(_ text: ArraySlice<UInt8>) -> Bool {
        let signs = text.lazy.filter { $0 > 0x20 }.prefix(3)
        return signs.starts(with: "{\"".utf8) || signs.starts(with: "[{\"".utf8)
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}
