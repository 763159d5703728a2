import Kernel

/// Makes a roster of people who don't exist, of any size, for trying things out: UTF-8, comma, LF.
///
/// All columns but `username` and `end_date`, filled in every row; employee numbers, e-mail addresses, phones and valid
/// CNPs are distinct; a third of the names carry diacritics. The same seed gives the same bytes.
public struct RosterGenerator: Sendable {
    private let rows: Int
    private let seed: UInt64

    /// The most rows for which phones stay distinct.
    public static let rowLimit = 10_000_000

    /// A roster of that many rows; no more than `rowLimit`.
    public init(rows: Int, seed: UInt64 = 1) {
        self.rows = min(max(rows, 0), Self.rowLimit)
        self.seed = seed
    }

    /// Writes it in pieces of some 64 KiB.
    public func write(to body: ([UInt8]) throws -> Void) rethrows {
        var bytes = Array(
            "employee_number,given_name,family_name,email,phone,national_id,birth_date,department,package,start_date,locale\n"
                .utf8
        )
        bytes.reserveCapacity(70_000)
        var random = SyntheticRandom(seed: seed)
        let offset = Int(random.next() % UInt64(Self.rowLimit))
        for index in 0..<rows {
            SyntheticPerson(index: index, offset: offset, random: &random).write(to: &bytes)
            if bytes.count >= 65_536 {
                try body(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        if !bytes.isEmpty { try body(bytes) }
    }
}

/// SplitMix64: numbers that depend on the seed alone. Not for secrets.
struct SyntheticRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// One of the elements.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(next() % UInt64(elements.count))]
    }

    /// A number below that one.
    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
