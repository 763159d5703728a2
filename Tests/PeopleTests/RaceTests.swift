import Kernel
import People
import Store
import TestKit
import Testing

/// What must hold when two programs, or two devices, do the same at the same moment.
@Suite("People at once")
struct RaceTests {
    @Test("B18: sixteen devices complete one person's activations: one account, one card, one session")
    func activations() async throws {
        try await House.with { house in
            let person = try await house.arrive(email: "a@acme.example", phone: "0722555014", username: "ana")
            var starts: [Start] = []
            for identifier in ["a@acme.example", "0722555014", "ana"] {
                starts.append(try await house.start(identifier))
            }
            let all = starts
            let results = try await atOnce(12) { number in
                let start = all[number % 3]
                return failure(try await house.complete(start.id, start.code?.digits ?? ""))
            }
            #expect(results.count { $0 == nil } == 1)
            #expect(results.allSatisfy { [nil, .alreadyActivated, .codeInvalid].contains($0) }, "\(results)")
            let counts = try await house.read { _, session in
                try session.first(
                    """
                    SELECT (SELECT COUNT(*) FROM login WHERE person = ?1), (SELECT COUNT(*) FROM card WHERE person = ?1),
                        (SELECT COUNT(*) FROM login_session)
                    """,
                    person
                ) { [try $0[0] as Int, try $0[1], try $0[2]] }
            }
            #expect(counts == [1, 1, 1])
        }
    }

