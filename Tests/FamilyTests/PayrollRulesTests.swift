import Kernel
import TestKit
import Testing

@testable import Family

@Suite("Payroll rules")
struct PayrollRulesTests {
    private func deduction(_ number: UInt128, _ from: Day, _ until: Day?, price: Int64 = 3500) -> Deduction {
        Deduction(
            addOn: AddOnID(bits: number),
            employment: EmploymentID(bits: number),
            employeeNumber: "\(number)",
            employeeName: "A B",
            familyMember: "C D",
            price: price,
            span: DeductionSpan(from: from, until: until),
            charged: 0
        )
    }

    /// Acts at random: months are closed one by one or several at once, while starts and ends move as they may.
    @Test(
        "B26: over all months, what was charged is the price times the months touched",
        arguments: 0..<200 as Range<UInt64>
    )
    func sums(seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        func below(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }
        let currency = try ron()
        let start = try day("2026-11-01")
        var deductions: [Deduction] = []
        var closedThrough: Month?
        var charged: [AddOnID: Int64] = [:]
        for step in 0..<40 {
            switch below(4) {
            case 0:
                let earliest = closedThrough?.next.firstDay ?? start
                let from = earliest.adding(days: below(70))
                deductions.append(deduction(UInt128(step + 1), from, nil, price: Int64(below(20_000))))
            case 1 where !deductions.isEmpty:
                // An end may come late, move or be taken back, also across closed months.
                let index = below(deductions.count)
                let from = deductions[index].span.from
                let until = below(5) == 0 ? nil : from.adding(days: below(400))
                deductions[index].span = DeductionSpan(from: from, until: until)
            case 2:
                close(through: (closedThrough ?? start.month).adding(months: below(3)))
            default: break
            }
        }
        for index in deductions.indices where deductions[index].span.until == nil {
            deductions[index].span = DeductionSpan(
                from: deductions[index].span.from,
                until: deductions[index].span.from.adding(days: 1 + below(400))
            )
        }
        close(through: (closedThrough ?? start.month).adding(months: 40))

        for deduction in deductions {
            let months = deduction.span.months(through: start.month.adding(months: 1200))
            #expect(charged[deduction.addOn, default: 0] == deduction.price * months, "seed \(seed)")
        }

        func close(through month: Month) {
            let first = deductions.map(\.span.from.month).min()
            for month in PayrollRules.monthsToClose(through: month, closedThrough: closedThrough, firstCharged: first) {
                let lines = PayrollRules.lines(of: month, deductions, closedThrough: closedThrough, currency: currency)
                #expect(lines.allSatisfy { $0.amount.amount != 0 })
                #expect(Set(lines.map { [$0.addOn.description, $0.reason.rawValue] }).count == lines.count)
                for line in lines {
                    charged[line.addOn, default: 0] += line.amount.amount
                    for index in deductions.indices where deductions[index].addOn == line.addOn {
                        deductions[index].charged += line.amount.amount
                    }
                }
                closedThrough = month
            }
        }
    }

    @Test(
        "B26: which months a closing closes",
        arguments: [
            ("2026-11", nil, nil, ["2026-11"]),
            ("2026-11", nil, "2027-02", ["2026-11"]),
            ("2026-11", nil, "2026-09", ["2026-09", "2026-10", "2026-11"]),
            ("2027-01", "2026-11", "2026-09", ["2026-12", "2027-01"]),
            ("2026-11", "2026-11", "2026-09", []),
            ("2026-10", "2026-11", "2026-09", []),
        ] as [(String, String?, String?, [String])]
    )
    func monthsToClose(through: String, closed: String?, first: String?, expected: [String]) throws {
        let months = PayrollRules.monthsToClose(
            through: try month(through),
            closedThrough: try closed.map(month),
            firstCharged: try first.map(month)
        )
        #expect(months.map(\.description) == expected)
    }

    @Test("lines come in the order of employee numbers, then of names, whatever order they were read in")
    func order() throws {
        let from = try day("2026-11-01")
        let deductions = [10, 9, 2, 1].map { deduction($0, from, nil) }
        let currency = try ron()
        let lines = PayrollRules.lines(of: from.month, deductions, closedThrough: nil, currency: currency)
        #expect(lines.map(\.employeeNumber) == ["1", "10", "2", "9"])
        let shuffled = PayrollRules.lines(of: from.month, deductions.reversed(), closedThrough: nil, currency: currency)
        #expect(shuffled == lines)
    }
}
