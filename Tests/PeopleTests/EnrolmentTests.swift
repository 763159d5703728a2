import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Enrolment")
struct EnrolmentTests {
    @Test("B11: a person with a known national id is the same person for every source")
    func sameNationalID() async throws {
        try await TestStore.with(People.migrations) { kit in
            let people = People(vault: kit.vault)
            let id = try NationalID(reading: "1750606429769", country: .romania)
            let persons = try await kit.store.write { session in
                try people.enroll(
                    [
                        Arrival(source: session.newID(), givenName: "Andrei", familyName: "Tudor", nationalID: id),
                        Arrival(source: session.newID(), givenName: "Ana", familyName: "Tudor"),
                        Arrival(source: session.newID(), givenName: "Andrei M.", familyName: "Tudor", nationalID: id),
                    ],
                    changeSet: ChangeSet.immediate,
                    in: session
                )
            }
            #expect(persons[0] == persons[2])
            #expect(persons[0] != persons[1])
            try await kit.store.read { session in
                let index = people.nationalIDIndex(id)
                let found = try people.persons(withNationalIDIndexes: [index], in: session)
                #expect(found == [index: persons[0]])
                #expect(try people.birthDate(of: persons[0], in: session) == Day("1975-06-06"))
                #expect(try people.matches(persons[0], document: " 1750606429769 ", in: session))
                #expect(try !people.matches(persons[1], document: "1750606429769", in: session))
            }
        }
    }

    @Test("B4: enrolling and describing again with one change set changes nothing")
    func idempotent() async throws {
        try await TestStore.with(People.migrations) { kit in
            let people = People(vault: kit.vault)
            try await kit.store.write { session in
                let set = try ChangeSet.open(in: session)
                let arrival = Arrival(source: session.newID(), givenName: "Ion", familyName: "Popescu")
                let first = try people.enroll([arrival], changeSet: set, in: session)
                #expect(try people.enroll([arrival], changeSet: set, in: session) == first)
                #expect(throws: PeopleFailure.noSuchPerson) { _ = try people.name(of: first[0], in: session) }
                try ChangeSet.publish(set, in: session)
                #expect(try people.name(of: first[0], in: session) == PersonName(given: "Ion", family: "Popescu"))

                let second = try ChangeSet.open(in: session)
                var change = arrival
                change.person = first[0]
                change.familyName = "Ionescu"
                try people.describe([change], changeSet: second, in: session)
                try people.describe([change], changeSet: second, in: session)
                #expect(try people.name(of: first[0], in: session).family == "Popescu")
                try ChangeSet.publish(second, in: session)
                #expect(try people.name(of: first[0], in: session).family == "Ionescu")
                try ChangeSet.withdraw(second, in: session)
                #expect(try people.name(of: first[0], in: session).family == "Popescu")
            }
        }
    }
}
