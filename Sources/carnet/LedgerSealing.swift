import Credits
import Store

/// Seals the books from the command line, beside a server or without one.
struct LedgerSealing {
    private let store: any Store
    private let credits = Credits()

    init(_ store: any Store) { self.store = store }

    func run() async throws -> Seal {
        let credits = credits
        let total = try await store.read { try credits.countMemberAccounts(in: $0) }
        let line = ProgressLine()
        defer { line.clear() }
        var sealing = try await store.write { try credits.beginSeal(in: $0) }
        while true {
            let current = sealing
            switch try await store.write({ try credits.carryOn(current, in: $0) }) {
            case .done(let seal): return seal
            case .underWay(let next): sealing = next
            }
            // Accounts that were opened meanwhile are sealed as well.
            let pace = Pace(done: sealing.accounts, total: total, unit: "accounts")
            line.show("sealing", min(Double(pace.done) / Double(max(total, 1)), 1)) { pace.text(after: $0) }
        }
    }
}
