import Foundation
import Hummingbird
import Kernel

extension Call {
    /// A parameter of the query, decoded as forms encode it (`+` is a space); nil when absent or empty. Refused when it
    /// holds a NUL, which no store keeps.
    func query(_ name: String) throws -> String? {
        for pair in (request.uri.query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard decoded(parts[0]) == name, parts.count == 2 else { continue }
            let value = decoded(parts[1])
            guard !value.utf8.contains(0) else { throw APIFailure.fieldInvalid(name, reason: APIMessages.nul) }
            return value.isEmpty ? nil : value
        }
        return nil
    }

    /// A parameter of the query as the type that is asked for; refused when it is there and can't be read.
    func query<T>(_ name: String, _ reason: Message, _ read: (String) -> T?) throws -> T? {
        guard let text = try query(name) else { return nil }
        guard let value = read(text) else { throw APIFailure.fieldInvalid(name, reason: reason) }
        return value
    }

    /// A parameter of the query as a word of an enumeration; refused when it is there and is none.
    func query<T: CaseIterable & RawRepresentable>(_ name: String, _ type: T.Type = T.self) throws -> T?
    where T.RawValue == String {
        try query(name, APIMessages.notOneOf(T.self)) { T(rawValue: $0) }
    }

    /// A text to search by; refused when it is longer than anybody types.
    func search(_ name: String = "q") throws -> String? {
        try query(name, APIMessages.searchTooLong) { $0.count <= Limits.searchCharacters ? $0 : nil }
    }

    /// Where a page begins, as the list that is asked for reads it; refused when no page of it can have said so.
    func cursor<T>(_ read: (String) -> T?) throws -> T? {
        let text: String?
        do { text = try query("cursor") } catch { throw APIFailure.cursorInvalid }
        guard let text else { return nil }
        guard let place = read(text) else { throw APIFailure.cursorInvalid }
        return place
    }

    /// How many items are asked for.
    func limit() throws -> Int {
        try query("limit", APIMessages.notPageSize) { text in
            Int(text).flatMap { (1...Limits.pageSizeMaximum).contains($0) ? $0 : nil }
        } ?? Limits.pageSizeDefault
    }

    private func decoded(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return String(spaced).removingPercentEncoding ?? String(spaced)
    }
}
