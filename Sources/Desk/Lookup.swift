public import Kernel

/// A line of the log: that a desk looked somebody up.
public struct Lookup: Hashable, Sendable {
    /// The line; newer ones come after older ones.
    public let id: LookupID
    /// When.
    public let at: Instant
    /// Where.
    public let place: Place
    /// Which way.
    public let way: Way
    /// The wire code of the refusal; nil when the person was verified.
    public let refusal: String?
    /// The child for whom the person, as its guardian, was verified.
    public let child: PersonID?

    /// Whose lines those are about nobody who is known.
    static let nobody = PersonID(bits: 0)
}
