import NIOCore

/// Writes JSON by hand, for what is asked for all the time and differs from caller to caller: JSONEncoder takes about a
/// millisecond for a sheet of 67 services, more than everything else of a verification together.
///
/// Its texts are as JSONEncoder writes them. Keys are written in the order of the calls: sort them.
struct JSONWriter {
    private(set) var buffer = ByteBufferAllocator().buffer(capacity: 4096)
    /// Whether something stands before, inside of the innermost braces.
    private var isFollowing = false

    /// `{…}`.
    mutating func object(_ body: (inout JSONWriter) -> Void) { enclose("{", "}", body) }

    /// `"key":{…}`.
    mutating func object(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
        write(key)
        enclose("{", "}", body)
    }

    /// `"key":[…]`.
    mutating func array(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
        write(key)
        enclose("[", "]", body)
    }

    /// `[…]`.
    mutating func array(_ body: (inout JSONWriter) -> Void) { enclose("[", "]", body) }

    /// `"key":…`, a value that was written before.
    mutating func written(_ key: StaticString, _ value: ByteBuffer) {
        write(key)
        buffer.writeImmutableBuffer(value)
        isFollowing = true
    }

    /// `"key":"text"`.
    mutating func text(_ key: StaticString, _ value: some CustomStringConvertible) {
        write(key)
        write(value.description)
        isFollowing = true
    }

    /// `"key":"text"`, or `"key":null`.
    mutating func text(_ key: StaticString, _ value: (some CustomStringConvertible)?) {
        guard let value else { return null(key) }
        text(key, value)
    }

    /// `"key":"text"`, or nothing.
    mutating func text(_ key: StaticString, ifPresent value: (some CustomStringConvertible)?) {
        if let value { text(key, value) }
    }

    private mutating func null(_ key: StaticString) {
        write(key)
        buffer.writeStaticString("null")
        isFollowing = true
    }

    /// `"key":7`, or `"key":null`.
    mutating func integer(_ key: StaticString, _ value: Int64?) {
        guard let value else { return null(key) }
        write(key)
        buffer.writeString(String(value))
        isFollowing = true
    }

    /// `"key":true`.
    mutating func bool(_ key: StaticString, _ value: Bool) {
        write(key)
        buffer.writeStaticString(value ? "true" : "false")
        isFollowing = true
    }

    private mutating func enclose(_ open: StaticString, _ close: StaticString, _ body: (inout JSONWriter) -> Void) {
        if isFollowing { buffer.writeStaticString(",") }
        buffer.writeStaticString(open)
        isFollowing = false
        body(&self)
        buffer.writeStaticString(close)
        isFollowing = true
    }

    private mutating func write(_ key: StaticString) {
        buffer.writeStaticString(isFollowing ? ",\"" : "\"")
        buffer.writeStaticString(key)
        buffer.writeStaticString("\":")
        isFollowing = false
    }

    private mutating func write(_ text: String) {
        buffer.writeStaticString("\"")
        if text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            for scalar in text.unicodeScalars { buffer.writeString(Self.escaped(scalar)) }
        } else {
            buffer.writeString(text)
        }
        buffer.writeStaticString("\"")
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\u{8}": "\\b"
        case "\u{C}": "\\f"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\0"..<" ": "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        default: String(scalar)
        }
    }
}
