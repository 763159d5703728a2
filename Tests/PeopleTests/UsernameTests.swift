import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Usernames")
struct UsernameTests {
    private func profileUsername(_ house: House, _ person: PersonID) async throws -> String? {
        try await house.kit.store.read { session in
            try session.first("SELECT username FROM live_profile WHERE person = ?1", person) { try $0[0] as String? }
        } ?? nil
    }

    @Test("B2a: who has no e-mail, phone or username gets one made, each a different one")
    func made() async throws {
        try await House.with { house in
            var names: Set<String> = []
            for _ in 0..<50 {
                let person = try await house.arrive("Ștefan-Ion", "Țîrlea")
                names.insert(try #require(try await profileUsername(house, person)))
            }
            #expect(names.count == 50)
            #expect(names.contains("stefan.tirlea"))
            #expect(names.allSatisfy { $0.hasPrefix("stefan.tirlea") && $0.wholeMatch(of: /.*\b[0-9]{6}\b.*/) == nil })
            let contacted = try await house.arrive("Ana", "Pop", email: "a@acme.example")
            #expect(try await profileUsername(house, contacted) == nil)
            let foreign = try await house.arrive("علی", "رضایی")
            #expect(try await profileUsername(house, foreign) == "membru")
        }
    }

    @Test("B2a: namesakes of one slice of a roster get a username each, and keep it")
    func namesakes() async throws {
        try await House.with { house in
            let persons = try await house.write { people, session in
                let arrivals = (0..<20).map { _ in
                    Arrival(source: session.newID(), givenName: "Ana", familyName: "Pop")
                }
                return try people.enroll(arrivals, changeSet: ChangeSet.immediate, in: session)
            }
            var names: Set<String> = []
            for person in persons {
                let name = try #require(try await profileUsername(house, person))
                let username = try Username(reading: name)
                #expect(try await house.read { try $0.holder(of: username, in: $1) } == person)
                names.insert(name)
            }
            #expect(names.count == 20)
        }
    }

    @Test("B2a: a username is one person's in the network; who comes later gets another")
    func unique() async throws {
        try await House.with { house in
            let first = try await house.arrive(email: "a@acme.example", username: "ana")
            let second = try await house.arrive("Ana", "Ionescu", email: "b@acme.example", username: "ANA")
            #expect(try await profileUsername(house, first) == "ana")
            #expect(try await profileUsername(house, second) == "ana.ionescu")
            let ana = try Username(reading: "ana")
            #expect(try await house.read { try $0.holder(of: ana, in: $1) } == first)
            #expect(try await house.read { try $0.isTaken(try Username(reading: "ion"), in: $1) } == false)
        }
    }

    @Test("B8: what a withdrawn roster took is free again; what a person uses isn't")
    func withdrawn() async throws {
        try await House.with { house in
            let ana = try Username(reading: "ana")
            let email = try EmailAddress(reading: "a@acme.example")
            let arrive: @Sendable (ChangeSetID, People, Session) throws -> PersonID = { set, people, session in
                let arrival = Arrival(
                    source: session.newID(),
                    givenName: "A",
                    familyName: "P",
                    email: email,
                    username: ana
                )
                return try people.enroll([arrival], changeSet: set, in: session)[0]
            }
            let (set, first) = try await house.write { people, session in
                let set = try ChangeSet.open(in: session)
                return (set, try arrive(set, people, session))
            }
            // Also while it isn't published.
            #expect(try await house.read { try $0.holder(of: ana, in: $1) } == first)
            try await house.write { try ChangeSet.withdraw(set, in: $1) }
            #expect(try await house.read { try $0.isTaken(ana, in: $1) } == false)
            let second = try await house.write { try arrive(ChangeSet.immediate, $0, $1) }
            #expect(second != first)
            #expect(try await house.read { try $0.holder(of: ana, in: $1) } == second)
            #expect(try await profileUsername(house, second) == "ana")
            try await house.activate("ana")
            #expect(try await house.read { try $0.holder(of: ana, in: $1) } == second)
        }
    }
}
