/// Reads CSV as a stream: bytes in, rows out, with flat memory whatever the size of the file.
///
/// ```swift
/// var reader = CSVReader(dialect: dialect)
/// for try await chunk in file { try reader.feed(chunk) { row in … } }
/// try reader.finish { row in … }
/// ```
///
/// RFC 4180, and what real files have besides: every line end (CRLF, LF, a bare CR) everywhere, also mixed; blank
/// lines, which are skipped; a quote inside an unquoted field, which is a quote; and text after a closing quote,
/// which belongs to the field. The same bytes give the same rows and the same failure however they are cut into chunks.
///
/// The first failure, the caller's own included, ends the reading: after it, everything throws `spent`.
public struct CSVReader: ~Copyable, Sendable {
    /// How the file is read.
    public let dialect: Dialect
    /// What is taken at most.
    public let limits: CSVLimits
    /// Bytes fed so far; with the size of the file, the progress.
    public private(set) var bytesRead = 0
    /// Rows handed out so far, the header included.
    public private(set) var rowCount = 0
    /// The line end of the first row; nil before it was seen.
    public private(set) var lineEnd: LineEnd?
    /// How many columns the row under way has so far.
    var columnsUnderWay: Int { row.fields.count + 1 }

    /// Chunks are taken in slices, so that even a whole file fed at once leaves the buffer small.
    private static let sliceBytes = 65_536

    private enum Place {
        /// Before the first byte of a field.
        case fieldStart
        /// In a field without quotes, or behind the closing quote of one.
        case plain
        /// Between quotes.
        case quoted
        /// Behind a quote that either closes the field or is the first of two.
        case quoteSeen
    }

    private let delimiter: UInt8
    private let specials: SpecialBytes
    private var transcoder: Transcoder
    /// Holds the buffer: the row under way and what of the slice comes after it. Fields lose their quotes in place.
    private var row = CSVRow()
    private var place = Place.fieldStart
    /// The next byte to read.
    private var cursor = 0
    private var rowStart = 0
    private var fieldStart = 0
    /// How far this field's bytes move left, over quotes that aren't part of it.
    private var shift = 0
    /// The index behind the last CR: a line feed there belongs to it.
    private var behindCR = -1
    private var isBehindFirstCR = false
    private var line = 1
    private var rowLine = 1
    private var fieldLine = 1
    private var isAtMark = true
    private var separatorLineIsDue: Bool
    private var isAtEnd = false
    private var isSpent = false

    /// A reader at the beginning of a file.
    public init(dialect: Dialect, limits: CSVLimits = CSVLimits()) {
        self.dialect = dialect
        self.limits = limits
        delimiter = dialect.delimiter.rawValue
        specials = SpecialBytes(delimiter: dialect.delimiter.rawValue)
        transcoder = Transcoder(from: dialect.encoding)
        separatorLineIsDue = dialect.hasSeparatorLine
    }

    /// Takes the next bytes of the file and hands out the rows that they complete.
    ///
    /// - Throws: ``CSVFailure``, or what `body` throws.
    public mutating func feed(_ chunk: Span<UInt8>, _ body: (borrowing CSVRow) throws -> Void) throws {
        guard !isSpent else { throw CSVFailure.spent }
        isSpent = true
        var start = 0
        while start < chunk.count {
            let room = limits.maxFileBytes - bytesRead
            guard room > 0 else { throw CSVFailure.fileTooLong(limit: limits.maxFileBytes) }
            let end = min(start + min(Self.sliceBytes, room), chunk.count)
            bytesRead += end - start
            transcoder.append(chunk.extracting(start..<end), to: &row.bytes)
            start = end
            try parse(body)
            forgetRowsRead()
        }
        isSpent = false
    }

    /// Takes the next bytes of the file from any collection; a `Span` saves a copy.
    public mutating func feed(
        _ chunk: some Collection<UInt8>,
        _ body: (borrowing CSVRow) throws -> Void
    ) throws {
        try feed(Array(chunk).span, body)
    }

    /// Says that the file ends here, and hands out a last row that has no line end.
    ///
    /// - Throws: ``CSVFailure``, `empty` among them when there was no row at all, or what `body` throws.
    public mutating func finish(_ body: (borrowing CSVRow) throws -> Void) throws {
        guard !isSpent else { throw CSVFailure.spent }
        isSpent = true
        isAtEnd = true
        transcoder.finish(&row.bytes)
        try parse(body)
        switch place {
        case .fieldStart where row.fields.isEmpty: break
        case .fieldStart, .plain: try endRow(body)
        case .quoteSeen:
            shift += 1
            try endRow(body)
        case .quoted: throw CSVFailure.unclosedQuote(line: fieldLine)
        }
        guard rowCount > 0 else { throw CSVFailure.empty }
    }

