// What the readers of typed texts share.

extension String {
    /// Without white space at its ends, no-break spaces included.
    var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    // By hand: a regular expression costs 100 µs each time it is met, and rosters meet these in millions of cells.

    /// Whether a spreadsheet made a number of it: `4.07E+10`, `2,69042E+12`.
    var looksScientific: Bool {
        guard let plus = utf8.firstIndex(of: UInt8(ascii: "+")), plus != startIndex else { return false }
        let exponent = utf8.index(before: plus)
        guard utf8[exponent] | 0x20 == UInt8(ascii: "e"), utf8[utf8.index(after: plus)...].areDigits else {
            return false
        }
        let parts = utf8[..<exponent].split(omittingEmptySubsequences: false) { $0 == 0x2E || $0 == 0x2C }
        return parts.count <= 2 && parts.allSatisfy(\.areDigits)
    }

    /// Whether a spreadsheet made a date of it: `20.11.2026`, `2026-11-20`, `20/11/2026`.
    var looksLikeDate: Bool {
        guard (8...10).contains(utf8.count) else { return false }
        let parts = utf8.split(omittingEmptySubsequences: false) { $0 == 0x2E || $0 == 0x2F || $0 == 0x2D }
        guard parts.count == 3, parts.allSatisfy(\.areDigits) else { return false }
        let counts = parts.map(\.count)
        let isYearFirst = counts == [4, 2, 2] && utf8.allSatisfy { $0 != 0x2E && $0 != 0x2F }
        return isYearFirst || ((1...2).contains(counts[0]) && (1...2).contains(counts[1]) && counts[2] == 4)
    }

    /// Its decimal digits as numbers; nil when anything else is there.
    var asciiDigits: [Int]? {
        var digits: [Int] = []
        for byte in utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            digits.append(Int(byte) - 48)
        }
        return digits
    }
}

extension Substring.UTF8View {
    /// Whether there are decimal digits and nothing else.
    fileprivate var areDigits: Bool {
        !isEmpty && allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
