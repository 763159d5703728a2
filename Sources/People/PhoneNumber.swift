public import Kernel

/// A phone number in E.164, as in `+40722555014`.
public struct PhoneNumber: Hashable, Sendable, CustomStringConvertible {
    /// `+` and 8 to 15 digits.
    public let text: String

    /// Reads a number as somebody typed it, in the way of that country: spaces, dots, dashes, slashes and brackets are
    /// ignored; `00` is `+`; without either it is a national number, or an international one that lost its `+`.
    public init(reading typed: String, country: Country) throws(IdentifierFailure) {
        let text = typed.trimmed
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= 40 else { throw .tooLong }
        if text.looksScientific { throw .scientificNotation }
        if text.looksLikeDate { throw .looksLikeDate }
        let isInternational = text.hasPrefix("+") || text.hasPrefix("00")
        var digits = ""
        for character in text.hasPrefix("+") ? text.dropFirst() : text[...] {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else if !character.isWhitespace, !".-/()\u{2010}\u{2011}\u{2013}".contains(character) {
                throw .phoneMalformed
            }
        }
        if isInternational {
            if text.hasPrefix("00") { digits.removeFirst(2) }
            try self.init(international: digits)
        } else {
            try self.init(national: digits, country: country)
        }
    }

    private init(international digits: String) throws(IdentifierFailure) {
        guard (8...15).contains(digits.count), digits.first != "0" else { throw .phoneMalformed }
        for plan in PhonePlan.all where digits.hasPrefix(plan.callingCode) {
            // `+40 (0)722…`: the trunk zero belongs to national dialling only.
            var rest = digits.dropFirst(plan.callingCode.count)
            if plan.hasTrunkZero, rest.first == "0" { rest = rest.dropFirst() }
            guard plan.lengths.contains(rest.count) else { throw .phoneMalformed }
            text = "+" + plan.callingCode + rest
            return
        }
        text = "+" + digits
    }

    private init(national digits: String, country: Country) throws(IdentifierFailure) {
        guard let plan = PhonePlan.of(country) else { throw .phoneWithoutCountry }
        if plan.hasTrunkZero, digits.first == "0" {
            guard plan.lengths.contains(digits.count - 1) else { throw .phoneMalformed }
            text = "+" + plan.callingCode + digits.dropFirst()
        } else if digits.hasPrefix(plan.callingCode),
            plan.lengths.contains(digits.count - plan.callingCode.count),
            !plan.lengths.contains(digits.count)
        {
            text = "+" + digits
        } else if !plan.hasTrunkZero {
            guard plan.lengths.contains(digits.count) else { throw .phoneMalformed }
            text = "+" + plan.callingCode + digits
        } else {
            throw plan.lengths.contains(digits.count) ? .lostLeadingZero : .phoneMalformed
        }
    }

    /// The normalized text.
    public var description: String { text }
}

/// How a country writes its numbers: ITU-T E.164's national numbering plans, as far as reading needs them.
struct PhonePlan: Sendable {
    let country: String
    let callingCode: String
    /// Whether national numbers open with a zero that international ones drop.
    let hasTrunkZero: Bool
    /// Digits after the calling code.
    let lengths: ClosedRange<Int>

    static let all = [
        PhonePlan(country: "RO", callingCode: "40", hasTrunkZero: true, lengths: 9...9),
        PhonePlan(country: "BG", callingCode: "359", hasTrunkZero: true, lengths: 7...9),
        PhonePlan(country: "PL", callingCode: "48", hasTrunkZero: false, lengths: 9...9),
        PhonePlan(country: "SE", callingCode: "46", hasTrunkZero: true, lengths: 7...9),
        PhonePlan(country: "FI", callingCode: "358", hasTrunkZero: true, lengths: 5...11),
        PhonePlan(country: "IR", callingCode: "98", hasTrunkZero: true, lengths: 10...10),
    ]

    static func of(_ country: Country) -> PhonePlan? { all.first { $0.country == country.code } }
}
