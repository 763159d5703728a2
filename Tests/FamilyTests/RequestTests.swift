import Employers
import Family
import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Family requests")
struct RequestTests {
    @Test("B23: a request keeps who, the price, and the consent with its version and instant")
    func request() async throws {
        try await World.with { world in
            let request = try await world.ask(
                try World.wish(" Mihai\n Andrei ", "Dumitrescu", email: "Mihai@Acme.example", phone: "0722 555 015")
            )
            #expect(request.name == "Mihai Andrei Dumitrescu")
            #expect(request.state == .pending)
            #expect(request.relation == .spouse)
            #expect(request.price == Money(amount: 3500, currency: try ron()))
            #expect(request.consent.version == "2026-01")
            #expect(request.consent.language == .en)
            #expect(request.consent.at == .testStart)
            #expect(request.employer == world.acme.id)
            #expect(request.employment == world.ioana.employment)
            #expect(request.employeeNumber == "10058")
            #expect(request.employeeName == "Ioana Dumitrescu")
            #expect(request.addOn == nil)
            let consents = try await world.read { session in
                try session.all("SELECT version FROM consent WHERE person = ?1", world.ioana.person) { row in
                    try row[0] as String
                }
            }
            #expect(consents == ["2026-01"])
        }
    }

    @Test("B23: the price is shown before asking")
    func price() async throws {
        try await World.with { world in
            let prices = try await world.read { session in
                try ["primary", "principal", "gold"].map { package in
                    try world.family.price(
                        of: try #require(PackageCode(package)),
                        for: world.ioana.person,
                        in: session
                    )?.amount
                }
            }
            #expect(prices == [3500, 7500, nil])
        }
    }

    @Test("B23: the price shown is the one of the start that comes unless HR says another one")
    func priceOfStart() async throws {
        try await World.with { world in
            try await world.agree(from: "2026-12-01", familyPrice: 2000)
            let shown = try await world.read { session in
                try world.family.price(of: try primary(), for: world.ioana.person, in: session)?.amount
            }
            #expect(shown == 2000)
            let request = try await world.ask()
            #expect(request.price.amount == 2000)
            #expect(try await world.approve(request).price.amount == 2000)
            #expect(try await world.payroll("2026-12").total.amount == 2000)
        }
    }

