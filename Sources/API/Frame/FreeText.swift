import Kernel

/// What somebody writes in a body for others to read. Refused by the name of its field where it holds what others couldn't see.
struct FreeText: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
        guard !text.holdsControls else { throw Unreadable(APIMessages.controls).error(at: decoder.codingPath) }
    }
}