    @Test("B18, B22: of all who prove one e-mail address at once, one has it, and the others are told so")
    func oneAddress() async throws {
        try await House.with { house in
            var changes: [(Start, LoginID)] = []
            for name in ["ion", "dan", "eva", "mia"] {
                _ = try await house.arrive(name, username: name)
                let slip = try await house.slip(try #require(try await house.holder(of: name)))
                let start = try await house.start(name)
                let login = try await house.complete(start.id, slip.code).get().login
                changes.append((try await house.startContact(.email, "a@acme.example", login), login))
            }
            _ = try await house.arrive("Ana", email: "a@acme.example")
            let activation = try await house.start("a@acme.example")
            let all = changes
            let results = try await atOnce(5) { number -> PeopleFailure? in
                do {
                    guard number < 4 else {
                        return failure(try await house.complete(activation.id, activation.code?.digits ?? ""))
                    }
                    return failure(try await house.completeContact(all[number].0, all[number].1))
                } catch let refusal as PeopleFailure { return refusal }
            }
            #expect(results.count { $0 == nil } == 1)
            #expect(results.count { $0 == .identifierTaken } == 4, "\(results)")
        }
    }

    @Test("B22: a login that proves two e-mail addresses at once has one of them afterwards")
    func twoContacts() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            let login = try await house.activate("a@acme.example").login
            var starts: [Start] = []
            for number in 0..<4 {
                starts.append(try await house.startContact(.email, "a\(number)@acme.example", login))
            }
            let all = starts
            let results = try await atOnce(4) { failure(try await house.completeContact(all[$0], login)) }
            #expect(results.allSatisfy { $0 == nil }, "\(results)")
            let known = try await house.read { try $0.identifiers(of: login, in: $1) }
            #expect(known.count == 1)
        }
    }

    @Test("B20: 64 starts at once give an identifier five codes, and 200 give an address 120")
    func starts() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            let codes = try await atOnce(64) { number in
                await house.isTaken { try await house.start("a@acme.example", from: "192.0.2.\(number)") }
            }
            #expect(codes.count { $0 } == 5)
            let starts = try await atOnce(200) { number in
                await house.isTaken { try await house.start("someone.\(number)", from: "198.51.100.1") }
            }
            #expect(starts.count { $0 } == 120)
        }
    }

    @Test("200 wrong passwords at once from one address get 120 tries between them")
    func signInTries() async throws {
        try await House.with { house in
            let tries = try await atOnce(200) { number in
                await house.isTaken {
                    try await house.write {
                        try $0.signInCandidates(identifier: "someone.\(number)", address: "198.51.100.1", in: $1)
                    }
                }
            }
            #expect(tries.count { $0 } == 120)
        }
    }

    @Test("B22: sign-ins at once leave a login its two hundred sessions, and no more")
    func sessions() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            let login = try await house.activate("a@acme.example").login
            let candidate = try #require(try await house.candidates("a@acme.example").first)
            for _ in 0..<198 { _ = try await house.open(candidate).get() }
            _ = try await atOnce(16) { _ in try await house.open(candidate).get() }
            let open = try await house.read { try $0.sessions(of: login, in: $1).count }
            #expect(open == 200)
        }
    }

    @Test("B19: of password resets at once one holds, and no session of an older password outlives it")
    func resets() async throws {
        try await House.with { house in
            _ = try await house.arrive(email: "a@acme.example")
            let login = try await house.activate("a@acme.example", hash: "old").login
            let candidate = try #require(try await house.candidates("a@acme.example").first)
            let first = try await house.startReset("a@acme.example")
            let second = try await house.startReset("a@acme.example")
            let results = try await atOnce(12) { number -> PeopleFailure? in
                switch number % 3 {
                case 0: failure(try await house.completeReset(first.id, first.code?.digits ?? "", hash: "first"))
                case 1: failure(try await house.completeReset(second.id, second.code?.digits ?? "", hash: "second"))
                default: failure(try await house.open(candidate)) == .credentialsInvalid ? nil : .notActivated
                }
            }
            #expect(results.count { $0 == .codeInvalid } == 7, "\(results)")
            let open = try await house.read { try $0.sessions(of: login, in: $1) }
            #expect(open.isEmpty)
        }
    }

    @Test("B11: two employers' rosters with the same people at once make each person once")
    func nationalIDs() async throws {
        try await House.with { house in
            let country = try #require(Country("DE"))
            let ids = try (1000..<1040).map { try NationalID(reading: "AB\($0)", country: country) }
            let rosters = try await atOnce(4) { number in
                try await house.write { people, session in
                    let rows = number % 2 == 0 ? ids : ids.reversed()
                    let arrivals = rows.map {
                        Arrival(source: session.newID(), givenName: "Ana", familyName: "Pop", nationalID: $0)
                    }
                    let persons = try people.enroll(arrivals, changeSet: ChangeSet.immediate, in: session)
                    return number % 2 == 0 ? persons : persons.reversed()
                }
            }
            #expect(Set(rosters).count == 1)
            let counted = try await house.read { _, session in
                try session.first("SELECT COUNT(*), COUNT(DISTINCT person) FROM username") { row in
                    [try row[0] as Int, try row[1]]
                }
            }
            #expect(counted == [40, 40])
            let persons = try await house.read { _, session in
                try session.first("SELECT COUNT(*) FROM person") { try $0[0] as Int }
            }
            #expect(persons == 40)
        }
    }

    @Test("B6: a username that many rosters give at once is one person's, also one that nobody uses any more")
    func usernames() async throws {
        try await House.with { house in
            // Whose roster was withdrawn.
            try await house.write { people, session in
                let set = try ChangeSet.open(in: session)
                let arrival = Arrival(
                    source: session.newID(),
                    givenName: "Ana",
                    familyName: "Pop",
                    username: try Username(reading: "left")
                )
                try people.enroll([arrival], changeSet: set, in: session)
                try ChangeSet.withdraw(set, in: session)
            }
            for name in ["fresh", "left"] {
                _ = try await atOnce(8) { number in
                    try await house.arrive("P\(number)", "Q", username: name)
                }
                let holders = try await house.read { _, session in
                    try session.all("SELECT DISTINCT person FROM live_profile WHERE username = ?1", name) { row in
                        try row[0] as PersonID
                    }
                }
                #expect(holders.count == 1)
                #expect(try await house.holder(of: name) == holders.first)
            }
        }
    }

    @Test("B17: of slips printed at once the last is good, and all have one username")
    func slips() async throws {
        try await House.with { house in
            let person = try await house.arrive()
            let slips = try await atOnce(4) { _ in try await house.slip(person) }
            #expect(Set(slips.map(\.username)).count == 1)
            let start = try await house.start(slips[0].username.text)
            let results = try await atOnce(4) { failure(try await house.complete(start.id, slips[$0].code)) }
            #expect(results.count { $0 == nil } == 1)
            #expect(results.count { $0 == .codeInvalid } == 3)
        }
    }

    @Test("what has expired is cleared away by many programs at once, each row once")
    func sweeps() async throws {
        try await House.with { house in
            for number in 0..<30 {
                _ = try await house.start("someone.\(number)")
                _ = try await house.candidates("someone.\(number)")
            }
            house.kit.clock.advance(days: 2)
            let swept = try await atOnce(8) { _ in
                var swept = 0
                while case let count = try await house.write({ try $0.sweep(limit: 4, in: $1) }), count > 0 {
                    swept += count
                }
                return swept
            }
            #expect(swept.reduce(0, +) == 60)
        }
    }
}

extension House {
    /// Whose username it is.
    fileprivate func holder(of name: String) async throws -> PersonID? {
        let username = try Username(reading: name)
        return try await read { try $0.holder(of: username, in: $1) }
    }

    /// Whether the limits let it through.
    fileprivate func isTaken<T>(_ body: () async throws -> T) async -> Bool {
        do {
            _ = try await body()
            return true
        } catch PeopleFailure.tooManyTries { return false } catch PeopleFailure.tooManySignIns { return false } catch {
            Issue.record(error)
            return false
        }
    }
}
