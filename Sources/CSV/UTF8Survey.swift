/// Counts how much of a stream is valid UTF-8 beyond ASCII, and how much is not.
struct UTF8Survey: Sendable {
    private(set) var validSequences = 0
    private(set) var invalidBytes = 0
    /// The bytes to look at; between two feeds, only a sequence whose end hasn't come yet.
    private var pending: [UInt8] = []

    mutating func feed(_ piece: some Collection<UInt8>) {
        pending.append(contentsOf: piece)
        let rest = surveyed(pending)
        pending.removeSubrange(..<rest)
    }

    /// The encoding of a file without a byte order mark, all of which was fed.
    ///
    /// Windows-1250 text is hardly ever valid UTF-8 by accident, so the majority decides: a few bad bytes among many
    /// good letters are damage, and reading them as Windows-1250 would garble every other name in silence.
    func verdict() -> TextEncoding {
        let invalid = invalidBytes + pending.count
        return invalid == 0 || validSequences > invalid ? .utf8 : .windows1250
    }

    private mutating func surveyed(_ bytes: [UInt8]) -> Int {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
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
        return index
    }
}
