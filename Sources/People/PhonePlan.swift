import Kernel

/// How a country writes its numbers: its national numbering plan as notified to the ITU (E.164, national numbering
/// plans), as far as reading needs it.
struct PhonePlan: Sendable {
    let country: String
    let callingCode: StaticString
    /// Whether national numbers open with a zero that international ones drop.
    let hasTrunkZero: Bool
    /// What numbers begin with, and how many digits those have without the calling code; the longer opening first.
    let openings: [(digits: StaticString, lengths: ClosedRange<Int>)]

    static let all = [
        // Mobile 7, geographic 2 and 3, services 8 and 9: nine digits all.
        PhonePlan(
            country: "RO",
            callingCode: "40",
            hasTrunkZero: true,
            openings: [("7", 9...9), ("2", 9...9), ("3", 9...9), ("8", 9...9), ("9", 9...9)]
        ),
        // Mobile 87, 88, 89, 98 and 99 with nine digits, 43 and 48 with eight or nine.
        PhonePlan(
            country: "BG",
            callingCode: "359",
            hasTrunkZero: true,
            openings: [
                ("87", 9...9), ("88", 9...9), ("89", 9...9), ("98", 9...9), ("99", 9...9), ("43", 7...9), ("48", 8...9),
                ("2", 6...8), ("3", 7...8), ("4", 7...8), ("5", 7...8), ("6", 7...8), ("7", 7...8), ("8", 7...9),
                ("9", 7...8),
            ]
        ),
        // Nine digits, area codes among them; none begins with a zero.
        PhonePlan(
            country: "PL",
            callingCode: "48",
            hasTrunkZero: false,
            openings: [
                ("1", 9...9), ("2", 9...9), ("3", 9...9), ("4", 9...9), ("5", 9...9), ("6", 9...9), ("7", 9...9),
                ("8", 9...9), ("9", 9...9),
            ]
        ),
        // Mobile 70, 72, 73, 76 and 79 with nine digits; area codes of one to three digits and five to eight more.
        PhonePlan(
            country: "SE",
            callingCode: "46",
            hasTrunkZero: true,
            openings: [
                ("70", 9...9), ("72", 9...9), ("73", 9...9), ("76", 9...9), ("79", 9...9), ("1", 7...9), ("2", 7...9),
                ("3", 7...9), ("4", 7...9), ("5", 7...9), ("6", 7...9), ("7", 7...9), ("8", 7...9), ("9", 7...9),
            ]
        ),
        // Mobile 40 to 49 and 50 with six to ten digits.
        PhonePlan(
            country: "FI",
            callingCode: "358",
            hasTrunkZero: true,
            openings: [
                ("4", 6...10), ("50", 6...10), ("1", 5...10), ("2", 5...10), ("3", 5...10), ("5", 5...10),
                ("6", 5...10),
                ("7", 5...10), ("8", 5...10), ("9", 5...10),
            ]
        ),
        // Mobile 9; area codes of two digits and eight more: ten digits all.
        PhonePlan(
            country: "IR",
            callingCode: "98",
            hasTrunkZero: true,
            openings: [
                ("9", 10...10), ("1", 10...10), ("2", 10...10), ("3", 10...10), ("4", 10...10), ("5", 10...10),
                ("6", 10...10), ("7", 10...10), ("8", 10...10),
            ]
        ),
    ]

    static func of(_ country: Country) -> PhonePlan? { all.first { $0.country == country.code } }

    /// Whether the digits from there on are a number of the plan, without calling code and trunk zero.
    func has(_ digits: Span<UInt8>, from start: Int) -> Bool {
        for opening in openings where Self.begins(digits, at: start, with: opening.digits) {
            return opening.lengths.contains(digits.count - start)
        }
        return false
    }

    static func begins(_ digits: Span<UInt8>, at start: Int = 0, with opening: StaticString) -> Bool {
        guard digits.count - start >= opening.utf8CodeUnitCount else { return false }
        return opening.withUTF8Buffer { opening in
            for index in opening.indices where unsafe opening[index] != digits[start + index] { return false }
            return true
        }
    }
}
