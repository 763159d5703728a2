import Employers
import Kernel
import People
import Store
import TestKit
import Testing

/// Whose a national id is, when HR has given it by mistake.
@Suite("Employers: national ids given by mistake")
struct NationalIDTests {
    private static let header = "employee_number,given_name,family_name,package,national_id"

    private func roster(_ rows: String...) -> String { RosterText.of(rows, header: Self.header) }

    /// Who of the network has that serial's number.
    private func holder(_ serial: Int, in house: House) async throws -> PersonID? {
        let people = house.people
        return try await house.store.read { session in
            let id = try NationalID(reading: RosterText.cnp(serial), country: .romania)
            return try people.persons(withNationalIDIndexes: [people.nationalIDIndex(id)], in: session).values.first
        }
    }

    private func person(_ number: String, of employer: Employer, in house: House) async throws -> PersonID? {
        try await house.employment(number, of: employer)?.person
    }

    @Test("B8, B11: numbers that an undone roster gave to known people lead to nobody, and then to the right ones")
    func undone() async throws {
        try await House.with(limits: .smallSlices) { house in
            let acme = try await house.employer("ACME")
            let beta = try await house.employer("BETA")
            try await house.apply(roster("1,Ana,Pop,primary,", "2,Dan,Radu,primary,"), to: acme)
            let swapped = try await house.apply(
                roster("1,Ana,Pop,primary,\(RosterText.cnp(2))", "2,Dan,Radu,primary,\(RosterText.cnp(1))"),
                to: acme
            )
            try await house.applier.undo(swapped.id)
            #expect(try await holder(1, in: house) == nil)
            let right = roster("1,Ana,Pop,primary,\(RosterText.cnp(1))", "2,Dan,Radu,primary,\(RosterText.cnp(2))")
            try await house.apply(right, to: acme)
            try await house.apply(right, to: beta)
            for number in ["1", "2"] {
                let here = try await person(number, of: acme, in: house)
                #expect(try await person(number, of: beta, in: house) == here)
            }
        }
    }

    @Test("B9a, B11: a number that HR clears isn't the person's any more, and is again when that is undone")
    func cleared() async throws {
        try await House.with { house in
            let acme = try await house.employer("ACME")
            let wrong = roster("1,Ana,Pop,primary,\(RosterText.cnp(2))")
            try await house.apply(wrong, to: acme)
            let ana = try await person("1", of: acme, in: house)
            let clearing = try await house.apply(roster("1,Ana,Pop,primary,"), to: acme)
            #expect(try await holder(2, in: house) == nil)
            try await house.applier.undo(clearing.id)
            #expect(try await holder(2, in: house) == ana)
            try await house.apply(roster("1,Ana,Pop,primary,"), to: acme)
            try await house.apply(roster("1,Ana,Pop,primary,\(RosterText.cnp(1))"), to: acme)
            #expect(try await holder(1, in: house) == ana)
            // Whose number it really is comes to another employer, and is somebody else.
            let beta = try await house.employer("BETA")
            try await house.apply(roster("7,Dan,Radu,primary,\(RosterText.cnp(2))"), to: beta)
            #expect(try await person("7", of: beta, in: house) != ana)
        }
    }

    @Test("B11: a number that another employer gives, too, stays the person's when one of them clears it or is undone")
    func statedTwice() async throws {
        try await House.with { house in
            let acme = try await house.employer("ACME")
            let beta = try await house.employer("BETA")
            try await house.apply(roster("1,Ana,Pop,primary,"), to: acme)
            let given = try await house.apply(roster("1,Ana,Pop,primary,\(RosterText.cnp(1))"), to: acme)
            try await house.apply(roster("9,Ana,Pop,premium,\(RosterText.cnp(1))"), to: beta)
            let ana = try await person("1", of: acme, in: house)
            #expect(try await person("9", of: beta, in: house) == ana)
            try await house.applier.undo(given.id)
            #expect(try await holder(1, in: house) == ana)
            try await house.apply(roster("1,Ana,Pop,primary,\(RosterText.cnp(1))"), to: acme)
            try await house.apply(roster("1,Ana,Pop,primary,"), to: acme)
            #expect(try await holder(1, in: house) == ana)
        }
    }

    @Test("B11: a wrong number of somebody who came back can be cleared: what is over says nothing any more")
    func clearedAfterReturn() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let (row, other) = ("1,Ana,Pop,primary,", "9,Dan,Radu,primary,")
            try await house.apply(roster(row + RosterText.cnp(2), other), to: acme)
            try await house.apply(roster(other), to: acme)
            house.kit.clock.advance(days: 30)
            try await house.apply(roster(row + RosterText.cnp(2), other), to: acme)
            let ana = try #require(try await person("1", of: acme, in: house))
            #expect(try await holder(2, in: house) == ana)
            try await house.apply(roster(row, other), to: acme)
            #expect(try await holder(2, in: house) == nil)
        }
    }

    @Test("B8: what stopped behind an undoing is taken back at the next start")
    func resumed() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(roster("1,Ana,Pop,primary,"), to: acme)
            try await house.apply(roster("1,Ana,Pop,primary,\(RosterText.cnp(1))"), to: acme)
            // As if the program had ended between the two transactions.
            try await house.store.write { session in
                let set = try session.first("SELECT change_set FROM national_id_change") { try $0[0] as ChangeSetID }
                try ChangeSet.withdraw(try #require(set), in: session)
            }
            try await house.applier.finishUndoing()
            #expect(try await holder(1, in: house) == nil)
        }
    }
}
