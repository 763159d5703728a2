import CSV
import Kernel

/// What is varied beside the bytes of a file, and depends on them alone, so that a file found once is found again.
struct FileShape {
    private var state: UInt64

    init(of file: [UInt8]) {
        // FNV-1a.
        state = 0xCBF2_9CE4_8422_2325
        for byte in file { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    /// Chunks of mostly few bytes, so that everything is cut somewhere.
    mutating func chunkSize() -> Int { below(4) == 0 ? 1 + below(300) : 1 + below(9) }

    /// The limits of a roster, or so small ones that most files meet one.
    mutating func limits() -> CSVLimits {
        guard below(3) == 0 else { return CSVLimits(maxFieldBytes: 16_384, maxColumns: 200, maxRowBytes: 131_072) }
        return CSVLimits(
            maxFieldBytes: 1 + below(20),
            maxColumns: 1 + below(8),
            maxRowBytes: 1 + below(60),
            maxFileBytes: below(2) == 0 ? .max : 1 + below(400)
        )
    }

    mutating func country() -> Country {
        let codes = ["RO", "BG", "PL", "SE", "FI", "IR", "DE"]
        return Country(codes[below(codes.count)]) ?? .romania
    }

    mutating func delimiter() -> Delimiter { Delimiter.allCases[below(Delimiter.allCases.count)] }

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }
}
