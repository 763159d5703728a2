/// The type tokens of DDL, rendered by each engine as its own types.
public struct DDL: Sendable {
    private let tokens: [(token: String, type: String)]

    /// With an engine's own words for the tokens that `SQL` lists.
    public init(
        id: String,
        bytes: String,
        text: String,
        integer: String,
        strict: String,
        clustered: String,
        deferred: String,
        updated: String
    ) {
        tokens = [
            ("{id}", id), ("{bytes}", bytes), ("{text}", text), ("{int}", integer), ("{bool}", integer),
            ("{day}", text), ("{month}", text), ("{instant}", integer), ("{strict}", strict),
            ("{clustered}", clustered), ("{deferred}", deferred), ("{updated}", updated),
        ]
    }

    /// The text with the engine's types.
    public func render(_ text: StaticString) -> String {
        tokens.reduce(text.description) { $0.replacing($1.token, with: $1.type) }
    }
}
