public import Kernel

/// A phone number in E.164, as in `+40722555014`.
public struct PhoneNumber: Hashable, Sendable, CustomStringConvertible {
    /// `+` and 8 to 15 digits.
    public let text: String

    /// Reads a number as somebody typed it, in the way of that country: spaces, dots, dashes, slashes and brackets are
    /// ignored; `00` is `+`; without either it is a national number, or an international one that lost its `+`.
    public init(reading typed: String, country: Country) throws(IdentifierFailure) {
        let text = typed.plain
        try self.init(plain: text.utf8.span, country: country)
    }

    /// Every number that somebody may mean who writes it without a country, that country's first; one at most if it is
    /// written with its calling code.
    public static func readings(of typed: String, first country: Country) -> [PhoneNumber] {
        ([country] + PhonePlan.all.compactMap { Country($0.country) }).reduce(into: []) { found, country in
            if let number = try? PhoneNumber(reading: typed, country: country), !found.contains(number) {
                found.append(number)
            }
        }
    }

    /// Reads the UTF-8 of a cell.
    public init(reading typed: Span<UInt8>, country: Country) throws(IdentifierFailure) {
        guard typed.isPlain else {
            try self.init(reading: String(typed), country: country)
            return
        }
        try self.init(plain: typed, country: country)
    }

    private init(plain text: Span<UInt8>, country: Country) throws(IdentifierFailure) {
        guard !text.isEmpty else { throw .empty }
        guard text.count <= 40 else { throw .tooLong }
        if text.looksScientific { throw .scientificNotation }
        if text.looksLikeDate { throw .looksLikeDate }
        var dialled = InlineArray<40, UInt8>(repeating: 0)
        var count = 0
        // `(+48) 501…`, too.
        let plus = text[0] == UInt8(ascii: "(") && text.count > 1 ? 1 : 0
        let isInternational = text[plus] == UInt8(ascii: "+")
        for index in text.indices {
            let byte = text[index]
            // `+49 (0) 171…`: who calls from abroad leaves it out.
            if isInternational, count > 0, Self.isTrunkZero(text, index) { continue }
            if byte &- 0x30 < 10 {
                dialled[count] = byte
                count += 1
            } else if !Self.isIgnored(byte), index != plus || !isInternational {
                throw .phoneMalformed
            }
        }
        let digits = dialled.span.extracting(0..<count)
        if isInternational {
            self.text = try Self.international(digits)
        } else if count >= 2, text[0] == UInt8(ascii: "0"), digits[1] == UInt8(ascii: "0") {
            self.text = try Self.international(digits.extracting(2..<count))
        } else {
            self.text = try Self.national(digits, country: country)
        }
    }

    /// The digits of a normalized text behind the calling code, where the country's numbering is known; else all.
    static func nationalDigits(of text: String) -> Substring {
        let digits = text.dropFirst()
        let plan = PhonePlan.all.first { digits.utf8.starts(with: "\($0.callingCode)".utf8) }
        return digits.dropFirst(plan?.callingCode.utf8CodeUnitCount ?? 0)
    }

    /// Whether a zero stands alone in brackets there.
    private static func isTrunkZero(_ text: Span<UInt8>, _ index: Int) -> Bool {
        text[index] == UInt8(ascii: "0") && index > 0 && index + 1 < text.count
            && text[index - 1] == UInt8(ascii: "(") && text[index + 1] == UInt8(ascii: ")")
    }

    private static func isIgnored(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "("),
            UInt8(ascii: ")"):
            true
        default: false
        }
    }

    private static func international(_ digits: Span<UInt8>) throws(IdentifierFailure) -> String {
        guard (8...15).contains(digits.count), digits[0] != UInt8(ascii: "0") else { throw .phoneMalformed }
        for plan in PhonePlan.all where PhonePlan.begins(digits, with: plan.callingCode) {
            // `+40 (0)722…`: the trunk zero belongs to national dialling only.
            var start = plan.callingCode.utf8CodeUnitCount
            if plan.hasTrunkZero, start < digits.count, digits[start] == UInt8(ascii: "0") { start += 1 }
            guard plan.has(digits, from: start) else { throw .phoneMalformed }
            return written(plan, digits.extracting(start..<digits.count))
        }
        return "+" + String(digits)
    }

    private static func national(_ digits: Span<UInt8>, country: Country) throws(IdentifierFailure) -> String {
        guard let plan = PhonePlan.of(country) else { throw .phoneWithoutCountry }
        guard digits.count > 4 else { throw .phoneMalformed }
        if plan.hasTrunkZero, digits[0] == UInt8(ascii: "0") {
            guard plan.has(digits, from: 1) else { throw .phoneMalformed }
            return written(plan, digits.extracting(1..<digits.count))
        }
        let isNational = plan.has(digits, from: 0)
        let code = plan.callingCode.utf8CodeUnitCount
        if !isNational, PhonePlan.begins(digits, with: plan.callingCode), plan.has(digits, from: code) {
            return written(plan, digits.extracting(code..<digits.count))
        }
        guard isNational else { throw .phoneMalformed }
        if plan.hasTrunkZero { throw .lostLeadingZero }
        return written(plan, digits)
    }

    private static func written(_ plan: PhonePlan, _ national: Span<UInt8>) -> String {
        var text = InlineArray<48, UInt8>(repeating: UInt8(ascii: "+"))
        var count = 1
        plan.callingCode.withUTF8Buffer { code in
            for index in code.indices {
                text[count] = unsafe code[index]
                count += 1
            }
        }
        for index in national.indices {
            text[count] = national[index]
            count += 1
        }
        return String(text.span.extracting(0..<count))
    }

    /// The normalized text.
    public var description: String { text }
}
