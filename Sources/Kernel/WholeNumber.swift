/// A whole number as it comes from outside. Decoders' own errors about a fraction, or a number too large, name no field.
public struct WholeNumber: Decodable, Sendable {
    /// What it is.
    public let value: Int64

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do { value = try container.decode(Int64.self) } catch {
            throw Unreadable(KernelMessages.notWholeNumber).error(at: container.codingPath)
        }
    }
}
