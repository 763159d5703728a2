import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// JSON in and out. Instants, days, money and identifiers know their own outside forms.
enum JSON {
    /// Encodes; keys are sorted, so that equal answers are equal bytes.
    static func encode(_ value: some Encodable) throws -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return ByteBuffer(bytes: try encoder.encode(value))
    }

    /// Decodes; what can't be decoded is refused by the name of its field, and so is a text that holds a NUL, which no
    /// store keeps.
    static func decode<T: Decodable>(_ type: T.Type, from body: ByteBuffer) throws -> T {
        let data = Data(body.readableBytesView)
        do {
            let value = try JSONDecoder().decode(type, from: data)
            if let path = pathOfNUL(in: data) {
                throw APIFailure.fieldInvalid(fieldName(path), reason: APIMessages.nul)
            }
            return value
        } catch let error as DecodingError {
            throw APIFailure(error)
        }
    }

    /// Where the first text with a NUL is. In JSON it is always an escape, so most bodies need no second look.
    private static func pathOfNUL(in data: Data) -> [JSONKey]? {
        guard data.contains(UInt8(ascii: "\\")), data.firstRange(of: Data(#"\u0000"#.utf8)) != nil else { return nil }
        return (try? JSONSerialization.jsonObject(with: data)).flatMap(pathOfNUL)
    }

    private static func pathOfNUL(in value: Any) -> [JSONKey]? {
        let children: [(JSONKey, Any)]
        switch value {
        case let text as String: return text.utf8.contains(0) ? [] : nil
        case let object as [String: Any]:
            children = object.sorted { $0.key < $1.key }.map { (JSONKey(stringValue: $0.key), $0.value) }
        case let array as [Any]: children = array.enumerated().map { (JSONKey(intValue: $0.offset), $0.element) }
        default: return nil
        }
        for (key, child) in children {
            if let path = pathOfNUL(in: child) { return [key] + path }
        }
        return nil
    }
}

/// A step of the way to a value in JSON.
struct JSONKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) { (self.stringValue, intValue) = (stringValue, nil) }
    init(intValue: Int) { (stringValue, self.intValue) = (String(intValue), intValue) }
}

// The bodies' own `init(from:)`, which the compiler writes, call these instead of the standard library's, whose errors
// name no field (a number with a fraction) or speak of Swift (a word that isn't one of an enumeration's).
extension KeyedDecodingContainer {
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        Int(try decode(WholeNumber.self, forKey: key).value)
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try decodeIfPresent(WholeNumber.self, forKey: key).map { Int($0.value) }
    }

    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try decode(WholeNumber.self, forKey: key).value }

    func decode<T>(_ type: T.Type, forKey key: Key) throws -> T
    where T: Decodable & CaseIterable & RawRepresentable, T.RawValue == String {
        try decode(OneOf<T>.self, forKey: key).value
    }

    func decodeIfPresent<T>(_ type: T.Type, forKey key: Key) throws -> T?
    where T: Decodable & CaseIterable & RawRepresentable, T.RawValue == String {
        try decodeIfPresent(OneOf<T>.self, forKey: key)?.value
    }
}

private struct OneOf<T: CaseIterable & RawRepresentable>: Decodable where T.RawValue == String {
    let value: T

    init(from decoder: any Decoder) throws {
        let word = try decoder.singleValueContainer().decode(String.self)
        guard let value = T(rawValue: word) else {
            throw Unreadable(APIMessages.notOneOf(T.self)).error(at: decoder.codingPath)
        }
        self.value = value
    }
}

extension APIFailure {
    /// Says which field couldn't be decoded.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .fieldMissing(fieldName(context.codingPath + [key]))
        case .valueNotFound(_, let context) where !context.codingPath.isEmpty:
            self = .fieldMissing(fieldName(context.codingPath))
        case .typeMismatch(let type, let context) where !context.codingPath.isEmpty:
            self = .fieldInvalid(fieldName(context.codingPath), reason: mismatch(type))
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            let reason = (context.underlyingError as? Unreadable)?.reason ?? APIMessages.otherShape
            self = .fieldInvalid(fieldName(context.codingPath), reason: reason)
        default:
            self = .bodyInvalid
        }
    }
}

/// A path as in `services[0].serviceId`.
private func fieldName(_ path: [any CodingKey]) -> String {
    path.reduce(into: "") { name, key in
        if let index = key.intValue {
            name += "[\(index)]"
        } else {
            name += name.isEmpty ? key.stringValue : ".\(key.stringValue)"
        }
    }
}

/// What a value isn't, in the words of JSON.
private func mismatch(_ type: any Any.Type) -> Message {
    switch type {
    case is String.Type: APIMessages.notText
    case is Bool.Type: APIMessages.notBoolean
    case is any BinaryInteger.Type: KernelMessages.notWholeNumber
    case is any Numeric.Type: APIMessages.notNumber
    default: APIMessages.otherShape
    }
}

extension Response {
    /// A JSON answer.
    static func json(
        _ value: some Encodable,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = HTTPFields()
    ) throws -> Response {
        .json(bytes: try JSON.encode(value), status: status, headers: headers)
    }

    /// An answer that is JSON already.
    static func json(
        bytes: ByteBuffer,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = HTTPFields()
    ) -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }

    /// An answer without a body.
    static let noContent = Response(status: .noContent)

    /// A text of some media type.
    static func text(_ text: String, type: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}

/// A list on the wire: the items of a page, and where the next one begins.
struct ListReply<Item: Encodable>: Encodable {
    let items: [Item]
    let nextCursor: Nullable<String>

    init(_ items: [Item], nextCursor: String? = nil) {
        self.items = items
        self.nextCursor = Nullable(nextCursor)
    }
}

/// A value that says null when there is none, where a reader counts on the key: the last page says that it is.
struct Nullable<Value: Encodable & Sendable>: Encodable, Sendable {
    private let value: Value?

    init(_ value: Value?) { self.value = value }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
