import Kernel
import Testing

@testable import Family

@Suite("Family rules")
struct FamilyRulesTests {
    private static let nothingClosed = PayrollCalendar(closed: [], began: nil, firstCharged: nil)

    @Test(
        "B24: without a day an add-on starts on the first of next month",
        arguments: [
            ("2026-11-01", "2026-12-01"), ("2026-11-20", "2026-12-01"), ("2026-11-30", "2026-12-01"),
            ("2026-12-31", "2027-01-01"), ("2028-01-31", "2028-02-01"), ("2028-02-29", "2028-03-01"),
        ]
    )
    func startByDefault(today: String, start: String) throws {
        #expect(
            try FamilyRules.start(asked: nil, today: try day(today), Self.nothingClosed).description == start
        )
    }

    struct Start: Sendable, CustomTestStringConvertible {
        let closed: [String]
        let asked: String?
        /// The next open month for a start that is refused.
        let refused: String?
        var testDescription: String { "\(asked ?? "no day") with \(closed) closed" }
    }

    private static let starts = [
        Start(closed: [], asked: "2026-01-01", refused: nil),
        Start(closed: ["2026-11"], asked: "2026-12-01", refused: nil),
        Start(closed: ["2026-11"], asked: "2026-11-01", refused: "2026-12"),
        Start(closed: ["2026-11"], asked: "2026-11-30", refused: "2026-12"),
        // Before the first month that was ever closed nobody runs a payroll any more.
        Start(closed: ["2026-11"], asked: "2026-10-31", refused: "2026-12"),
        // December was closed before November: November is open still.
        Start(closed: ["2026-12"], asked: "2026-11-01", refused: nil),
        Start(closed: ["2026-12"], asked: "2026-12-15", refused: "2027-01"),
        Start(closed: ["2026-12"], asked: "2026-10-31", refused: "2026-11"),
        // The default start is refused too when its month is closed: HR names the day.
        Start(closed: ["2026-12"], asked: nil, refused: "2027-01"),
        Start(closed: ["2026-11", "2026-12"], asked: nil, refused: "2027-01"),
        Start(closed: ["2026-11", "2026-12"], asked: "2027-01-01", refused: nil),
    ]

    @Test(
        "B24: a start may lie back to the first day of the oldest open month, never in a closed one",
        arguments: starts
    )
    func startInOpenMonths(given: Start) throws {
        let today = try day("2026-11-20")
        let calendar = PayrollCalendar(
            closed: Set(try given.closed.map(month)),
            began: today.month,
            firstCharged: nil
        )
        let asked = try given.asked.map(day)
        if let refused = given.refused {
            let next = try month(refused)
            let isClosed = calendar.closed.contains((asked ?? FamilyRules.usualStart(today: today)).month)
            let failure: FamilyFailure = isClosed ? .periodClosed(nextOpen: next) : .beforeClosedPeriod(nextOpen: next)
            #expect(throws: failure) {
                try FamilyRules.start(asked: asked, today: today, calendar)
            }
        } else {
            #expect(try FamilyRules.start(asked: asked, today: today, calendar) == asked)
        }
    }

    @Test("months that an add-on was charged in before the first closing stay within reach")
    func firstCharged() throws {
        let calendar = PayrollCalendar(
            closed: [try month("2026-11")],
            began: try month("2026-11"),
            firstCharged: try month("2026-09")
        )
        #expect(calendar.nextOpen(from: try month("2026-01")) == (try month("2026-09")))
        #expect(calendar.nextOpen(from: try month("2026-11")) == (try month("2026-12")))
    }

    @Test("a start lies at most 12 months ahead")
    func startAhead() throws {
        let today = try day("2026-11-20")
        let last = try day("2027-11-30")
        #expect(try FamilyRules.start(asked: last, today: today, Self.nothingClosed) == last)
        #expect(throws: FamilyFailure.startTooFar) {
            try FamilyRules.start(asked: last.adding(days: 1), today: today, Self.nothingClosed)
        }
    }

    @Test(
        "B28: an add-on ends at the end of the month in which the member asks",
        arguments: [
            ("2026-11-01", "2026-01-01", "2026-12-01"), ("2026-11-30", "2026-11-30", "2026-12-01"),
            ("2028-02-29", "2028-02-01", "2028-03-01"), ("2026-12-31", "2026-01-01", "2027-01-01"),
            ("2026-11-20", "2026-12-01", "2026-12-01"), ("2026-11-20", "2027-02-01", "2027-02-01"),
        ]
    )
    func end(today: String, startsOn: String, until: String) throws {
        let end = FamilyRules.end(askedOn: try day(today), startsOn: try day(startsOn))
        #expect(end.description == until)
    }

    @Test(
        "B28: with the employee, the family is covered to the end of the month of the last day of work",
        arguments: [
            ("2026-11-11", "2026-12-01"), ("2026-12-01", "2026-12-01"), ("2026-12-02", "2027-01-01"),
            ("2028-03-01", "2028-03-01"), ("2025-01-01", "2026-01-15"),
        ]
    )
    func endWithEmployment(endsOn: String, until: String) throws {
        let end = FamilyRules.end(employmentEndsOn: try day(endsOn), startsOn: try day("2026-01-15"))
        #expect(end.description == until)
    }

    @Test(
        "a name is kept with single spaces; control characters, nothing and too much are refused",
        arguments: [
            (" Ana\n Maria\t", "Ana Maria"), ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"), ("O'Brien", "O'Brien"),
            ("می\u{200C}نا", "می\u{200C}نا"), ("Ana\u{202E}", nil), ("A\u{2066}na\u{2069}", nil), ("A\u{200B}na", nil),
            ("", nil), (" \n", nil), ("A\u{0}na", nil), ("A\u{1B}[31m", nil),
            (String(repeating: "ș", count: 100), String(repeating: "ș", count: 100)),
            (String(repeating: "ș", count: 101), nil),
            // 51 characters, but 102 scalars, which is what databases count.
            (String(repeating: "e\u{301}", count: 51), nil),
        ] as [(String, String?)]
    )
    func names(typed: String, kept: String?) {
        #expect(FamilyRules.name(typed) == kept)
    }

    @Test("the same family member is known again whatever the case, the diacritics and the spaces")
    func nameKeys() {
        let key = FamilyRules.nameKey(given: "Ștefan", family: "Țîrlea")
        #expect(key == FamilyRules.nameKey(given: "STEFAN", family: "ţirlea"))
        #expect(key != FamilyRules.nameKey(given: "Ștefan", family: "Țîrlă"))
        #expect(FamilyRules.nameKey(given: "A", family: "B C") != FamilyRules.nameKey(given: "A B", family: "C"))
    }

    @Test("a birth date is no later than today and no older than anybody gets")
    func birthDates() throws {
        let today = try day("2026-11-20")
        #expect(FamilyRules.isBirthDate(today, today: today))
        #expect(!FamilyRules.isBirthDate(today.adding(days: 1), today: today))
        #expect(FamilyRules.isBirthDate(try day("1896-11-20"), today: today))
        #expect(!FamilyRules.isBirthDate(try day("1895-11-20"), today: today))
    }

    @Test(
        "only a message that carries a code holds a number of six digits standing alone",
        arguments: [
            ("123456", "123\u{A0}456"), ("suma 123456.00 RON", "suma 123\u{A0}456.00 RON"), ("1234567", "1234567"),
            ("12345", "12345"), ("2026-11-20", "2026-11-20"), ("a123456b 654321", "a123\u{A0}456b 654\u{A0}321"),
        ]
    )
    func codes(text: String, written: String) {
        #expect(FamilyRules.withoutCodes(text) == written)
    }
}
