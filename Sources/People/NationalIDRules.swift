import Kernel

/// What makes a national id right, country by country. Each gives the normalized text and the birth date it tells.
///
/// The texts are ASCII, in capitals, without spaces.
enum NationalIDRules {
    typealias Reading = (text: String, birthDate: Day?)

    /// CNP: S YYMMDD JJ NNN C; weights 279146358279, modulo 11, ten counts as one.
    static func romanian(_ text: Span<UInt8>, latest: Day) throws(IdentifierFailure) -> Reading {
        try requireDigits(text, count: 13)
        let remainder = sum(text, weights: [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9] as InlineArray<12, Int>) % 11
        guard text.digit(12) == (remainder == 10 ? 1 : remainder) else { throw .nationalIDCheckDigit }
        let century: Int? =
            switch text.digit(0) {
            case 1, 2: 1900
            case 3, 4: 1800
            case 5, 6: 2000
            case 7, 8, 9: nil
            default: throw .nationalIDMalformed
            }
        let (year, month, day) = (text.number(1..<3), text.number(3..<5), text.number(5..<7))
        let birth =
            if let century {
                Day(year: century + year, month: month, day: day)
            } else {
                latestDay(twoDigitYear: year, month: month, day: day, latest: latest)
            }
        guard let birth else { throw .nationalIDBirthDate }
        return (String(text), birth)
    }

    /// EGN: YYMMDD NNN C; months 21 to 32 are of the 1800s, 41 to 52 of the 2000s; modulo 11, ten counts as zero.
    static func bulgarian(_ text: Span<UInt8>) throws(IdentifierFailure) -> Reading {
        try requireDigits(text, count: 10)
        let sum = sum(text, weights: [2, 4, 8, 5, 10, 9, 7, 3, 6] as InlineArray<9, Int>)
        guard text.digit(9) == sum % 11 % 10 else { throw .nationalIDCheckDigit }
        let month = text.number(2..<4)
        let (century, offset) = month > 40 ? (2000, 40) : month > 20 ? (1800, 20) : (1900, 0)
        let year = century + text.number(0..<2)
        guard let birth = Day(year: year, month: month - offset, day: text.number(4..<6)) else {
            throw .nationalIDBirthDate
        }
        return (String(text), birth)
    }

    /// PESEL: YYMMDD NNNN C; 20 more on the month for each century after the 1900s, 80 for the 1800s.
    static func polish(_ text: Span<UInt8>) throws(IdentifierFailure) -> Reading {
        try requireDigits(text, count: 11)
        let sum = sum(text, weights: [1, 3, 7, 9, 1, 3, 7, 9, 1, 3] as InlineArray<10, Int>)
        guard text.digit(10) == (10 - sum % 10) % 10 else { throw .nationalIDCheckDigit }
        let month = text.number(2..<4)
        let year = [1900, 2000, 2100, 2200, 1800][month / 20] + text.number(0..<2)
        guard let birth = Day(year: year, month: month % 20, day: text.number(4..<6)) else {
            throw .nationalIDBirthDate
        }
        return (String(text), birth)
    }

    /// Personnummer: [YY]YYMMDD[-+]NNNC, Luhn over the last ten; a coordination number adds 60 to the day. `+` says
    /// that its bearer is a hundred or more.
    static func swedish(_ text: Span<UInt8>, latest: Day) throws(IdentifierFailure) -> Reading {
        var digits: [Int] = []
        for index in text.indices where !isSign(text[index]) {
            guard text.isDigit(index) else { throw .nationalIDMalformed }
            digits.append(text.digit(index))
        }
        // Those born from 2000 to 2009 begin with a zero, and spreadsheets take it.
        if digits.count == 8 || digits.count == 9 { throw .lostLeadingZero }
        guard digits.count == 10 || digits.count == 12 else { throw .nationalIDMalformed }
        let last = Array(digits.suffix(10))
        guard hasLuhnCheckDigit(last) else { throw .nationalIDCheckDigit }
        let month = last[2] * 10 + last[3]
        let day = last[4] * 10 + last[5]
        let calendarDay = day > 60 ? day - 60 : day
        let birth: Day?
        if digits.count == 12 {
            birth = Day(year: digits[..<4].reduce(0) { $0 * 10 + $1 }, month: month, day: calendarDay)
        } else {
            let isCentenarian = text.count > 4 && text[text.count - 5] == UInt8(ascii: "+")
            let (year, ofMonth, ofDay) = latest.civil
            let end = isCentenarian ? Day(year: year - 100, month: ofMonth, day: min(ofDay, 28)) : latest
            birth = latestDay(
                twoDigitYear: last[0] * 10 + last[1],
                month: month,
                day: calendarDay,
                latest: end ?? latest
            )
        }
        guard let birth else { throw .nationalIDBirthDate }
        let century = birth.civil.year / 100
        return (String(century) + last.map(String.init).joined(), birth)
    }

