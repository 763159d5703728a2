/// The tokens of DDL, rendered by each engine in its own words.
public struct DDL: Sendable {
    private let tokens: [(token: String, type: String)]
    private let oneOf: @Sendable (_ column: Substring, _ values: [Substring]) -> String

    /// With an engine's own words for the tokens that `SQL` lists.
    public init(
        id: String,
        bytes: String,
        text: String,
        integer: String,
        strict: String,
        clustered: String,
        deferred: String,
        updated: String,
        oneOf: @escaping @Sendable (_ column: Substring, _ values: [Substring]) -> String
    ) {
        self.oneOf = oneOf
        tokens = [
            ("{id}", id), ("{bytes}", bytes), ("{text}", text), ("{int}", integer), ("{bool}", integer),
            ("{day}", text), ("{month}", text), ("{instant}", integer), ("{strict}", strict),
            ("{clustered}", clustered), ("{deferred}", deferred), ("{updated}", updated),
        ]
    }

    /// The text in the engine's words.
    public func render(_ text: StaticString) -> String {
        tokens.reduce(text.description) { $0.replacing($1.token, with: $1.type) }
            .replacing(/\{(\w+) in ([^}]+)\}/) { match in
                oneOf(match.1, match.2.split(separator: /,\s*/))
            }
    }
}
