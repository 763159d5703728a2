import Kernel
import Testing

@Suite("Identifiers")
struct IDTests {
    @Test("an identifier's outside form reads back", arguments: [UInt64(0), 1, .max, 0x0123_4567_89AB_CDEF])
    func roundTrip(random: UInt64) {
        let id = PersonID(at: Instant(seconds: 1_795_161_600), random: UInt128(random) << 64 | UInt128(random))
        #expect(PersonID(id.description) == id)
        #expect(id.description.hasPrefix("per_"))
        #expect(id.description.utf8.count == 30)
    }

    @Test("version and variant are those of RFC 9562's UUIDv7")
    func versionAndVariant() {
        let id = PersonID(at: Instant(seconds: 1), random: .max)
        #expect((id.bits >> 76) & 0xF == 7)
        #expect((id.bits >> 62) & 0b11 == 0b10)
        #expect(id.bits >> 80 == 1000)
    }

    @Test("later identifiers sort after earlier ones, inside and outside")
    func order() {
        let early = PersonID(at: Instant(microseconds: 1_000_000), random: .max)
        let late = PersonID(at: Instant(microseconds: 1_001_000), random: 0)
        #expect(early < late)
        #expect(early.description < late.description)
    }

    @Test(
        "what isn't an identifier of this kind is refused",
        arguments: [
            "", "per_", "emp_01j9z3k4m5n6p7q8r9s0t1v2w3", "per_01j9z3k4m5n6p7q8r9s0t1v2w",
            "per_81j9z3k4m5n6p7q8r9s0t1v2w3",
            "per_01j9z3k4m5n6p7q8r9s0t1v2wu", "PER_01j9z3k4m5n6p7q8r9s0t1v2w3", "per_01j9z3k4m5n6p7q8r9s0t1v2w3x",
        ]
    )
    func refused(text: String) { #expect(PersonID(text) == nil) }
}
