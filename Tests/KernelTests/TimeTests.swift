import Foundation
import Kernel
import Testing

@Suite("Time")
struct TimeTests {
    @Test("every day of eight centuries reads back and follows the one before")
    func days() throws {
        var day = try #require(Day("1600-01-01"))
        let end = try #require(Day("2400-01-01"))
        var last = ""
        while day < end {
            let text = day.description
            #expect(text > last)
            #expect(Day(text) == day)
            last = text
            day = day.adding(days: 1)
        }
    }

    @Test(
        "days that don't exist are refused",
        arguments: [
            "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "26-01-01", "2026-1-01",
        ]
    )
    func noSuchDay(text: String) { #expect(Day(text) == nil) }

    @Test("29 February exists in leap years", arguments: ["2024-02-29", "2000-02-29"])
    func leapDay(text: String) { #expect(Day(text)?.description == text) }

    @Test("months know their days and neighbours")
    func months() throws {
        let month = try #require(Month("2026-12"))
        #expect(month.next.description == "2027-01")
        #expect(month.lastDay.description == "2026-12-31")
        #expect(month.adding(months: -12).description == "2025-12")
        #expect(Month("2028-02")?.lastDay.description == "2028-02-29")
        #expect(month.firstOfYear.description == "2026-01")
    }

    @Test("every month from the first to the last begins and ends on its own days, and follows the one before")
    func everyMonth() throws {
        let last = try #require(Month("9999-12"))
        var month = try #require(Month("0001-01"))
        var dayBefore: Day?
        while month <= last {
            #expect(Month(month.description) == month)
            #expect(month.firstDay.description == "\(month)-01")
            #expect(month.firstDay.month == month)
            #expect(month.lastDay.month == month)
            #expect(month.firstOfYear.description == "\(month.description.prefix(4))-01")
            if let dayBefore { #expect(dayBefore.adding(days: 1) == month.firstDay) }
            dayBefore = month.lastDay
            month = month.next
        }
        #expect(dayBefore?.description == "9999-12-31")
    }

    @Test("days end at 0001-01-01 and 9999-12-31: what is counted beyond them stays there, and reads back")
    func ends() throws {
        let (first, last) = (try #require(Day("0001-01-01")), try #require(Day("9999-12-31")))
        for days in [1, 2, 31, 400, Int(Int32.max), Int.max] {
            #expect(last.adding(days: days) == last)
            #expect(first.adding(days: -days) == first)
        }
        #expect(first.adding(days: Int.min) == first)
        #expect(last.adding(days: -1).description == "9999-12-30")
        #expect(first.adding(days: 1).description == "0001-01-02")
        #expect(first.adding(days: Int(last.daysSinceEpoch) - Int(first.daysSinceEpoch)) == last)
        #expect(Day(daysSinceEpoch: .max) == last)
        #expect(Day(daysSinceEpoch: .min) == first)
        #expect(last.month.next.firstDay == last)
        #expect(last.month.next.lastDay == last)
        for months in [1, 12, 13, Int(Int32.max), Int.max] {
            #expect(last.month.adding(months: months).firstDay == last)
            #expect(first.month.adding(months: -months).firstDay == first)
            #expect(first.month.adding(months: -months) < first.month)
        }
        let end = try #require(Instant("9999-12-31T23:59:59Z"))
        #expect(try #require(Zone("Europe/Bucharest")).day(at: end) == last)
    }

    @Test("age counts birthdays; who is born on 29 February has theirs on 1 March in other years")
    func age() throws {
        let birth = try #require(Day("2008-02-29"))
        #expect(try #require(Day("2026-02-28")).age(bornOn: birth) == 17)
        #expect(try #require(Day("2026-03-01")).age(bornOn: birth) == 18)
    }

    @Test("a birthday is the first day of that age")
    func birthdays() throws {
        let first = try #require(Day("2004-01-01"))
        for birth in (0..<1500).map({ first.adding(days: $0) }) {
            for years in [1, 4, 18, 92, 96] {
                let birthday = birth.birthday(years)
                #expect(birthday.age(bornOn: birth) == years)
                #expect(birthday.adding(days: -1).age(bornOn: birth) == years - 1)
            }
        }
    }

    @Test(
        "an instant's text reads back",
        arguments: [
            "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2026-11-20T08:15:30.123456Z", "2026-03-29T01:00:00Z",
        ]
    )
    func instants(text: String) { #expect(Instant(text)?.description == text) }

    @Test("shorter fractions are read, other zones aren't")
    func fractions() {
        #expect(Instant("2026-11-20T08:15:30.5Z")?.description == "2026-11-20T08:15:30.500000Z")
        #expect(Instant("2026-11-20T08:15:30+02:00") == nil)
    }

    @Test("Bucharest's day changes at its own midnight, in winter and in summer")
    func zone() throws {
        let bucharest = try #require(Zone("Europe/Bucharest"))
        func day(_ text: String) throws -> String { bucharest.day(at: try #require(Instant(text))).description }
        #expect(try day("2026-11-20T21:59:59Z") == "2026-11-20")
        #expect(try day("2026-11-20T22:00:00Z") == "2026-11-21")
        #expect(try day("2026-07-01T20:59:59Z") == "2026-07-01")
        #expect(try day("2026-07-01T21:00:00Z") == "2026-07-02")
    }

    @Test(
        "a day starts at local midnight, also when the clocks change",
        arguments: ["2026-03-29", "2026-10-25", "2026-11-20"]
    )
    func startOfDay(text: String) throws {
        let bucharest = try #require(Zone("Europe/Bucharest"))
        let day = try #require(Day(text))
        let start = bucharest.start(of: day)
        #expect(bucharest.day(at: start) == day)
        #expect(bucharest.day(at: start.adding(seconds: -1)) == day.adding(days: -1))
    }
}
