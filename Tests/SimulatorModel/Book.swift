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
        /// How much of it nothing grants any more.
        public internal(set) var aside: Int64 = 0
        /// How much of it expired unused, and so was never had.
        var expired: Int64 = 0
        /// The grant whose credits came back.
        public let origin: Int?
        /// What the product calls it, as soon as that is known.
        public internal(set) var name: GrantID?

        public var isReturn: Bool { origin != nil }
        /// How much of it can be used.
        public var usable: Int64 { max(0, left - aside) }
    }

    public internal(set) var grants: [Grant] = []

    /// What a day grants for its period.
    struct Due {
        let source: SourceID
        let package: String
        let day: Day
        let start: Day
        let expires: Day
        let zone: Zone
        var credits: Int64
    }

    /// Sets aside what nothing grants any more, and says what is missing.
    ///
    /// A due grant gives its period what it has more than those before it: first what was granted by its package, then what
    /// else of the period was used, and then what else lasts as long.
    mutating func setAside(exceptFor due: [Due], at now: Instant) -> [Due] {
        for index in grants.indices where !grants[index].isReturn {
            grants[index].aside = grants[index].amount - grants[index].expired
        }
        var most: [String: Int64] = [:]
        var missing: [Due] = []
        for var due in due {
            let period = "\(due.source) \(due.start)"
            let more = max(0, due.credits - most[period, default: 0])
            most[period, default: 0] += more
            due.credits = more - keep(more, of: due) { $0.package == due.package ? $0.aside : 0 }
            missing.append(due)
        }
        for index in missing.indices {
            let due = missing[index]
            let counts = due.zone.start(of: due.expires) > now
            missing[index].credits -= keep(due.credits, of: due) { max(0, $0.aside - $0.left) }
            let left = missing[index].credits
            missing[index].credits -= keep(counts ? left : 0, of: due) { grant in
                grant.periodEnds.map { $0 >= due.expires } ?? false ? grant.aside : 0
            }
        }
        return missing.filter { $0.credits > 0 && $0.zone.start(of: $0.expires) > now }
    }

    /// Keeps so many of the credits of a due grant's period, grant by grant; says how many there were.
    private mutating func keep(_ credits: Int64, of due: Due, _ most: (Grant) -> Int64) -> Int64 {
        var kept: Int64 = 0
        for index in grants.indices {
            let grant = grants[index]
            guard !grant.isReturn, grant.source == due.source, grant.startsOn == due.start else { continue }
            let part = min(credits - kept, most(grant))
            grants[index].aside -= part
            kept += part
        }
        return kept
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
