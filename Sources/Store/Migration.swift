/// One step of the schema, owned by a room. Steps are never changed once released, only added.
public struct Migration: Sendable {
    /// Room and number, as in `credits/0001`. Applied once, in the order of the list.
    public let name: String
    /// Run in one transaction.
    public let statements: [SQL]

    /// A step of the schema.
    public init(_ name: String, _ statements: [SQL]) {
        self.name = name
        self.statements = statements
    }
}
