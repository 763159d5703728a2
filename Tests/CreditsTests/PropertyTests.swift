import Credits
import Kernel
import Store
import TestKit
import Testing

/// The ledger as a few lines: grants with a day on which they end, and debits with what they took.
private struct Model {
    struct Grant {
        let source: SourceID
        let start: Day
        let expires: Day
        var left: Int64
        let isReturn: Bool
        let amount: Int64
    }

    var grants: [Grant] = []
    var debits: [EntryID: [(grant: Int, amount: Int64)]] = [:]

    func balance(on day: Day) -> Int64 { grants.reduce(0) { $1.expires > day ? $0 + $1.left : $0 } }

    mutating func bring(_ due: DueGrant) {
        let granted = grants.filter { $0.source == due.source && $0.start == due.periodStart && !$0.isReturn }
            .reduce(0) { $0 + $1.amount }
        let missing = due.credits.count - granted
        guard missing > 0 else { return }
        grants.append(
            Grant(
                source: due.source,
                start: due.periodStart,
                expires: due.expires,
                left: missing,
                isReturn: false,
                amount: missing
            )
        )
    }

    mutating func debit(_ amount: Int64, on day: Day) -> [(grant: Int, amount: Int64)]? {
        guard balance(on: day) >= amount else { return nil }
        var missing = amount
        var parts: [(grant: Int, amount: Int64)] = []
        for index in grants.indices.sorted(by: { (grants[$0].expires, $0) < (grants[$1].expires, $1) })
        where grants[index].expires > day && grants[index].left > 0 && missing > 0 {
            let part = min(missing, grants[index].left)
            grants[index].left -= part
            missing -= part
            parts.append((index, part))
        }
        return parts
    }

    mutating func giveBack(_ entry: EntryID, on day: Day) -> Int64 {
        let parts = debits.removeValue(forKey: entry) ?? []
        for part in parts {
            let grant = grants[part.grant]
            if grant.expires > day.adding(days: 30) {
                grants[part.grant].left += part.amount
            } else {
                grants.append(
                    Grant(
                        source: grant.source,
                        start: day,
                        expires: day.adding(days: 31),
                        left: part.amount,
                        isReturn: true,
                        amount: part.amount
                    )
                )
            }
        }
        return parts.reduce(0) { $0 + $1.amount }
    }
}

@Suite("The ledger against a model")
struct PropertyTests {
    @Test(
        "B44, B45: random grants, debits, returns and expiries agree with the model, and the books hold",
        arguments: 1...12
    )
    func random(seed: UInt64) async throws {
        try await Ledger.with(seed: seed) { ledger in
            var random = SeededRandom(seed: seed)
            var model = Model()
            var day = try #require(Day("2027-12-20"))  // goes on over 29 February 2028
            for act in 0..<120 {
                let place: Comment = "seed \(seed), act \(act), \(day)"
                if Int.random(in: 0..<4, using: &random) == 0 {
                    day = day.adding(days: .random(in: 1...12, using: &random))
                }
                ledger.kit.clock.set(
                    ledger.zone.start(of: day).adding(seconds: .random(in: 0..<82_000, using: &random))
                )
                switch Int.random(in: 0..<6, using: &random) {
                case 0, 1:
                    let due = randomDue(ledger, on: day, &random)
                    try await ledger.bring([due])
                    model.bring(due)
                case 2, 3:
                    let amount = Int64.random(in: 1...40, using: &random)
                    if let parts = model.debit(amount, on: day) {
                        // Among grants that end on one day the order is free.
                        let ends = try await ledger.statement().grants
                            .reduce(into: [:]) { $0[$1.id] = $1.expiresOn?.adding(days: 1) }
                        let debit = try await ledger.debit(amount)
                        #expect(
                            debit.parts.reduce(into: [:]) { $0[ends[$1.grant], default: 0] += $1.amount.count }
                                == parts.reduce(into: [:]) {
                                    $0[model.grants[$1.grant].expires, default: 0] += $1.amount
                                },
                            place
                        )
                        model.debits[debit.entry] = parts
                    } else {
                        await #expect(throws: CreditsFailure.creditsInsufficient, place) {
                            try await ledger.debit(amount)
                        }
                    }
                case 4:
                    guard let entry = model.debits.keys.sorted().randomElement(using: &random) else { continue }
                    let returned = try await ledger.giveBack(entry)
                    #expect(returned.credits.count == model.giveBack(entry, on: day), place)
                    await #expect(throws: CreditsFailure.alreadyReturned, place) { try await ledger.giveBack(entry) }
                default:
                    try await ledger.bring([])
                }
                #expect(try await ledger.balance() == model.balance(on: day), place)
                let report = try await ledger.verify()
                #expect(report.fault == nil, place)
            }
        }
    }

    private func randomDue(_ ledger: Ledger, on day: Day, _ random: inout SeededRandom) -> DueGrant {
        let isYear = Bool.random(using: &random)
        let start = isYear ? day.month.firstOfYear.firstDay : day.month.firstDay
        let expires = isYear ? day.month.firstOfYear.adding(months: 12).firstDay : day.month.next.firstDay
        return DueGrant(
            source: SourceID(bits: isYear ? 7 : 8),
            package: ledger.package,
            periodStart: start,
            expires: expires,
            zone: ledger.zone,
            credits: CreditAmount(.random(in: 0...60, using: &random))
        )
    }
}