    @Test("B23: nothing dearer than what the member consented to is deducted; an earlier start at that price may be")
    func dearer() async throws {
        try await World.with { world in
            let request = try await world.ask()
            try await world.agree(from: "2026-11-21", familyPrice: 9000)
            let (consented, now) = (request.price, Money(amount: 9000, currency: try ron()))
            await #expect(throws: FamilyFailure.priceHigher(consented: consented, now: now)) {
                try await world.approve(request)
            }
            #expect(try await world.approve(request, startsOn: "2026-11-20").price.amount == 3500)
        }
    }

    @Test("B23: a price that has fallen by the start counts, and the consent keeps the one that was shown")
    func cheaper() async throws {
        try await World.with { world in
            let request = try await world.ask()
            try await world.agree(from: "2026-12-01", familyPrice: 1000)
            let addOn = try await world.approve(request)
            #expect(addOn.price.amount == 1000)
            #expect(try await world.payroll("2026-12").total.amount == 1000)
            #expect(try await world.letters(to: world.ioana.person).contains { $0.contains("10.00 RON") })
            let requests = try await world.read { session in
                try world.family.family(of: world.ioana.person, in: session)
            }
            #expect(requests.map(\.price.amount) == [3500])
        }
    }

    private func primary() throws -> PackageCode { try #require(PackageCode("primary")) }

    struct Wrong: Sendable, CustomTestStringConvertible {
        let code: String
        let wish: NewFamilyRequest
        var testDescription: String { code }
    }

    private static func wrongs() throws -> [Wrong] {
        [
            Wrong(code: "name-invalid", wish: try World.wish("", "Dumitrescu")),
            Wrong(code: "name-invalid", wish: try World.wish("Mihai", "\u{0}")),
            Wrong(code: "birth-date-invalid", wish: try World.wish(born: "2026-11-21")),
            Wrong(code: "birth-date-invalid", wish: try World.wish(born: "1850-01-01")),
            Wrong(code: "email-invalid", wish: try World.wish(email: "mihai")),
            Wrong(code: "phone-invalid", wish: try World.wish(phone: "12")),
            Wrong(code: "no-such-package", wish: try World.wish(package: "gold")),
        ]
    }

    @Test("B23: what can't be right is refused by name, and nothing is kept")
    func refusals() async throws {
        try await World.with { world in
            for wrong in try Self.wrongs() {
                let failure = await #expect(throws: FamilyFailure.self) { try await world.ask(wrong.wish) }
                #expect(failure?.code == wrong.code)
            }
            await #expect(throws: PeopleFailure.self) { try await world.ask(try World.wish(consent: "2025-01")) }
            let kept = try await world.read { session in
                try world.family.family(of: world.ioana.person, in: session)
            }
            #expect(kept.isEmpty)
        }
    }

    @Test("B23: a double click makes one request, whatever the case and the diacritics")
    func doubleClick() async throws {
        try await World.with { world in
            _ = try await world.ask(try World.wish("Ștefan", "Țîrlea"))
            await #expect(throws: FamilyFailure.alreadyRequested) {
                try await world.ask(try World.wish("STEFAN", " ţirlea", package: "principal"))
            }
            // Another birth date is another family member: father and son may have one name.
            _ = try await world.ask(try World.wish("Ștefan", "Țîrlea", born: "2015-01-01"))
        }
    }

    @Test("B23: fifty clicks at once make one request")
    func manyClicks() async throws {
        try await World.with { world in
            let outcomes = await withTaskGroup(of: String.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        do {
                            return try await world.ask().state.rawValue
                        } catch {
                            return (error as? FamilyFailure)?.code ?? "\(error)"
                        }
                    }
                }
                return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(outcomes == ["pending": 1, "already-requested": 49])
        }
    }

    @Test("a refused or withdrawn request may be asked again; one with an add-on may not")
    func again() async throws {
        try await World.with { world in
            let first = try await world.ask()
            try await world.write { session in
                try world.family.refuse(first.id, for: world.acme.id, reason: "No.", in: session)
            }
            let second = try await world.ask()
            try await world.write { session in
                try world.family.end(second.id, of: world.ioana.person, in: session)
            }
            let addOn = try await world.subscribe()
            await #expect(throws: FamilyFailure.alreadySubscribed) { try await world.ask() }
            _ = try await world.end(addOn)
            let next = try await world.subscribe(startsOn: "2027-01-01")
            #expect(next.person == addOn.person, "the same human being comes back as the same person")
        }
    }

    @Test("who has no employment today has no salary to deduct from")
    func employment() async throws {
        try await World.with { world in
            try await world.leave(world.ioana, lastDay: "2026-11-19")
            await #expect(throws: FamilyFailure.notEmployed) { try await world.ask() }
            let later = try await world.hire("2", "Dan", "Pop", from: "2026-11-21")
            await #expect(throws: FamilyFailure.notEmployed) { try await world.ask(by: later) }
        }
    }

    @Test("a suspended employer takes no requests")
    func suspended() async throws {
        try await World.with { world in
            let request = try await world.ask()
            try await world.write { session in
                try world.employers.suspend(world.acme.id, from: try day("2026-11-20"), reason: "unpaid", in: session)
            }
            await #expect(throws: FamilyFailure.employerSuspended) { try await world.ask(try World.wish("Ana")) }
            await #expect(throws: FamilyFailure.employerSuspended) { try await world.approve(request) }
        }
    }

    @Test("B11: with two employers, the one that was named deducts, and one must be where both could")
    func twoEmployers() async throws {
        try await World.with { world in
            let other = try await world.openEmployer("OTHER")
            let second = try await world.write { session in
                let id: EmploymentID = session.newID()
                try session.run(
                    """
                    INSERT INTO employment (id, employer, employee_number, person, given_name, family_name, package,
                        starts_on, left_by_absence, former, language, sort_name, search_text, introduced)
                    SELECT ?2, ?3, 'B-7', person, given_name, family_name, package, starts_on, 0, 0, language,
                        sort_name, search_text, introduced
                    FROM employment WHERE id = ?1
                    """,
                    world.ioana.employment,
                    id,
                    other.id
                )
                return id
            }
            var wish = try World.wish()
            await #expect(throws: FamilyFailure.employerNotNamed) { try await world.ask(wish) }
            try await world.write { session in
                try session.run("UPDATE agreement SET starts_on = '2027-01-01' WHERE employer = ?1", other.id)
            }
            #expect(try await world.ask(try World.wish("Ion")).employer == world.acme.id)
            try await world.write { session in
                try session.run("UPDATE agreement SET starts_on = '2026-01-01' WHERE employer = ?1", other.id)
            }
            wish.employer = other.id
            let request = try await world.ask(wish)
            #expect(request.employer == other.id)
            #expect(request.employment == second)
            #expect(request.employeeNumber == "B-7")
            wish = try World.wish("Ana")
            wish.employer = EmployerID(bits: 99)
            await #expect(throws: FamilyFailure.notEmployed) { try await world.ask(wish) }
        }
    }

    @Test("too many requests that wait are refused")
    func limit() async throws {
        try await World.with { world in
            for number in 1...20 { _ = try await world.ask(try World.wish("Copil \(number)", relation: .child)) }
            await #expect(throws: FamilyFailure.tooManyRequests) { try await world.ask(try World.wish("Copil 21")) }
        }
    }
}