    /// HETU: DDMMYY, a sign for the century, NNN and a check character modulo 31.
    static func finnish(_ text: Span<UInt8>) throws(IdentifierFailure) -> Reading {
        if text.count == 10, text.areDigits(0..<5), isCenturySign(text[5]) { throw .lostLeadingZero }
        guard text.count == 11, text.areDigits(0..<6), text.areDigits(7..<10) else { throw .nationalIDMalformed }
        guard isCenturySign(text[6]) else { throw .nationalIDMalformed }
        let century =
            switch text[6] {
            case UInt8(ascii: "+"): 1800
            case UInt8(ascii: "A")...UInt8(ascii: "F"): 2000
            default: 1900
            }
        let checks: StaticString = "0123456789ABCDEFHJKLMNPRSTUVWXY"
        let remainder = (text.number(0..<6) * 1000 + text.number(7..<10)) % 31
        let check = checks.withUTF8Buffer { unsafe $0[remainder] }
        guard check == text[10] else { throw .nationalIDCheckDigit }
        let year = century + text.number(4..<6)
        guard let birth = Day(year: year, month: text.number(2..<4), day: text.number(0..<2)) else {
            throw .nationalIDBirthDate
        }
        return (String(text), birth)
    }

    /// The Iranian national code: ten digits, no birth date, often written XXX-XXXXXX-X; weights 10 to 2, modulo 11.
    static func iranian(_ text: Span<UInt8>) throws(IdentifierFailure) -> Reading {
        var code = InlineArray<40, UInt8>(repeating: 0)
        var count = 0
        for index in text.indices where text[index] != UInt8(ascii: "-") {
            code[count] = text[index]
            count += 1
        }
        let digits = code.span.extracting(0..<count)
        try requireDigits(digits, count: 10)
        let remainder = sum(digits, weights: [10, 9, 8, 7, 6, 5, 4, 3, 2] as InlineArray<9, Int>) % 11
        guard digits.digit(9) == (remainder < 2 ? remainder : 11 - remainder) else { throw .nationalIDCheckDigit }
        // Ten equal digits pass the sum and are nobody's.
        guard digits.indices.contains(where: { digits[$0] != digits[0] }) else { throw .nationalIDMalformed }
        return (String(digits), nil)
    }

    /// Any other country's: letters and digits.
    static func other(_ text: Span<UInt8>) throws(IdentifierFailure) -> Reading {
        let compact = String(text).filter { !"-./".contains($0) }
        guard (4...20).contains(compact.utf8.count), compact.utf8.allSatisfy(\.isASCIILetterOrDigit) else {
            throw .nationalIDMalformed
        }
        return (compact, nil)
    }

    private static func requireDigits(_ text: Span<UInt8>, count: Int) throws(IdentifierFailure) {
        guard text.areDigits(0..<text.count) else { throw .nationalIDMalformed }
        // The one damage that is certain enough to be named: the zeros that a spreadsheet took. CNPs have none.
        if count == 10 || count == 11, text.count == count - 1 || text.count == count - 2 { throw .lostLeadingZero }
        guard text.count == count else { throw .nationalIDMalformed }
    }

    private static func sum<let count: Int>(_ text: Span<UInt8>, weights: InlineArray<count, Int>) -> Int {
        var sum = 0
        for index in weights.indices { sum += text.digit(index) * weights[index] }
        return sum
    }

    private static func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }

    /// Finland's signs between birth date and number (Government Decree 690/2022 added letters to - + A).
    private static func isCenturySign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "A")...UInt8(ascii: "F"),
            UInt8(ascii: "U")...UInt8(ascii: "Y"):
            true
        default: false
        }
    }

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
