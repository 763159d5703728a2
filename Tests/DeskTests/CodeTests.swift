import Desk
import Kernel
import People
import Secrets
import Store
import TestKit
import Testing

@Suite("Verification by card and rotating code")
struct CodeTests {
    @Test(
        "B36: the codes of the previous, the current and the next step count, and no others",
        arguments: [(-2, false), (-1, true), (0, true), (1, true), (2, false)]
    )
    func steps(step: Int64, counts: Bool) async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let result = try await counter.verify(member.proof(at: counter.kit.clock.now(), steps: step))
            #expect(failure(result) == (counts ? nil : .codeInvalid))
        }
    }

    @Test("B36, B43: the same code sent again here gives the same verification, and works nowhere else")
    func again() async throws {
        try await Counter.with { counter in
            let member = try await counter.member(package: "premium")
            let proof = member.proof(at: counter.kit.clock.now())
            let first = try await counter.verify(proof).get()
            counter.kit.clock.advance(seconds: 20)
            #expect(try await counter.verify(proof).get() == first)
            let colleague = LoginID(bits: 0x4002)
            #expect(try await counter.verify(proof, by: colleague).get() == first)
            #expect(failure(try await counter.verify(proof, at: counter.there)) == .codeInvalid)
            let next = member.proof(at: counter.kit.clock.now(), steps: 1)
            #expect(try await counter.verify(next, at: counter.there).get().id != first.id)
        }
    }

    @Test("B36: a code typed with spaces counts, anything else doesn't; a card that nobody has is no such member")
    func typed() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let code = member.code(at: counter.kit.clock.now())
            for wrong in ["", "000", code + "0", String(code.reversed()), "abcdef"] where wrong != code {
                let result = try await counter.verify(.card(number: member.cardNumber, code: wrong))
                #expect(failure(result) == .codeInvalid, "\(wrong)")
            }
            for number in ["", "1", "123456789012", member.cardNumber + "1"] {
                #expect(failure(try await counter.verify(.card(number: number, code: code))) == .noSuchMember)
            }
            let spaced = "\(code.prefix(3)) \(code.suffix(3))"
            #expect(
                try await counter.verify(.card(number: member.cardNumber, code: spaced)).get().person == member.person
            )
        }
    }

    @Test("B36: fifty desks with one code at once make one verification, at one location")
    func race() async throws {
        try await Counter.with { counter in
            let member = try await counter.member(package: "premium")
            let proof = member.proof(at: counter.kit.clock.now())
            let results = try await withThrowingTaskGroup(of: Result<Verification, DeskFailure>.self) { group in
                for number in 0..<50 {
                    let login = LoginID(bits: UInt128(number))
                    let location = number % 2 == 0 ? counter.here : counter.there
                    group.addTask { try await counter.verify(proof, at: location, by: login) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(results.compactMap { try? $0.get().id }).count == 1)
            #expect(results.filter { failure($0) == nil }.count == 25)
            #expect(results.filter { failure($0) == .codeInvalid }.count == 25)
            let rows = try await counter.read { try $0.first("SELECT COUNT(*) FROM verification") { try $0[0] as Int } }
            #expect(rows == 1)
        }
    }

    @Test("B36: the schema itself lets no step be used twice")
    func unique() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            _ = try await counter.verified(member)
            _ = try await counter.verified(member)
            let constraint = "verification.step, verification.holder, verification.person"
            await #expect(throws: StoreFailure.notUnique(constraint: constraint)) {
                try await counter.write { try $0.run("UPDATE verification SET step = 1") }
            }
        }
    }

    @Test("B39: what the desk is shown: the name, the package, and what of this location's services it can record")
    func sheet() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let sheet = try await counter.sheet(member)
            #expect(sheet.name.full == "Ana Pop")
            #expect(sheet.package.text == "primary")
            #expect(
                sheet.services.map {
                    "\($0.service) \($0.credits?.description ?? "-") \($0.isCovered) \($0.isLimitReached) \($0.isAffordable)"
                } == [
                    "cardio 8 true false true", "dentist - false false false", "glasses 8 true false true",
                    "gp 4 true false true", "massage - false false false", "tele 0 true false true",
                ]
            )
        }
    }
}
