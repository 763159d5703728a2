public import Kernel
public import Store

/// A text that members agree to, in one language.
public struct LegalText: Sendable, Hashable {
    /// Its version, as in `2026-01`.
    public let version: String
    /// The words.
    public let text: String
}

/// What kind of text.
public enum LegalTextKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The terms of use.
    case terms
    /// The consent to a deduction from the salary.
    case payrollDeduction = "payroll-deduction"
}

extension LegalTextKind: TextStorable {
    /// Reads `terms`.
    public init?(stored text: String) { self.init(rawValue: text) }
    /// As `terms`.
    public var description: String { rawValue }
}

/// A version of a text as `seeds/terms.json` and `seeds/consents.json` have it.
public struct LegalTextSeed: Sendable, Hashable, Codable {
    /// The kind; the terms have none in their file.
    public var code: LegalTextKind?
    /// The version.
    public var version: String
    /// From which day it holds, until a later one does.
    public var from: Day
    /// The words by language (`ro`, `en`).
    public var text: [String: String]

    /// A version of a text.
    public init(code: LegalTextKind? = nil, version: String, from: Day, text: [String: String]) {
        self.code = code
        self.version = version
        self.from = from
        self.text = text
    }
}
