import Employers
import Family
import Kernel
import TestKit
import Testing

@Suite("Payroll")
struct PayrollTests {
    @Test("B25: a month's payroll names employee, family member, reason and amount, and sums up")
    func lines() async throws {
        try await World.with { world in
            let dan = try await world.hire("10001", "Dan", "Pop")
            _ = try await world.subscribe(startsOn: "2026-11-01")
            _ = try await world.subscribe(
                try World.wish("Ana", relation: .child, born: "2015-01-01"),
                startsOn: "2026-11-30"
            )
            _ = try await world.subscribe(
                try World.wish("Eva", "Pop", package: "principal"),
                by: dan,
                startsOn: "2026-11-20"
            )
            let payroll = try await world.payroll("2026-11")
            #expect(payroll.state == .open)
            #expect(payroll.sha256 == nil)
            #expect(payroll.lines.map(\.employeeNumber) == ["10001", "10058", "10058"])
            #expect(payroll.lines.map(\.name) == ["Dan Pop", "Ioana Dumitrescu", "Ioana Dumitrescu"])
            #expect(payroll.lines.map(\.familyMembers) == [["Eva Pop"], ["Ana Dumitrescu"], ["Mihai Dumitrescu"]])
            #expect(payroll.lines.map(\.reason) == [.familyAddOn, .familyAddOn, .familyAddOn])
            #expect(payroll.lines.map(\.amount.amount) == [7500, 3500, 3500])
            #expect(payroll.total == Money(amount: 14500, currency: try ron()))
        }
    }

    @Test(
        "B24: each month touched is charged whole",
        arguments: [
            ("2026-11-01", ["2026-10": 0, "2026-11": 3500, "2026-12": 3500, "2027-01": 0]),
            ("2026-11-15", ["2026-10": 0, "2026-11": 3500, "2026-12": 3500, "2027-01": 0]),
            ("2026-11-30", ["2026-10": 0, "2026-11": 3500, "2026-12": 3500, "2027-01": 0]),
            ("2026-12-31", ["2026-11": 0, "2026-12": 3500, "2027-01": 0]),
            ("2026-02-28", ["2026-01": 0, "2026-02": 3500, "2026-03": 3500, "2026-12": 3500]),
        ] as [(String, [String: Int64])]
    )
    func months(start: String, amounts: [String: Int64]) async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: start)
            try world.go(to: "2026-12-10")
            _ = try await world.end(addOn)
            for (month, amount) in amounts {
                #expect(try await world.payroll(month).total.amount == amount, "\(month)")
            }
        }
    }

    @Test("B1, B24, B26: what a suspended employer's people can't use isn't deducted; a closed month is made good")
    func suspended() async throws {
        try await World.with { world in
            _ = try await world.subscribe(startsOn: "2026-11-01")
            try await world.close("2026-12")
            try await world.write { [employers = world.employers, acme = world.acme] session in
                try employers.suspend(acme.id, from: try day("2026-11-25"), reason: "unpaid", in: session)
            }
            func amounts() async throws -> [Int64] {
                var amounts: [Int64] = []
                for month in ["2026-11", "2026-12", "2027-01", "2027-02"] {
                    amounts.append(try await world.payroll(month).total.amount)
                }
                return amounts
            }
            // November was touched; December is closed, and comes back with January.
            #expect(try await amounts() == [3500, 3500, -3500, 0])
            try world.go(to: "2027-01-20")
            try await world.write { [employers = world.employers, acme = world.acme] session in
                try employers.reinstate(acme.id, in: session)
            }
            #expect(try await amounts() == [3500, 3500, 0, 3500])
            try await world.write { [employers = world.employers, acme = world.acme] session in
                try employers.end(acme.id, from: try day("2027-02-01"), in: session)
            }
            #expect(try await amounts() == [3500, 3500, 0, 0])
        }
    }

    @Test("a leap February is a month like any other")
    func leapDay() async throws {
        try await World.with { world in
            try world.go(to: "2028-01-31")
            let addOn = try await world.subscribe(startsOn: "2028-02-29")
            try world.go(to: "2028-02-29")
            #expect(try await world.end(addOn).lastDay == (try day("2028-02-29")))
            #expect(try await world.payroll("2028-02").total.amount == 3500)
            #expect(try await world.payroll("2028-03").total.amount == 0)
        }
    }

    @Test("B25: amounts of zero are left out")
    func zero() async throws {
        try await World.with { world in
            _ = try await world.subscribe(try World.wish(package: "premium"), startsOn: "2026-11-01")
            let payroll = try await world.payroll("2026-11")
            #expect(payroll.lines.isEmpty)
            #expect(payroll.total.amount == 0)
        }
    }

    @Test("B25: who left is in a list of its own, by the last day of work")
    func leavers() async throws {
        try await World.with { world in
            let first = try await world.hire("3", "Dan", "Pop")
            let last = try await world.hire("2", "Eva", "Pop")
            try await world.leave(first, lastDay: "2026-11-01")
            try await world.leave(last, lastDay: "2026-11-30")
            let payroll = try await world.payroll("2026-11")
            #expect(payroll.leavers.map(\.employeeNumber) == ["3", "2"])
            #expect(payroll.leavers.map(\.name) == ["Dan Pop", "Eva Pop"])
            #expect(payroll.leavers.map(\.endedOn.description) == ["2026-11-01", "2026-11-30"])
            #expect(payroll.lines.isEmpty)
            #expect(try await world.payroll("2026-10").leavers.isEmpty)
            #expect(try await world.payroll("2026-12").leavers.isEmpty)
        }
    }

    @Test("B28: who leaves is charged for the month of the last day of work, and for none after it")
    func leaver() async throws {
        try await World.with { world in
            _ = try await world.subscribe(startsOn: "2026-11-01")
            try await world.leave(world.ioana, lastDay: "2026-12-01")
            #expect(try await world.payroll("2026-12").total.amount == 3500)
            #expect(try await world.payroll("2027-01").total.amount == 0)
        }
    }

    @Test("B52: a payroll is one employer's")
    func tenants() async throws {
        try await World.with { world in
            let other = try await world.openEmployer("OTHER")
            _ = try await world.subscribe(startsOn: "2026-11-01")
            let month = try month("2026-11")
            let payroll = try await world.read { session in
                try world.family.payroll(other.id, month, in: session)
            }
            #expect(payroll.lines.isEmpty)
            await #expect(throws: EmployersFailure.noSuchEmployer) {
                try await world.read { session in
                    try world.family.payroll(EmployerID(bits: 77), month, in: session)
                }
            }
        }
    }
}
