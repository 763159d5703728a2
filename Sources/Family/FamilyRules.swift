import Kernel

/// What may be asked and decided, without a database.
enum FamilyRules {
    /// The longest name, in Unicode scalars, which is what databases count.
    static let nameLimit = 100
    /// The longest reason for a refusal, in characters.
    static let reasonLimit = 500
    /// How many requests of one member may wait for HR at a time.
    static let pendingLimit = 20
    /// The most items of a page.
    static let pageLimit = 200
    /// How many months ahead an add-on may start.
    static let monthsAhead = 12
    /// How many days before its month, at least, a member is told of a new price.
    static let noticeDays = 7
    /// From that age on somebody acts for themself.
    static let fullAge = 18
    /// How often a member may give other contacts of one family member: each is written to.
    static let contactsLimit = 10
    /// How many who have come of age are looked at in one go: more than ever fail, since those come first.
    static let dueLimit = 10_000
    /// Nobody is older.
    static let oldestYears = 130

    /// A name as we keep it: white space collapsed to single spaces; nil when nothing is left, when it is too long, or
    /// when it holds characters that no name has: what turns the direction of writing would turn that of a file round it.
    static func name(_ typed: String) -> String? {
        let name = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !name.isEmpty, name.unicodeScalars.count <= nameLimit,
            name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control && !$0.isInvisibleMark })
        else { return nil }
        return name
    }

    /// A reason as we keep it: without white space round it; nil when nothing is left or it is too long.
    static func reason(_ typed: String) -> String? {
        guard typed.isLegible else { return nil }
        let words = typed.drop(while: \.isWhitespace)
        guard let end = words.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        let reason = String(words[...end])
        return reason.unicodeScalars.count <= reasonLimit ? reason : nil
    }

    /// What tells that two requests name the same family member.
    static func nameKey(given: String, family: String) -> String {
        "\(given.foldedWords.joined(separator: " "))|\(family.foldedWords.joined(separator: " "))"
    }

    /// Whether somebody can have been born on that day.
    static func isBirthDate(_ day: Day, today: Day) -> Bool {
        day <= today && today.age(bornOn: day) <= oldestYears
    }

    /// The start that comes unless HR says another one: its price is the one that the member is shown.
    static func usualStart(today: Day) -> Day { today.month.next.firstDay }

    /// The first day of an approved add-on: the one asked for, or the first of next month.
    ///
    /// It may lie back to the first day of the oldest open payroll month, in any month that is open. Throws
    /// `periodClosed`, `beforeClosedPeriod`, `startTooFar`.
    static func start(asked: Day?, today: Day, _ calendar: PayrollCalendar) throws(FamilyFailure) -> Day {
        let start = asked ?? usualStart(today: today)
        let open = calendar.nextOpen(from: start.month)
        guard open == start.month else {
            let isClosed = calendar.closed.contains(start.month)
            throw isClosed ? .periodClosed(nextOpen: open) : .beforeClosedPeriod(nextOpen: open)
        }
        guard start.month <= today.month.adding(months: monthsAhead) else { throw .startTooFar }
        return start
    }

    /// The first month whose higher price is announced in time.
    static func noticed(today: Day) -> Month {
        let day = today.adding(days: noticeDays)
        return day == day.month.firstDay ? day.month : day.month.next
    }

    /// The months whose price is looked at today, the earliest first: from the next one to the second that is announced in time.
    ///
    /// A month that is closed keeps what it took.
    static func pricedMonths(today: Day, _ calendar: PayrollCalendar) -> [Month] {
        months(from: today.month.next, through: noticed(today: today).next).filter { !calendar.closed.contains($0) }
    }

    /// The months after the first that cost, from an approval on, what the agreements say, and at most what was shown: those that
    /// nobody can be told of in time any more, and those up to the one whose price was shown.
    static func approvedMonths(startsOn: Day, shown: Month, today: Day) -> [Month] {
        months(from: startsOn.month.next, through: max(shown, noticed(today: today).adding(months: -1)))
    }

    private static func months(from first: Month, through last: Month) -> [Month] {
        Array(sequence(first: first, next: \.next).prefix { $0 <= last })
    }

    /// The first day without coverage when the member asks today: the first of next month.
    ///
    /// An add-on that would start only then, or later, ends before it begins.
    static func end(askedOn today: Day, startsOn: Day) -> Day { max(today.month.next.firstDay, startsOn) }

    /// The first day without coverage when an employment ends: family members are covered to the end of the month of
    /// the employee's last day of work, as the employee is.
    static func end(employmentEndsOn: Day, startsOn: Day) -> Day {
        max(employmentEndsOn.adding(days: -1).month.next.firstDay, startsOn)
    }

    /// The earlier of two ends, either of which may be unknown.
    static func earlier(_ left: Day?, _ right: Day?) -> Day? {
        guard let left else { return right }
        return right.map { min(left, $0) } ?? left
    }

    /// A text for a message that carries no code: six digits in a row come apart, since they would look like one.
    static func withoutCodes(_ text: String) -> String {
        var result = ""
        var digits = ""
        func flush() {
            if digits.count == 6 { digits.insert("\u{A0}", at: digits.index(digits.startIndex, offsetBy: 3)) }
            result += digits
            digits = ""
        }
        for character in text {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                flush()
                result.append(character)
            }
        }
        flush()
        return result
    }
}
