#if PostgreSQL
    /// Rewrites a portable statement for PostgreSQL.
    enum StatementText {
        /// Makes `$1` of `?1`, outside of quotes and comments.
        static func numbered(_ text: StaticString) -> String {
            var result: [UInt8] = []
            result.reserveCapacity(text.utf8CodeUnitCount + 16)
            var quote: UInt8?
            var isComment = false
            var previous: UInt8 = 0
            let bytes = Array(text.description.utf8)
            for (index, byte) in bytes.enumerated() {
                if isComment {
                    if byte == UInt8(ascii: "\n") { isComment = false }
                } else if let open = quote {
                    if byte == open { quote = nil }
                } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                    quote = byte
                } else if byte == UInt8(ascii: "-"), previous == byte {
                    isComment = true
                } else if byte == UInt8(ascii: "?"), index + 1 < bytes.count, (0x30...0x39).contains(bytes[index + 1]) {
                    result.append(UInt8(ascii: "$"))
                    previous = byte
                    continue
                }
                result.append(byte)
                previous = byte
            }
            return String(decoding: result, as: UTF8.self)
        }
    }
#endif
