import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// JSON in and out. Instants, days, money and identifiers know their own outside forms.
enum JSON {
    /// Encodes; keys are sorted, so that equal answers are equal bytes.
    static func encode(_ value: some Encodable) throws -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return ByteBuffer(bytes: try encoder.encode(value))
    }

    /// Decodes; what can't be decoded is refused by the name of its field.
    static func decode<T: Decodable>(_ type: T.Type, from body: ByteBuffer) throws -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
        } catch let error as DecodingError {
            throw APIFailure(error)
        }
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
            self = .fieldInvalid(fieldName(context.codingPath), reason: "not a \(typeName(type))")
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            self = .fieldInvalid(fieldName(context.codingPath), reason: context.debugDescription)
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

/// A type in the words of JSON.
private func typeName(_ type: any Any.Type) -> String {
    switch type {
    case is String.Type: "string"
    case is Bool.Type: "boolean"
    case is any Numeric.Type: "number"
    default: "value of that shape"
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
