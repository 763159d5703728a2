/// Counts how much of a stream is valid UTF-8 beyond ASCII, and how much is not.
struct UTF8Survey: Sendable {
    private(set) var validSequences = 0
    private(set) var invalidBytes = 0
    /// The bytes to look at; between two feeds, only a sequence whose end hasn't come yet.
    private var pending: [UInt8] = []

    mutating func feed(_ piece: Span<UInt8>) {
        var start = 0
        // A sequence has four bytes at most: the rest of one that was cut is in the first three.
        while !pending.isEmpty, start < piece.count {
            pending.append(piece[start])
            start += 1
            let bytes = pending
            pending.removeFirst(survey(bytes.span))
        }
        guard start < piece.count else { return }
        let rest = piece.extracting(start..<piece.count)
        for index in survey(rest)..<rest.count { pending.append(rest[index]) }
    }

    /// The encoding of a file without a byte order mark, all of which was fed.
    ///
    /// Windows-1250 text is hardly ever valid UTF-8 by accident, so the majority decides: a few bad bytes among many
    /// good letters are damage, and reading them as Windows-1250 would garble every other name in silence.
    func verdict() -> TextEncoding {
        let invalid = invalidBytes + pending.count
        return invalid == 0 || validSequences > invalid ? .utf8 : .windows1250
    }

    /// Looks at the bytes up to a sequence whose end hasn't come yet, and says where that begins.
    private mutating func survey(_ bytes: Span<UInt8>) -> Int {
        var index = 0
        while true {
            index = Self.skipASCII(bytes, from: index)
            guard index < bytes.count else { return index }
            switch UTF8Sequence(at: index, in: bytes) {
            case .whole(let length):
                validSequences += 1
                index += length
            case .cut:
                return index
            case .broken:
                invalidBytes += 1
                index += 1
            }
        }
    }

    private static func skipASCII(_ bytes: Span<UInt8>, from start: Int) -> Int {
        let raw = unsafe bytes.bytes
        var index = start
        while index &+ 8 <= bytes.count {
            // Within the bounds by the line above.
            let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
            guard word & 0x8080_8080_8080_8080 == 0 else { break }
            index &+= 8
        }
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        return index
    }
}
