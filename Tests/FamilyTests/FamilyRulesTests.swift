import Kernel
import Testing

@testable import Family

@Suite("Family rules")
struct FamilyRulesTests {
    @Test(
        "B24: without a day an add-on starts on the first of next month",
        arguments: [
            ("2026-11-01", "2026-12-01"), ("2026-11-20", "2026-12-01"), ("2026-11-30", "2026-12-01"),
            ("2026-12-31", "2027-01-01"), ("2028-01-31", "2028-02-01"), ("2028-02-29", "2028-03-01"),
        ]
    )
    func startByDefault(today: String, start: String) throws {
        #expect(
            try FamilyRules.start(asked: nil, today: try day(today), closedThrough: nil).description == start
        )
    }

    @Test(
        "B24: a start may lie back to the first day of the oldest open month, and not before",
        arguments: [
            ("2026-10", "2026-11-01", true), ("2026-10", "2026-10-31", false), ("2026-10", "2026-11-20", true),
            ("2026-12", "2026-12-31", false), ("2026-12", "2027-01-01", true), ("2027-12", "2028-01-31", true),
            (nil, "2026-01-01", true),
        ] as [(String?, String, Bool)]
    )
    func startInOpenMonths(closedThrough: String?, asked: String, isTaken: Bool) throws {
        let closed = try closedThrough.map(month)
        let today = try day("2027-01-20")
        let asked = try day(asked)
        func start() throws -> Day { try FamilyRules.start(asked: asked, today: today, closedThrough: closed) }
        if isTaken {
            #expect(try start() == asked)
        } else {
            #expect(throws: FamilyFailure.periodClosed(oldestOpen: try #require(closed).next)) { try start() }
        }
    }

    @Test("the default start is refused too when its month is closed: HR names the day")
    func defaultInClosedMonth() throws {
        let (today, closed) = (try day("2026-11-20"), try month("2026-12"))
        #expect(throws: FamilyFailure.periodClosed(oldestOpen: try month("2027-01"))) {
            try FamilyRules.start(asked: nil, today: today, closedThrough: closed)
        }
    }

    @Test("a start lies at most 12 months ahead")
    func startAhead() throws {
        let today = try day("2026-11-20")
        let last = try day("2027-11-30")
        #expect(try FamilyRules.start(asked: last, today: today, closedThrough: nil) == last)
        #expect(throws: FamilyFailure.startTooFar) {
            try FamilyRules.start(asked: last.adding(days: 1), today: today, closedThrough: nil)
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
