import Employers
import Kernel
import Messaging
import Store
import TestKit
import Testing

@Suite("Employers: invitations and lists")
struct InvitationTests {
    @Test("B17: everybody with an e-mail address or a phone is told once, after the application and not before")
    func once() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let header = "employee_number,given_name,family_name,package,email,phone\n"
            let roster = try await house.upload(
                header + "1,A,A,primary,a@acme.example,0722555001\n2,B,B,primary,,0722555002\n3,C,C,primary,,\n",
                to: acme
            )
            #expect(try await house.store.write { try house.employers.inviteDue(in: $0) } == 0)
            try await house.applier.apply(roster.id)
            #expect(try await house.store.write { try house.employers.inviteDue(in: $0) } == 3)
            #expect(try await house.store.write { try house.employers.inviteDue(in: $0) } == 0)
            #expect(try await house.store.read { try house.messaging.due(in: $0) } == [.email: 1, .sms: 1])
        }
    }

    @Test("B17: HR sends it again; who has neither address nor phone needs a slip")
    func again() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let header = "employee_number,given_name,family_name,package,email\n"
            try await house.apply(header + "1,A,A,primary,a@acme.example\n2,B,B,primary,\n", to: acme)
            try await house.store.write { _ = try house.employers.inviteDue(in: $0) }
            let one = try #require(try await house.employment("1", of: acme))
            let two = try #require(try await house.employment("2", of: acme))
            try await house.store.write { try house.employers.inviteAgain(one.id, in: $0) }
            #expect(try await house.store.write { try house.employers.inviteDue(in: $0) } == 1)
            #expect(try await house.store.read { try house.messaging.due(in: $0) } == [.email: 2])
            await #expect(throws: EmployersFailure.noContact) {
                try await house.store.write { try house.employers.inviteAgain(two.id, in: $0) }
            }
            await #expect(throws: EmployersFailure.noSuchEmployment) {
                try await house.store.write { try house.employers.inviteAgain(EmploymentID(bits: 9), in: $0) }
            }
        }
    }

    @Test("B17: a new address is written to as well, as long as there is no account")
    func newAddress() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let header = "employee_number,given_name,family_name,package,email\n"
            try await house.apply(header + "1,A,A,primary,\n", to: acme)
            try await house.store.write { _ = try house.employers.inviteDue(in: $0) }
            #expect(try await house.store.read { try house.messaging.due(in: $0) }.isEmpty)
            try await house.apply(header + "1,A,A,primary,a@acme.example\n", to: acme)
            try await house.store.write { _ = try house.employers.inviteDue(in: $0) }
            #expect(try await house.store.read { try house.messaging.due(in: $0) } == [.email: 1])
        }
    }

    @Test("B12: a list is found by parts of names in either order, numbers, addresses, packages and states, in pages")
    func lists() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let other = try await house.employer("BETA")
            let header = "employee_number,given_name,family_name,package,email,start_date,department\n"
            try await house.apply(
                header
                    + "10058,Ioana,Țuțea,primary,it@acme.example,2020-01-01,Vânzări\n"
                    + "10059,Ion,Șerban,premium,,2027-01-01,100%_x\n10060,Dan,Popa,primary,,2020-01-01,\n",
                to: acme
            )
            try await house.apply(header + "1,Ioana,Țuțea,primary,,2020-01-01,\n", to: other)
            func numbers(_ query: EmploymentQuery) async throws -> [String] {
                try await house.store.read { session in
                    try house.employers.employments(of: acme.id, query, in: session).items.map(
                        \.employment.employeeNumber
                    )
                }
            }
            #expect(try await numbers(EmploymentQuery()) == ["10060", "10059", "10058"])
            for text in ["tutea", "ȚUŢEA ioana", "ioana tutea", "10058", "it@acme", "vanzari"] {
                #expect(try await numbers(EmploymentQuery(text: text)) == ["10058"], "\(text)")
            }
            #expect(try await numbers(EmploymentQuery(text: "%_")) == ["10059"])
            #expect(try await numbers(EmploymentQuery(text: "nobody")).isEmpty)
            #expect(try await numbers(EmploymentQuery(package: try package("primary"))) == ["10060", "10058"])
            #expect(try await numbers(EmploymentQuery(state: .upcoming)) == ["10059"])
            #expect(try await numbers(EmploymentQuery(state: .invited)) == ["10060", "10058"])
            #expect(try await numbers(EmploymentQuery(state: .active)).isEmpty)
            var seen: [String] = []
            var cursor: String?
            repeat {
                let query = EmploymentQuery(limit: 1, cursor: cursor)
                let page = try await house.store.read { try house.employers.employments(of: acme.id, query, in: $0) }
                seen += page.items.map(\.employment.employeeNumber)
                cursor = page.nextCursor
            } while cursor != nil
            #expect(seen == ["10060", "10059", "10058"])
            await #expect(throws: EmployersFailure.cursorInvalid) { try await numbers(EmploymentQuery(cursor: "x")) }
        }
    }

    @Test("B8: the history of imports says what, when, by its hash, and the counts, the latest first")
    func history() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let first = try await house.apply(RosterText.people(1...2), to: acme)
            house.kit.clock.advance(seconds: 5)
            let second = try await house.upload("", to: acme)
            let history = try await house.store.read { try house.rosters.rosters(of: acme.id, in: $0) }
            #expect(history == [second, first])
            let older = try await house.store.read { try house.rosters.rosters(of: acme.id, before: second.id, in: $0) }
            #expect(older == [first])
            #expect(first.counts.joins == 2)
            #expect(first.appliedAt != nil)
        }
    }
}
