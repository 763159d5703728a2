import Kernel
import SimulatorModel

extension Simulation {
    private enum Act: CaseIterable {
        case join, joinAgain, leave, changePackage, moveStart, reopen, suspend, changeTerms
        case activate
        case showCard, showDocument, guess, guessAll, record, recordAgain, cancel, cancelAgain
        case cancelAsOperator, sweep
        case wait

        /// How often it comes, of the sum of all.
        var weight: Int {
            switch self {
            case .join: 12
            case .activate: 12
            case .joinAgain, .leave, .changePackage, .cancelAsOperator, .recordAgain: 8
            case .moveStart, .reopen, .cancelAgain, .guess: 5
            case .suspend, .changeTerms: 2
            case .guessAll: 1
            case .showCard: 36
            case .showDocument, .sweep: 10
            case .record: 50
            case .cancel: 16
            case .wait: 36
            }
        }
    }

    private static let acts = Act.allCases.flatMap { Array(repeating: $0, count: $0.weight) }

    /// Does something of which nobody knows beforehand what; where it can't be done, time passes.
    mutating func act() async throws {
        let isDone =
            switch any(Self.acts) ?? .wait {
            case .join: try await join()
            case .joinAgain: try await joinAgain()
            case .leave: try await leave()
            case .changePackage: try await changePackage()
            case .moveStart: try await moveStart()
            case .reopen: try await reopen()
            case .suspend: try await suspend()
            case .changeTerms: try await changeTerms()
            case .activate: try await activate()
            case .showCard: try await showCard()
            case .showDocument: try await showDocument()
            case .guess: try await guess()
            case .guessAll: try await guessAll()
            case .record: try await record()
            case .recordAgain: try await recordAgain()
            case .cancel: try await cancel(asOperator: false)
            case .cancelAgain: try await cancelAgain()
            case .cancelAsOperator: try await cancel(asOperator: true)
            case .sweep: try await sweep()
            case .wait: false
            }
        if !isDone { wait() }
    }

    /// Time passes: seconds to months, and often to the edge of a day, a month or a year.
    private mutating func wait() {
        let seconds: Int
        switch number(0...99) {
        case 0..<45: seconds = number(1...600)
        case 45..<65: seconds = number(600...100_000)
        case 65..<85: seconds = number(1...12) * 86_400 + number(0...80_000)
        case 85..<95: return waitForEdge()
        default: seconds = number(20...100) * 86_400
        }
        move(to: world.now.adding(seconds: Int64(seconds)))
        passed()
    }

    private mutating func waitForEdge() {
        let zone = any(Scene.zones) ?? .bucharest
        let today = zone.day(at: world.now)
        let edges = [
            today.adding(days: 1), today.month.next.firstDay, today.month.firstOfYear.adding(months: 12).firstDay,
        ]
        let edge = zone.start(of: edges[chance(10) ? 2 : number(0...1)]).adding(seconds: Int64(number(-1...1)))
        if edge > world.now { move(to: edge) }
        passed()
    }

    private mutating func passed() {
        note("Time passes.")
        if let person = any(Array(members.indices)) { touched.insert(person) }
    }
}
