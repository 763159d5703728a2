import Kernel

/// What makes a national id right, country by country. Each gives the normalized text and the birth date it tells.
enum NationalIDRules {
    typealias Reading = (text: String, birthDate: Day?)

    /// CNP: S YYMMDD JJ NNN C; weights 279146358279, modulo 11, ten counts as one.
    static func romanian(_ text: String, latest: Day) throws(IdentifierFailure) -> Reading {
        let digits = try self.digits(text, count: 13)
        let sum = zip(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]).reduce(0) { $0 + $1.0 * $1.1 }
        let check = sum % 11 == 10 ? 1 : sum % 11
        guard digits[12] == check else { throw .nationalIDCheckDigit }
        let century: Int? =
            switch digits[0] {
            case 1, 2: 1900
            case 3, 4: 1800
            case 5, 6: 2000
            case 7, 8, 9: nil
            default: throw .nationalIDMalformed
            }
        let parts = (year: number(digits[1...2]), month: number(digits[3...4]), day: number(digits[5...6]))
        let birth =
            if let century {
                Day(year: century + parts.year, month: parts.month, day: parts.day)
            } else {
                latestDay(twoDigitYear: parts.year, month: parts.month, day: parts.day, latest: latest)
            }
        guard let birth else { throw .nationalIDBirthDate }
        return (text, birth)
    }

    /// EGN: YYMMDD NNN C; months 21 to 32 are of the 1800s, 41 to 52 of the 2000s; modulo 11, ten counts as zero.
    static func bulgarian(_ text: String) throws(IdentifierFailure) -> Reading {
        let digits = try self.digits(text, count: 10)
        let sum = zip(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6]).reduce(0) { $0 + $1.0 * $1.1 }
        guard digits[9] == sum % 11 % 10 else { throw .nationalIDCheckDigit }
        let month = number(digits[2...3])
        let (century, offset) = month > 40 ? (2000, 40) : month > 20 ? (1800, 20) : (1900, 0)
        let year = century + number(digits[0...1])
        guard let birth = Day(year: year, month: month - offset, day: number(digits[4...5])) else {
            throw .nationalIDBirthDate
        }
        return (text, birth)
    }

    /// PESEL: YYMMDD NNNN C; 20 more on the month for each century after the 1900s, 80 for the 1800s.
    static func polish(_ text: String) throws(IdentifierFailure) -> Reading {
        let digits = try self.digits(text, count: 11)
        let sum = zip(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]).reduce(0) { $0 + $1.0 * $1.1 }
        guard digits[10] == (10 - sum % 10) % 10 else { throw .nationalIDCheckDigit }
        let month = number(digits[2...3])
        let year = [1900, 2000, 2100, 2200, 1800][month / 20] + number(digits[0...1])
        guard let birth = Day(year: year, month: month % 20, day: number(digits[4...5])) else {
            throw .nationalIDBirthDate
        }
        return (text, birth)
    }

    /// Personnummer: [YY]YYMMDD[-+]NNNC, Luhn over the last ten; a coordination number adds 60 to the day. `+` says
    /// that its bearer is a hundred or more.
    static func swedish(_ text: String, latest: Day) throws(IdentifierFailure) -> Reading {
        let isCentenarian = text.dropLast(4).last == "+"
        let compact = text.filter { $0 != "-" && $0 != "+" }
        guard compact.utf8.count == 10 || compact.utf8.count == 12, let digits = compact.asciiDigits else {
            throw .nationalIDMalformed
        }
        let last = Array(digits.suffix(10))
        guard hasLuhnCheckDigit(last) else { throw .nationalIDCheckDigit }
        let month = number(last[2...3])
        let day = number(last[4...5])
        let calendarDay = day > 60 ? day - 60 : day
        let birth: Day?
        if digits.count == 12 {
            birth = Day(year: number(digits[0...3]), month: month, day: calendarDay)
        } else {
            let (year, ofMonth, ofDay) = latest.civil
            let end = isCentenarian ? Day(year: year - 100, month: ofMonth, day: min(ofDay, 28)) : latest
            birth = latestDay(twoDigitYear: number(last[0...1]), month: month, day: calendarDay, latest: end ?? latest)
        }
        guard let birth else { throw .nationalIDBirthDate }
        let century = birth.civil.year / 100
        return (String(century) + last.map(String.init).joined(), birth)
    }

    /// HETU: DDMMYY, a sign for the century, NNN and a check character modulo 31.
    static func finnish(_ text: String) throws(IdentifierFailure) -> Reading {
        let characters = Array(text)
        guard characters.count == 11,
            let date = String(characters[0..<6]).asciiDigits, let serial = String(characters[7..<10]).asciiDigits
        else { throw .nationalIDMalformed }
        let century: Int
        switch characters[6] {
        case "+": century = 1800
        case "-", "Y", "X", "W", "V", "U": century = 1900
        case "A", "B", "C", "D", "E", "F": century = 2000
        default: throw .nationalIDMalformed
        }
        let checks = Array("0123456789ABCDEFHJKLMNPRSTUVWXY")
        let remainder = (number(date[...]) * 1000 + number(serial[...])) % 31
        guard checks[remainder] == characters[10] else { throw .nationalIDCheckDigit }
        let year = century + number(date[4...5])
        guard let birth = Day(year: year, month: number(date[2...3]), day: number(date[0...1])) else {
            throw .nationalIDBirthDate
        }
        return (text, birth)
    }

    /// The Iranian national code: ten digits, no birth date; weights 10 to 2, modulo 11.
    static func iranian(_ text: String) throws(IdentifierFailure) -> Reading {
        let western = String(text.map { $0.wholeNumberValue.map(String.init) ?? String($0) }.joined())
        if (8...9).contains(western.utf8.count), western.asciiDigits != nil { throw .lostLeadingZero }
        let digits = try self.digits(western, count: 10)
        let sum = digits[..<9].enumerated().reduce(0) { $0 + $1.element * (10 - $1.offset) }
        let remainder = sum % 11
        guard digits[9] == (remainder < 2 ? remainder : 11 - remainder) else { throw .nationalIDCheckDigit }
        // Ten equal digits pass the sum and are nobody's.
        guard Set(digits).count > 1 else { throw .nationalIDMalformed }
        return (western, nil)
    }

    /// Any other country's: letters and digits.
    static func other(_ text: String) throws(IdentifierFailure) -> Reading {
        let compact = text.filter { !"-./".contains($0) }
        guard (4...20).contains(compact.utf8.count),
            compact.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
        else { throw .nationalIDMalformed }
        return (compact, nil)
    }

    private static func digits(_ text: String, count: Int) throws(IdentifierFailure) -> [Int] {
        guard let digits = text.asciiDigits else { throw .nationalIDMalformed }
        // The one damage that is certain enough to be named: a leading zero that a spreadsheet took.
        if count == 10 || count == 11, digits.count == count - 1 { throw .lostLeadingZero }
        guard digits.count == count else { throw .nationalIDMalformed }
        return digits
    }

    private static func number(_ digits: ArraySlice<Int>) -> Int { digits.reduce(0) { $0 * 10 + $1 } }

    /// Of the days that end in those two digits of a year, the latest that isn't after `latest`.
    private static func latestDay(twoDigitYear: Int, month: Int, day: Int, latest: Day) -> Day? {
        let century = latest.civil.year / 100 * 100
        return [century, century - 100].lazy
            .compactMap { Day(year: $0 + twoDigitYear, month: month, day: day) }
            .first { $0 <= latest }
    }
}

/// Luhn's check (ISO/IEC 7812-1, annex B) over digits of which the last is the check digit.
func hasLuhnCheckDigit(_ digits: [Int]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, next in
        let (offset, digit) = next
        guard offset % 2 == 1 else { return sum + digit }
        return sum + (digit > 4 ? digit * 2 - 9 : digit * 2)
    }
    return sum % 10 == 0
}
