/// What stands at a place of UTF-8 text where a byte isn't ASCII (table 3-7 of the Unicode standard).
enum UTF8Sequence: Equatable {
    /// A scalar of this many bytes.
    case whole(Int)
    /// Valid so far, but the bytes end before the scalar does.
    case cut
    /// Not UTF-8.
    case broken

    init(at index: Int, in bytes: Span<UInt8>) {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[index] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default:
            self = .broken
            return
        }
        for offset in 1..<length {
            guard index + offset < bytes.count else {
                self = .cut
                return
            }
            guard (offset == 1 ? second : 0x80...0xBF).contains(bytes[index + offset]) else {
                self = .broken
                return
            }
        }
        self = .whole(length)
    }
}
