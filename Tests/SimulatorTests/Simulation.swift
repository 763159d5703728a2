import Credits
import Desk
import Kernel
import Secrets
import SimulatorModel
import Store
import TestKit

/// One run: chance acts, the product and the model answer, and both must agree.
struct Simulation {
    let stage: Stage
    var world: World
    var random: SeededRandom
    /// What has been done, for whoever looks at a failure.
    private(set) var log: [String] = []

    // What the product calls what the model numbers.
    var members: [Member] = []
    var verifications: [VerificationID] = []
    var visits: [VisitID] = []
    /// Requests that were made, to be made again.
    var recordings: [Recording] = []
    var cancellations: [Cancelling] = []
    /// When each employer's people are refused.
    var refused: [Int: [DaySpan]] = [:]
    /// Whose accounts an act may have moved.
    var touched: Set<Int> = []
    private var keysMade = 0

    /// After how many acts all books are looked at.
    static let actsBetweenAudits = 25

    init(_ stage: Stage, _ world: World, seed: UInt64) {
        self.stage = stage
        self.world = world
        random = SeededRandom(seed: seed)
    }

    /// Plays so many acts; throws the first discrepancy.
    mutating func run(acts: Int) async throws {
        for number in 1...acts {
            touched.removeAll()
            try await act()
            for person in touched.sorted() { try await compareAccount(of: person) }
            if number.isMultiple(of: Self.actsBetweenAudits) { try await audit() }
        }
        try await audit()
    }

    mutating func note(_ text: String) { log.append("\(log.count + 1). \(world.now) \(text)") }

    /// The product's answer must be the model's.
    mutating func compare(_ found: Outcome, _ wanted: Outcome, _ act: String) throws {
        note("\(act) (\(found))")
        guard found == wanted else { throw Discrepancy("\(act) should have been \(wanted), and was \(found).") }
    }

    mutating func newKey() -> String {
        keysMade += 1
        return "key \(keysMade)"
    }

    // Chance

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func any<T>(_ choices: [T]) -> T? { choices.randomElement(using: &random) }

    /// Mostly one of the latest.
    mutating func recent(_ count: Int) -> Int? {
        guard count > 0 else { return nil }
        return chance(80) ? number(max(0, count - 4)...count - 1) : number(0...count - 1)
    }

    /// Moves the clock of both.
    mutating func move(to instant: Instant) {
        stage.kit.clock.set(instant)
        world.now = instant
    }
}

/// Somebody as the product knows them.
struct Member {
    let person: PersonID
    let email: String
    var card: (number: String, secret: TimeBasedCode)?
}

/// A visit as it was sent.
struct Recording {
    let verification: Int
    let place: Int
    let orders: [(service: String, quantity: Int)]
    let key: String
    let body: UInt8
}

/// A cancellation as it was sent.
struct Cancelling {
    let visit: Int
    let place: Int?
    let key: String
    let body: UInt8
}
