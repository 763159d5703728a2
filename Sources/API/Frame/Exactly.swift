/// A body, and which of its fields were given: for calls in which one too many means something else than what would be done.
struct Exactly<Body: Decodable>: Decodable {
    let body: Body
    private let fields: [String]

    init(from decoder: any Decoder) throws {
        body = try Body(from: decoder)
        let container = try decoder.container(keyedBy: JSONKey.self)
        fields = try container.allKeys.filter { try !container.decodeNil(forKey: $0) }.map(\.stringValue).sorted()
    }

    /// Refuses fields but these by the name of the first.
    ///
    /// - Parameter place: what comes before a field's name where the body is part of another: `child.`.
    func requireOnly(_ taken: Set<String>, in place: String = "") throws {
        let others = fields.filter { !taken.contains($0) }.map { place + $0 }
        guard let first = others.first else { return }
        throw APIFailure.fieldInvalid(first, reason: APIMessages.notTaken(others))
    }
}
