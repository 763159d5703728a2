// What the readers of typed texts share.

extension String {
    /// Without white space at its ends, no-break spaces included.
    var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    /// Whether a spreadsheet made a number of it: `4.07E+10`, `2,69042E+12`.
    var looksScientific: Bool { wholeMatch(of: /[0-9]+([.,][0-9]+)?[eE]\+[0-9]+/) != nil }

    /// Whether a spreadsheet made a date of it: `20.11.2026`, `2026-11-20`, `20/11/2026`.
    var looksLikeDate: Bool {
        wholeMatch(of: /[0-9]{1,2}[.\/-][0-9]{1,2}[.\/-][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil
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
