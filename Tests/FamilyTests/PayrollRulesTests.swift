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
            prices: AddOnPrices(price, from: from.month),
            span: DeductionSpan(from: from, until: until),
            charged: 0
        )
    }

    /// Acts at random: months are closed in any order, while starts, ends and their taking back come as they may.
    @Test(
        "B26: over all months, what was charged is the price of each month touched",
        arguments: 0..<300 as Range<UInt64>
    )
    func sums(seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        func below(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }
        let currency = try ron()
        let start = try month("2026-11")
        let months = (0..<36).map { start.adding(months: $0) }
        var deductions: [Deduction] = []
        var calendar = PayrollCalendar(closed: [], began: nil, firstCharged: nil)
        var charged: [AddOnID: Int64] = [:]
        for step in 0..<60 {
            switch below(4) {
            case 0:
                let open = months.prefix(24).filter { !calendar.closed.contains($0) }
                let from = open[below(open.count)].firstDay.adding(days: below(28))
                deductions.append(deduction(UInt128(step + 1), from, nil, price: Int64(below(20_000))))
            case 1 where !deductions.isEmpty:
                // An end may come late, move or be taken back, also across closed months.
                end(below(deductions.count), isKnown: below(5) > 0)
            case 2: close(months[below(24)])
            case 3 where !deductions.isEmpty:
                // A new price may come for any month after the first, closed ones too.
                let index = below(deductions.count)
                let month = deductions[index].span.from.month.adding(months: 1 + below(12))
                deductions[index].prices.set(Int64(below(20_000)), from: month)
            default: break
            }
        }
        for index in deductions.indices where deductions[index].span.until == nil { end(index, isKnown: true) }
        for month in months { close(month) }

        for deduction in deductions {
            let touched = months.filter { deduction.span.touches($0) }
            let due = touched.reduce(0) { $0 + deduction.prices.price(in: $1) }
            #expect(charged[deduction.addOn, default: 0] == due, "seed \(seed)")
        }

        func end(_ index: Int, isKnown: Bool) {
            let from = deductions[index].span.from
            deductions[index].span = DeductionSpan(from: from, until: isKnown ? from.adding(days: below(250)) : nil)
        }

        func close(_ month: Month) {
            guard !calendar.closed.contains(month) else { return }
            let lines = PayrollRules.lines(of: month, deductions, calendar, currency: currency)
            #expect(lines.allSatisfy { $0.amount.amount != 0 })
            #expect(Set(lines.map { [$0.addOn.description, $0.reason.rawValue] }).count == lines.count)
            for line in lines {
                charged[line.addOn, default: 0] += line.amount.amount
                for index in deductions.indices where deductions[index].addOn == line.addOn {
                    deductions[index].charged += line.amount.amount
                }
            }
            calendar.close(month)
        }
    }

    @Test("lines come in the order of employee numbers, then of names, whatever order they were read in")
    func order() throws {
        let from = try day("2026-11-01")
        let deductions = [10, 9, 2, 1].map { deduction($0, from, nil) }
        let currency = try ron()
        let calendar = PayrollCalendar(closed: [], began: nil, firstCharged: nil)
        let lines = PayrollRules.lines(of: from.month, deductions, calendar, currency: currency)
        #expect(lines.map(\.employeeNumber) == ["1", "10", "2", "9"])
        let shuffled = PayrollRules.lines(of: from.month, deductions.reversed(), calendar, currency: currency)
        #expect(shuffled == lines)
    }
}
