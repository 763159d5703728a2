import Employers
import Family
import Kernel
import Secrets
import Store
import TestKit
import Testing

@Suite("Closing a month")
struct ClosingTests {
    @Test("B26: a closed month is the same bytes ever after, whatever happens, for each way to write it")
    func frozen() async throws {
        try await World.with { world in
            let dan = try await world.hire("7", "Dan", "Pop")
            let addOn = try await world.subscribe(try World.wish("=cmd|' /C calc'!A0"), startsOn: "2026-11-01")
            let closure = try await world.close("2026-11")
            let before = try await world.payroll("2026-11")
            #expect(before.state == .closed)
            #expect(before.sha256 == closure.sha256)
            #expect(FileDigest.sha256(PayrollCSV.lines(of: before)) == closure.sha256)

            _ = try await world.end(addOn)
            try await world.leave(dan, lastDay: "2026-11-10")
            try await world.leave(world.ioana, lastDay: "2026-11-20")
            _ = try await world.follow()
            try await world.write { session in
                try session.run("UPDATE employment SET employee_number = 'X-' || employee_number, family_name = 'Nou'")
            }
            try world.go(to: "2027-03-01")
            let after = try await world.payroll("2026-11")
            #expect(after == before)
            for options in try [
                PayrollCSVOptions.standard, PayrollCSVOptions(delimiter: ";", decimal: ","),
                PayrollCSVOptions(delimiter: "tab", decimal: ".", hasTotal: true),
            ] {
                #expect(PayrollCSV.lines(of: after, options) == PayrollCSV.lines(of: before, options))
                #expect(PayrollCSV.leavers(of: after, options) == PayrollCSV.leavers(of: before, options))
            }
        }
    }

    @Test("B26: closing twice gives the same SHA-256, also at once")
    func twice() async throws {
        try await World.with { world in
            _ = try await world.subscribe(startsOn: "2026-11-01")
            let hashes = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<20 { group.addTask { try await world.close("2026-11").sha256 } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(hashes.count == 1)
            world.kit.clock.advance(days: 3)
            let again = try await world.close("2026-11")
            #expect(hashes == [again.sha256])
            #expect(again.closedAt == .testStart)
        }
    }

    @Test(
        "B26: a month can be closed from the first day of the month before it",
        arguments: [
            ("2026-11-20", "2026-11", true), ("2026-11-20", "2026-12", true), ("2026-11-20", "2027-01", false),
            ("2026-11-30", "2027-01", false), ("2026-12-01", "2027-01", true), ("2026-11-20", "2026-01", true),
        ]
    )
    func whenClosable(today: String, closed: String, isTaken: Bool) async throws {
        try await World.with { world in
            try world.go(to: today)
            if isTaken {
                try await world.close(closed)
            } else {
                let first = try month(closed).adding(months: -1).firstDay
                await #expect(throws: FamilyFailure.periodTooEarly(closableFrom: first)) {
                    try await world.close(closed)
                }
            }
        }
    }

