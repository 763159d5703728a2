/// Why an add-on ends (B28).
public enum AddOnEndReason: String, CaseIterable, Hashable, Sendable, Codable {
    /// The member asked for it.
    case requested
    /// The employee leaves.
    case left
    /// The price rises, and the member hasn't consented (B23).
    case price
}
