import Kernel

// What the readers of typed texts share. Rosters meet them in millions of cells, so they look at bytes.

extension String {
    /// Without white space at its ends, no-break spaces included.
    var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    /// As it was meant: trimmed, ASCII digits for Persian ones, a plain dash and a plain space for the typographer's,
    /// and without the invisible marks that copying brings along.
    var plain: String {
        guard !utf8.span.isPlain else { return self }
        var result = UnicodeScalarView()
        for scalar in unicodeScalars where !scalar.isInvisibleMark {
            switch scalar.value {
            case 0x2010...0x2015, 0x2212: result.append("-")
            default: result.append(scalar.properties.isWhitespace ? " " : scalar.withASCIIDigit)
            }
        }
        return String(result).trimmed
    }

    /// Its decimal digits as numbers; nil when anything else is there.
    var asciiDigits: [Int]? {
        var digits: [Int] = []
        for byte in utf8 {
            guard byte &- 0x30 < 10 else { return nil }
            digits.append(Int(byte) - 0x30)
        }
        return digits
    }
}

extension Span where Element == UInt8 {
    /// Whether it is printable ASCII without a space at its ends: as plain as can be.
    var isPlain: Bool {
        guard count > 0, self[0] != 0x20, self[count - 1] != 0x20 else { return isEmpty }
        for index in indices where self[index] &- 0x20 > 0x5E { return false }
        return true
    }

    /// Whether a spreadsheet made a number of it: `4.07E+10`, `2,69042E+12`.
    var looksScientific: Bool {
        guard let plus = firstIndex(of: UInt8(ascii: "+")), plus > 1, self[plus - 1] | 0x20 == UInt8(ascii: "e"),
            areDigits(plus + 1..<count)
        else { return false }
        let exponent = plus - 1
        let point = firstIndex(of: UInt8(ascii: ".")) ?? firstIndex(of: UInt8(ascii: ",")) ?? exponent
        return areDigits(0..<min(point, exponent)) && (point >= exponent || areDigits(point + 1..<exponent))
    }

    /// Whether a spreadsheet made a date of it: `20.11.2026`, `2026-11-20`, `20/11/2026`.
    var looksLikeDate: Bool {
        guard (8...10).contains(count), let first = indices.first(where: { !isDigit($0) }),
            let second = indices.dropFirst(first + 1).first(where: { !isDigit($0) }),
            self[first] == self[second], areDigits(first + 1..<second), areDigits(second + 1..<count)
        else { return false }
        switch (self[first], first, second - first - 1, count - second - 1) {
        case (UInt8(ascii: "-"), 4, 2, 2): return true
        case (UInt8(ascii: "-"), 1...2, 1...2, 4), (UInt8(ascii: "."), 1...2, 1...2, 4),
            (UInt8(ascii: "/"), 1...2, 1...2, 4):
            return true
        default: return false
        }
    }

    func firstIndex(of byte: UInt8) -> Int? { indices.first { self[$0] == byte } }

    func isDigit(_ index: Int) -> Bool { self[index] &- 0x30 < 10 }

    /// Whether there are decimal digits and nothing else.
    func areDigits(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        for index in range where !isDigit(index) { return false }
        return true
    }

    /// The digit there; only where `isDigit`.
    func digit(_ index: Int) -> Int { Int(self[index]) - 0x30 }

    /// The number that the digits there are; only where `areDigits`.
    func number(_ range: Range<Int>) -> Int {
        var number = 0
        for index in range { number = number * 10 + digit(index) }
        return number
    }
}

extension UInt8 {
    /// A to Z in lower case; any other byte as it is.
    var lowercasedASCII: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

    /// a to z in upper case; any other byte as it is.
    var uppercasedASCII: UInt8 { self &- 0x61 < 26 ? self & 0xDF : self }

    /// Whether it is one of a to z, A to Z, 0 to 9.
    var isASCIILetterOrDigit: Bool { isASCIILetter || self &- 0x30 < 10 }

    /// Whether it is one of a to z, A to Z.
    var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
}
