public import Kernel

/// The requirements as a few pages of arithmetic: what everybody would be told and have, if B11, B15 and B36 to B46 hold
/// to the letter. It knows no store and no feature; days are walked one by one, and nothing is ever forgotten.
public struct World: Sendable {
    public var now: Instant
    public internal(set) var packages: [String: DayLine<PackageTerms>] = [:]
    /// What the catalogue has, whether anybody does it or not.
    public let services: Set<String>
    public internal(set) var places: [Place] = []
    public internal(set) var employers: [Employer] = []
    public internal(set) var people: [Person] = []
    public internal(set) var verifications: [Verification] = []
    public internal(set) var visits: [Visit] = []
    var tries: [Try] = []
    /// What a key was used for, by place; nil is the operator.
    var keys: [Int?: [String: KeyUse]] = [:]

    public init(now: Instant, services: [String]) {
        self.now = now
        self.services = Set(services)
    }

    /// Who pays.
    public struct Employer: Sendable {
        public let zone: Zone
        /// On which days its people are refused.
        public internal(set) var suspension = DayLine<Bool>()

        func isSuspended(on day: Day) -> Bool { suspension.value(on: day) ?? false }
    }

    /// Somebody on a roster.
    public struct Person: Sendable {
        public let phone: String
        /// The national id; who has one is found by it alone.
        public let document: String?
        public let familyName: String
        public let birthDate: Day
        public internal(set) var isActivated = false
        public internal(set) var sources: [Source] = []
        public internal(set) var book = Book()
        /// How often a desk looked.
        public internal(set) var lookups = 0
    }

    /// An employment or an add-on.
    public struct Source: Sendable {
        public let id: SourceID
        public let employer: Int
        /// When it was applied.
        public let applied: Instant
        /// The package.
        public internal(set) var line = DayLine<String>()
        /// What it was before it was changed, up to the day of the change, that included.
        var replaced: [(line: DayLine<String>, through: Day)] = []
    }

    /// A desk's proof.
    public struct Verification: Sendable {
        public let person: Int
        public let place: Int
        public let expires: Instant
        let step: Int64?
    }

    /// What was done for somebody, and from which grants it was paid.
    public struct Visit: Sendable {
        public let person: Int
        public let place: Int
        public let day: Day
        public let cost: Int64
        let lines: [Line]
        public internal(set) var parts: [(grant: Int, amount: Int64)] = []
        public internal(set) var isCancelled = false

        struct Line: Sendable {
            let service: String
            let source: SourceID
            let quantity: Int
        }
    }

    struct Try: Sendable {
        let at: Instant
        let login: Int
        let place: Int
    }

    struct KeyUse: Sendable {
        let visit: Int
        let isCancellation: Bool
        let body: UInt8
    }

    // Whoever sets the stage.

    public mutating func add(_ place: Place) { places.append(place) }

    public mutating func addEmployer(zone: Zone) { employers.append(Employer(zone: zone)) }

    /// A package has those terms from a day on.
    public mutating func set(_ terms: PackageTerms, of package: String, from day: Day) {
        packages[package, default: DayLine()].set(terms, from: day)
    }

    // Days

    func today(_ source: Source) -> Day { employers[source.employer].zone.day(at: now) }

    func covers(_ source: Source, on day: Day) -> Bool {
        source.line.value(on: day) != nil && !employers[source.employer].isSuspended(on: day)
    }
}