    @Test(
        "B26: no month is closed before the account was opened or, if that is earlier, its first agreement begins",
        arguments: [("2026-03-15", "2026-03"), ("2026-12-15", "2026-11")]
    )
    func notBeforeAccount(agreedFrom: String, first: String) async throws {
        try await World.with { world in
            let agreed = try day(agreedFrom)
            try await world.write { session in
                try session.run("UPDATE agreement SET starts_on = ?2 WHERE employer = ?1", world.acme.id, agreed)
            }
            let month = try month(first)
            for wrong in ["0001-01", month.adding(months: -1).description] {
                await #expect(throws: FamilyFailure.periodBeforeAccount(first: month)) {
                    try await world.close(wrong)
                }
            }
            try await world.close(month.next.description)
            try await world.close(first)
        }
    }

    @Test("B26: it is the employer's day that counts")
    func zone() async throws {
        try await World.with { world in
            let first = world.acme.zone.start(of: try day("2026-12-01"))
            world.kit.clock.set(first.adding(seconds: -1))
            await #expect(throws: FamilyFailure.self) { try await world.close("2027-01") }
            world.kit.clock.set(first)
            try await world.close("2027-01")
        }
    }

    @Test("B26: an add-on isn't approved back into a closed month")
    func periodClosed() async throws {
        try await World.with { world in
            let request = try await world.ask()
            try await world.close("2026-11")
            let failure = await #expect(throws: FamilyFailure.self) {
                try await world.approve(request, startsOn: "2026-11-30")
            }
            #expect(failure?.code == "period-closed")
            #expect(try await world.approve(request, startsOn: "2026-12-01").startsOn == (try day("2026-12-01")))
            #expect(try await world.payroll("2026-11").lines.isEmpty)
        }
    }

    @Test("B26: each month is closed by itself; what touches a closed one is an adjustment after it")
    func oneByOne() async throws {
        try await World.with { world in
            try await world.close("2026-12")
            let request = try await world.ask()
            await #expect(throws: FamilyFailure.periodClosed(nextOpen: try month("2027-01"))) {
                try await world.approve(request)
            }
            _ = try await world.approve(request, startsOn: "2026-11-01")
            #expect(try await world.payroll("2026-11").state == .open)
            #expect(try await world.payroll("2026-11").lines.map(\.reason) == [.familyAddOn])
            #expect(try await world.payroll("2026-12").lines.isEmpty)
            #expect(try await world.payroll("2027-01").lines.map(\.reason) == [.familyAddOn, .adjustment])
            #expect(try await world.payroll("2027-01").lines.map(\.amount.amount) == [3500, 3500])
            #expect(try await world.payroll("2027-02").lines.map(\.amount.amount) == [3500])
            try await world.close("2026-11")
            #expect(try await world.payroll("2027-01").total.amount == 7000)
        }
    }

    @Test("B26: an add-on from months back is charged in each of them, while they are open")
    func monthsBack() async throws {
        try await World.with { world in
            _ = try await world.subscribe(startsOn: "2026-09-15")
            try await world.close("2026-11")
            for text in ["2026-09", "2026-10", "2026-11", "2026-12"] {
                #expect(try await world.payroll(text).lines.map(\.amount.amount) == [3500], "\(text)")
            }
            #expect(try await world.payroll("2026-08").lines.isEmpty)
        }
    }

    @Test("B26: what becomes known later is an adjustment in the month after the latest closed one")
    func adjustment() async throws {
        try await World.with { world in
            _ = try await world.subscribe(startsOn: "2026-11-01")
            try await world.close("2026-11")
            try await world.close("2026-12")
            try await world.leave(world.ioana, lastDay: "2026-11-25")
            let january = try await world.payroll("2027-01")
            #expect(january.lines.map(\.reason) == [.adjustment])
            #expect(january.total.amount == -3500)
            #expect(january.leavers.map(\.employeeNumber) == ["10058"], "payroll hadn't been told")
            #expect(try await world.payroll("2027-02").lines.isEmpty)
            try world.go(to: "2026-12-01")
            try await world.close("2027-01")
            let february = try await world.payroll("2027-02")
            #expect(february.lines.isEmpty)
            #expect(february.leavers.isEmpty, "payroll has been told")
            // The end is taken back: what was given back is due again, with the month itself.
            try await world.leave(world.ioana, lastDay: nil)
            let mended = try await world.payroll("2027-02")
            #expect(mended.lines.map(\.reason) == [.familyAddOn, .adjustment])
            #expect(mended.lines.map(\.amount.amount) == [3500, 7000])
        }
    }

    @Test("B28: ending after the next month was closed gives its price back")
    func endAfterClosing() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.close("2026-12")
            #expect(try await world.end(addOn).lastDay == (try day("2026-11-30")))
            #expect(try await world.payroll("2027-01").lines.map(\.amount.amount) == [-3500])
        }
    }

    @Test("B26: the schema itself refuses to change a closed month")
    func schema() async throws {
        try await World.with { world in
            let dan = try await world.hire("7", "Dan", "Pop")
            try await world.leave(dan, lastDay: "2026-11-10")
            _ = try await world.subscribe(startsOn: "2026-11-01")
            try await world.close("2026-11")
            let statements: [SQL] = [
                "UPDATE payroll_line SET amount = 1", "DELETE FROM payroll_line", "DELETE FROM payroll_leaver",
                "UPDATE payroll_leaver SET employee_number = ''", "UPDATE payroll_period SET sha256 = ''",
                "DELETE FROM payroll_period",
            ]
            for statement in statements {
                await #expect(throws: (any Error).self, "\(statement.sqlite)") {
                    try await world.write { session in try session.run(statement) }
                }
            }
            #expect(try await world.payroll("2026-11").total.amount == 3500)
        }
    }

    @Test("B26: approvals that race with closing are charged once each, sooner or later")
    func race() async throws {
        try await World.with { world in
            var requests: [FamilyRequest] = []
            for number in 1...10 {
                requests.append(try await world.ask(try World.wish("Copil \(number)", relation: .child)))
            }
            let approved = await withTaskGroup(of: Int64.self) { [requests] group in
                for (index, request) in requests.enumerated() {
                    group.addTask { (try? await world.approve(request, startsOn: "2026-11-05")) == nil ? 0 : 1 }
                    if index == 5 {
                        group.addTask {
                            _ = try? await world.close("2026-11")
                            return 0
                        }
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(try await world.payroll("2026-11").state == .closed)
            #expect(try await world.payroll("2026-11").total.amount == approved * 3500)
            #expect(try await world.payroll("2026-12").total.amount == approved * 3500)
        }
    }
}
