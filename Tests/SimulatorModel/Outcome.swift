/// What somebody who asks for something gets: the code of a refusal, or what was done.
public struct Outcome: Equatable, Sendable, CustomStringConvertible {
    /// The wire code of the refusal; nil when it was done.
    public var refusal: String?
    /// How many credits it took or gave back, where it did.
    public var credits: Int64?
    /// Whether it had been done before, by the same key or code.
    public var isReplay = false

    public static func refused(_ code: String) -> Outcome { Outcome(refusal: code) }

    public static func done(credits: Int64? = nil, isReplay: Bool = false) -> Outcome {
        Outcome(credits: credits, isReplay: isReplay)
    }

    public var description: String {
        if let refusal { return "refused: \(refusal)" }
        return "done" + (credits.map { ", \($0) credits" } ?? "") + (isReplay ? ", as before" : "")
    }
}

/// That the product and the model don't agree.
public struct Discrepancy: Error, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}
