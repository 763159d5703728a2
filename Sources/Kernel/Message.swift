/// The languages that user-facing texts exist in.
public enum Language: String, CaseIterable, Hashable, Sendable, Codable {
    /// Romanian.
    case ro
    /// English.
    case en

    /// The best language for a tag such as `ro-RO`; nil when we have none.
    public init?(tag: some StringProtocol) {
        self.init(rawValue: String(tag.prefix { $0 != "-" && $0 != "_" }).lowercased())
    }
}

/// A user-facing text in every language, with named places: `{name}`.
///
/// Each room keeps its texts as constants of this type (`…Messages.swift`): together they are the message catalogue,
/// and the compiler sees to it that no text lacks a language.
public struct Message: Hashable, Sendable {
    private let romanian: String
    private let english: String
    private var values: [String: String] = [:]

    /// A text in both languages.
    public init(en english: String, ro romanian: String) {
        self.english = english
        self.romanian = romanian
    }

    /// The same text with its places filled.
    public func with(_ values: KeyValuePairs<String, String>) -> Message {
        var filled = self
        for (name, value) in values { filled.values[name] = value }
        return filled
    }

    /// The text in that language, places filled. A value that holds `{…}` itself is not looked into again.
    public func text(in language: Language) -> String {
        let template =
            switch language {
            case .ro: romanian
            case .en: english
            }
        guard !values.isEmpty else { return template }
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            result += values[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