    /// Reads the buffer up to its end, or up to a character that the next chunk completes.
    private mutating func parse(_ body: (borrowing CSVRow) throws -> Void) throws {
        if isAtMark { skipByteOrderMark() }
        guard !isAtMark else { return }
        while cursor < row.bytes.count {
            switch place {
            case .fieldStart:
                try takePlainFields(body)
                if cursor < row.bytes.count { try startField() }
            case .plain:
                skipOrdinaryBytes()
                guard cursor < row.bytes.count else { return }
                let byte = row.bytes[cursor]
                if byte == delimiter {
                    try endField()
                } else if byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
                    try endRow(byte, body)
                } else {
                    guard try takeCharacter(byte) else { return }
                }
            case .quoted:
                skipOrdinaryBytes()
                guard cursor < row.bytes.count else { return }
                let byte = row.bytes[cursor]
                if byte == ASCII.quote {
                    try checkRowLimit()
                    place = .quoteSeen
                    cursor += 1
                } else {
                    countLine(byte)
                    guard try takeCharacter(byte) else { return }
                }
            case .quoteSeen: try leaveQuote(body)
            }
        }
    }

    // MARK: The usual

    /// Takes the fields from here on that have no quotes around them, and the rows that they end, as far as everything is
    /// usual: nearly all of a file. Whatever isn't is left, at the start of its field, to the careful ways below, which
    /// take one byte after the other and know every limit and failure.
    private mutating func takePlainFields(_ body: (borrowing CSVRow) throws -> Void) throws {
        // The first row tells things that later ones don't.
        guard lineEnd != nil, !isBehindFirstCR, !separatorLineIsDue else { return }
        defer { fieldStart = cursor }
        var word = cursor
        var seen = cursor
        while word &+ 8 <= row.bytes.count {
            var marks = specials.marks(in: row.bytes.span, at: word)
            while marks != 0 {
                let place = word &+ marks.trailingZeroBitCount >> 3
                marks &= marks &- 1
                guard place >= seen else { continue }
                switch row.bytes[place] {
                case delimiter:
                    guard isWithinLimits(place) else { return }
                    row.fields.append(CSVRow.Bounds(start: cursor, end: place))
                    cursor = place &+ 1
                case ASCII.lineFeed:
                    guard try takePlainRow(place, next: place &+ 1, body) else { return }
                    seen = cursor
                case ASCII.carriageReturn:
                    // What follows may be its line feed.
                    guard place &+ 1 < row.bytes.count else { return }
                    let isPair = row.bytes[place &+ 1] == ASCII.lineFeed
                    guard try takePlainRow(place, next: place &+ (isPair ? 2 : 1), body) else { return }
                    seen = cursor
                case ASCII.quote:
                    guard place > cursor else { return }
                case ASCII.null:
                    return
                case 0x80...:
                    guard case .whole(let length) = UTF8Sequence(at: place, in: row.bytes.span) else { return }
                    seen = place &+ length
                default: break
                }
            }
            word &+= 8
        }
    }

    /// Takes the row whose last field ends there; false for a blank line or one that meets a limit.
    private mutating func takePlainRow(
        _ end: Int,
        next: Int,
        _ body: (borrowing CSVRow) throws -> Void
    ) throws -> Bool {
        guard !row.fields.isEmpty || end > cursor, isWithinLimits(end) else { return false }
        row.fields.append(CSVRow.Bounds(start: cursor, end: end))
        try handOut(body)
        line += 1
        cursor = next
        startRow()
        return true
    }

    /// Whether the field that ends there meets no limit, nor comes so close that it must be looked at.
    private func isWithinLimits(_ end: Int) -> Bool {
        end - cursor <= limits.maxFieldBytes && end - rowStart < limits.maxRowBytes
            && row.fields.count < limits.maxColumns
    }

    // MARK: Fields

    private mutating func startField() throws {
        let byte = row.bytes[cursor]
        if isBehindFirstCR {
            isBehindFirstCR = false
            if byte == ASCII.lineFeed { lineEnd = .crlf }
        }
        fieldLine = line
        if byte == ASCII.quote {
            try checkRowLimit()
            cursor += 1
            fieldStart = cursor
            place = .quoted
        } else if row.fields.isEmpty, byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
            skipBlankLine(byte)
        } else {
            place = .plain
        }
    }

    private mutating func leaveQuote(_ body: (borrowing CSVRow) throws -> Void) throws {
        let byte = row.bytes[cursor]
        // Of two quotes one stays, and a closing quote doesn't: either way one byte less.
        shift += 1
        if byte == ASCII.quote {
            try checkLimits(taking: 1)
            row.bytes[cursor - shift] = byte
            cursor += 1
            place = .quoted
        } else if byte == delimiter {
            try endField()
        } else if byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
            try endRow(byte, body)
        } else {
            place = .plain
        }
    }

    private mutating func endField() throws {
        try checkRowLimit()
        try keepField()
        cursor += 1
        fieldStart = cursor
        shift = 0
        place = .fieldStart
    }

    private mutating func keepField() throws {
        guard row.fields.count < limits.maxColumns else {
            throw CSVFailure.tooManyColumns(line: rowLine, limit: limits.maxColumns)
        }
        row.fields.append(CSVRow.Bounds(start: fieldStart, end: cursor - shift))
    }

    // MARK: Rows and lines

    private mutating func endRow(_ lineEnd: UInt8, _ body: (borrowing CSVRow) throws -> Void) throws {
        if self.lineEnd == nil {
            self.lineEnd = lineEnd == ASCII.lineFeed ? .lf : .cr
            isBehindFirstCR = self.lineEnd == .cr
        }
        try endRow(body)
        countLine(lineEnd)
        cursor += 1
        startRow()
    }

    private mutating func endRow(_ body: (borrowing CSVRow) throws -> Void) throws {
        try keepField()
        if separatorLineIsDue {
            separatorLineIsDue = false
            row.fields.removeAll(keepingCapacity: true)
        } else {
            try handOut(body)
        }
        place = .fieldStart
    }

    private mutating func handOut(_ body: (borrowing CSVRow) throws -> Void) throws {
        row.line = rowLine
        row.lineEnds = line - rowLine
        row.number = rowCount
        rowCount += 1
        try body(row)
        row.fields.removeAll(keepingCapacity: true)
    }

    private mutating func startRow() {
        rowStart = cursor
        fieldStart = cursor
        rowLine = line
        shift = 0
    }

    private mutating func skipBlankLine(_ byte: UInt8) {
        countLine(byte)
        cursor += 1
        startRow()
    }

    /// Counts a line for a CR, and for a line feed unless it belongs to the CR before it.
    private mutating func countLine(_ byte: UInt8) {
        if byte == ASCII.carriageReturn {
            line += 1
            behindCR = cursor + 1
        } else if byte == ASCII.lineFeed, behindCR != cursor {
            line += 1
        }
    }

    private mutating func skipByteOrderMark() {
        let mark = ByteOrderMark.utf8
        let start = row.bytes.prefix(mark.count)
        guard isAtEnd || start.count == mark.count || !mark.starts(with: start) else { return }
        isAtMark = false
        guard start.elementsEqual(mark) else { return }
        cursor = mark.count
        startRow()
    }

    // MARK: Bytes

    /// Moves on over the bytes that mean themselves, as far as the limits allow.
    private mutating func skipOrdinaryBytes() {
        let room = min(
            row.bytes.count - cursor,
            limits.maxRowBytes - (cursor - rowStart),
            limits.maxFieldBytes - (cursor - fieldStart - shift)
        )
        let end = cursor + max(room, 0)
        let start = cursor
        cursor = specials.next(in: row.bytes.span, from: cursor, to: end)
        if shift > 0 { moveLeft(start..<cursor) }
    }

    /// Takes the character that begins with this byte; false when its end is in the next chunk.
    private mutating func takeCharacter(_ byte: UInt8) throws -> Bool {
        var length = 1
        if byte >= 0x80 {
            switch UTF8Sequence(at: cursor, in: row.bytes.span) {
            case .whole(let bytes): length = bytes
            case .cut where !isAtEnd: return false
            case .cut, .broken: throw CSVFailure.notText(line: line)
            }
        } else if byte == ASCII.null {
            throw CSVFailure.notText(line: line)
        }
        try checkLimits(taking: length)
        if shift > 0 { moveLeft(cursor..<cursor + length) }
        cursor += length
        return true
    }

    private mutating func moveLeft(_ range: Range<Int>) {
        for index in range { row.bytes[index - shift] = row.bytes[index] }
    }

    private func checkLimits(taking length: Int) throws {
        guard cursor - fieldStart - shift + length <= limits.maxFieldBytes else {
            throw CSVFailure.fieldTooLong(line: fieldLine, limit: limits.maxFieldBytes)
        }
        guard cursor - rowStart + length <= limits.maxRowBytes else {
            throw CSVFailure.rowTooLong(line: rowLine, limit: limits.maxRowBytes)
        }
    }

    private func checkRowLimit() throws {
        guard cursor - rowStart < limits.maxRowBytes else {
            throw CSVFailure.rowTooLong(line: rowLine, limit: limits.maxRowBytes)
        }
    }

    /// Drops the rows read from the buffer. A row under way stays, so a long one isn't moved again and again.
    private mutating func forgetRowsRead() {
        guard rowStart > 0 else { return }
        row.bytes.removeSubrange(..<rowStart)
        for index in row.fields.indices {
            row.fields[index].start -= rowStart
            row.fields[index].end -= rowStart
        }
        cursor -= rowStart
        fieldStart -= rowStart
        behindCR -= rowStart
        rowStart = 0
    }
}
