/// Why a value can't be read, in every language: inside of a `DecodingError`, which says where it stood.
public struct Unreadable: Error, Hashable {
    /// As in "not a day like 2026-11-20": it follows the name of the field and a colon.
    public let reason: Message

    /// A value that can't be read for that reason.
    public init(_ reason: Message) { self.reason = reason }

    /// As decoders throw it.
    public func error(at path: [any CodingKey]) -> DecodingError {
        .dataCorrupted(
            DecodingError.Context(codingPath: path, debugDescription: reason.text(in: .en), underlyingError: self)
        )
    }
}
