#if PostgreSQL
    /// Rewrites portable statements for PostgreSQL.
    enum StatementText {
        /// One statement that has the effect of several that change rows: `WITH w0 AS (…), w1 AS (…) …`. The parameters of
        /// each follow on those of the ones before.
        ///
        /// - Parameter statements: each with the number of its parameters.
        static func combined(_ statements: [(text: StaticString, parameters: Int)]) -> String {
            var result = ""
            var parameters = 0
            for (index, statement) in statements.enumerated() {
                let text = numbered(statement.text, after: parameters)
                parameters += statement.parameters
                guard index < statements.count - 1 else {
                    result += text
                    break
                }
                // A comment at the end of a text must not swallow the parenthesis.
                result +=
                    (index == 0 ? "WITH" : "") + " w\(index) AS (\(text)\n)"
                    + (index < statements.count - 2 ? "," : " ")
            }
            return result
        }

        /// Makes `$1` of `?1`, outside of quotes and comments; `$6` where five parameters of others come before.
        static func numbered(_ text: StaticString, after others: Int = 0) -> String {
            var result: [UInt8] = []
            result.reserveCapacity(text.utf8CodeUnitCount + 16)
            var quote: UInt8?
            var isComment = false
            var previous: UInt8 = 0
            var bytes = Array(text.description.utf8)[...]
            while let byte = bytes.popFirst() {
                if isComment {
                    if byte == UInt8(ascii: "\n") { isComment = false }
                } else if let open = quote {
                    if byte == open { quote = nil }
                } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                    quote = byte
                } else if byte == UInt8(ascii: "-"), previous == byte {
                    isComment = true
                } else if byte == UInt8(ascii: "?"),
                    let number = Int(String(decoding: bytes.prefix(while: isDigit), as: UTF8.self))
                {
                    result += Array("$\(number + others)".utf8)
                    bytes = bytes.drop(while: isDigit)
                    previous = 0
                    continue
                }
                result.append(byte)
                previous = byte
            }
            return String(decoding: result, as: UTF8.self)
        }

        private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    }
#endif
