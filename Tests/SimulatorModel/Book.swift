public import Kernel

/// One member's credits: every grant that there ever was.
public struct Book: Sendable {
    public struct Grant: Sendable {
        public let source: SourceID
        public let package: String
        public let startsOn: Day
        public let zone: Zone
        /// The first day on which a period's credits no longer count; nil for returned ones, whose end moves with coverage.
        let periodEnds: Day?
        public let amount: Int64
        public internal(set) var left: Int64
        /// The grant whose credits came back.
        public let origin: Int?
        /// What the product calls it, as soon as that is known.
        public internal(set) var name: GrantID?

        public var isReturn: Bool { origin != nil }
    }

    public internal(set) var grants: [Grant] = []

    /// What one period of a source has been granted.
    func granted(_ source: SourceID, _ start: Day) -> Int64 {
        grants.reduce(0) { sum, grant in
            !grant.isReturn && grant.source == source && grant.startsOn == start ? sum + grant.amount : sum
        }
    }
}

/// A grant as the product has it.
public struct StoredGrant: Sendable {
    public let id: GrantID
    public let source: SourceID
    public let package: String
    public let startsOn: Day
    public let amount: Int64
    public let left: Int64
    public let returns: GrantID?

    public init(
        id: GrantID,
        source: SourceID,
        package: String,
        startsOn: Day,
        amount: Int64,
        left: Int64,
        returns: GrantID?
    ) {
        self.id = id
        self.source = source
        self.package = package
        self.startsOn = startsOn
        self.amount = amount
        self.left = left
        self.returns = returns
    }
}

extension Book {
    /// Learns the product's names of the grants that are new.
    ///
    /// Those that don't differ but in name may be named either way.
    public mutating func learn(_ stored: [StoredGrant]) throws {
        var unknown = stored.filter { row in !grants.contains { $0.name == row.id } }
        for index in grants.indices where grants[index].name == nil {
            let grant = grants[index]
            let origin = grant.origin.flatMap { grants[$0].name }
            let match = unknown.firstIndex { row in
                row.source == grant.source && row.package == grant.package && row.startsOn == grant.startsOn
                    && row.amount == grant.amount && row.returns == origin
            }
            guard let match else {
                throw Discrepancy("The product didn't make the grant \(grant), but made \(unknown).")
            }
            grants[index].name = unknown.remove(at: match).id
        }
        guard unknown.isEmpty else { throw Discrepancy("The product made grants that it shouldn't have: \(unknown)") }
    }

    /// What is left of each grant must be what the product has.
    public func compare(_ stored: [StoredGrant]) throws {
        guard stored.count == grants.count else {
            throw Discrepancy("There should be \(grants.count) grants, and the product has \(stored.count).")
        }
        for row in stored {
            guard let grant = grants.first(where: { $0.name == row.id }) else {
                throw Discrepancy("The product has a grant that it shouldn't have: \(row)")
            }
            guard grant.left == row.left else {
                throw Discrepancy(
                    "Of \(row.id), \(grant.left) should be left, and the product has \(row.left): \(grant)"
                )
            }
        }
    }
}
