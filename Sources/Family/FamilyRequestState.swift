public import Store

/// Where a request stands.
public enum FamilyRequestState: String, CaseIterable, Hashable, Sendable, Codable {
    /// HR hasn't decided.
    case pending
    /// HR said yes; there is an add-on.
    case approved
    /// HR said no, with a reason.
    case refused
    /// The member took it back before HR decided.
    case withdrawn
}

extension FamilyRequestState: TextStorable {
    /// Reads `pending`.
    public init?(stored text: String) { self.init(rawValue: text) }
    /// As `pending`.
    public var description: String { rawValue }
}
