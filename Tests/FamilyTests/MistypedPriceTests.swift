import Employers
import Family
import Kernel
import TestKit
import Testing

/// It is 2026-11-20; Ioana's add-on for her husband costs 35.00 a month.
@Suite("A mistyped price")
struct MistypedPriceTests {
    private static let stays = EmployersFailure.agreementExists(mayBeReplaced: false)

    @Test("B23: a price that was announced by mistake is taken back with its agreement, and the member is told")
    func replaced() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2027-01-01", familyPrice: 35000)
            try await world.reprice()
            #expect(try await world.now(addOn).endReason == .price)
            await #expect(throws: EmployersFailure.agreementExists(mayBeReplaced: true)) {
                try await world.agree(from: "2027-01-01", familyPrice: 3500)
            }
            try await world.agree(from: "2027-01-01", familyPrice: 3500, replace: true)
            #expect(try await world.reprice() == 1)
            #expect(try await world.now(addOn).until == nil)
            #expect(try await world.payroll("2027-01").total.amount == 3500)
            let letters = try await world.letters(to: world.ioana.person)
            #expect(letters.count { $0.contains("goes on at 35.00 RON a month") } == 1)
        }
    }

    @Test("B23: what a member has consented to stays")
    func consented() async throws {
        try await World.with { world in
            let addOn = try await world.subscribe(startsOn: "2026-11-01")
            try await world.agree(from: "2027-01-01", familyPrice: 4000)
            try await world.reprice()
            try await world.consent(to: 4000, of: addOn)
            await #expect(throws: Self.stays) {
                try await world.agree(from: "2027-01-01", familyPrice: 3500, replace: true)
            }
        }
    }

    @Test("B24: what an add-on was approved by stays; one that starts before doesn't matter")
    func approved() async throws {
        try await World.with { world in
            try await world.agree(from: "2026-12-15", familyPrice: 3000)
            _ = try await world.subscribe(startsOn: "2026-12-14")
            try await world.agree(from: "2026-12-15", familyPrice: 3100, replace: true)
            let later = try await world.subscribe(try World.wish("Ana"), startsOn: "2026-12-15")
            #expect(later.price.amount == 3100)
            await #expect(throws: Self.stays) {
                try await world.agree(from: "2026-12-15", familyPrice: 3200, replace: true)
            }
        }
    }

    @Test("B26: what a month was closed by stays")
    func closed() async throws {
        try await World.with { world in
            try await world.agree(from: "2026-12-15", familyPrice: 4000)
            try await world.close("2026-11")
            try await world.agree(from: "2026-12-15", familyPrice: 4100, replace: true)
            try await world.close("2026-12")
            await #expect(throws: Self.stays) {
                try await world.agree(from: "2026-12-15", familyPrice: 4200, replace: true)
            }
        }
    }
}
