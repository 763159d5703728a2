import Foundation

/// A JSON value as a test reads it: what isn't there is nil.
struct JSON: Sendable, CustomStringConvertible {
    private indirect enum Node: Sendable {
        case null
        case bool(Bool)
        case number(Double)
        case text(String)
        case list([Node])
        case object([String: Node])
    }

    private let node: Node

    init(_ data: Data) throws {
        node = Self.node(try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed))
    }

    private init(_ node: Node) { self.node = node }

    private static func node(_ any: Any) -> Node {
        switch any {
        case let object as [String: Any]: .object(object.mapValues(node))
        case let list as [Any]: .list(list.map(node))
        case let text as String: .text(text)
        case let number as NSNumber:
            CFBooleanLike.isBoolean(number) ? .bool(number.boolValue) : .number(number.doubleValue)
        default: .null
        }
    }

    subscript(_ key: String) -> JSON? {
        guard case .object(let object) = node, let value = object[key] else { return nil }
        if case .null = value { return nil }
        return JSON(value)
    }

    subscript(_ position: Int) -> JSON? {
        guard case .list(let list) = node, list.indices.contains(position) else { return nil }
        return JSON(list[position])
    }

    var items: [JSON] {
        if case .object = node { return self["items"]?.items ?? [] }
        guard case .list(let list) = node else { return [] }
        return list.map(JSON.init)
    }

    var text: String? {
        guard case .text(let text) = node else { return nil }
        return text
    }

    var number: Int? {
        guard case .number(let number) = node else { return nil }
        return Int(number)
    }

    var bool: Bool? {
        guard case .bool(let bool) = node else { return nil }
        return bool
    }

    var description: String { "\(node)" }
}

/// Foundation on Linux tells a JSON boolean from a number by its Objective-C type letter.
private enum CFBooleanLike {
    static func isBoolean(_ number: NSNumber) -> Bool { unsafe String(cString: number.objCType) == "c" }
}
