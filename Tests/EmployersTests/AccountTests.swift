import Employers
import Kernel
import Store
import TestKit
import Testing

@Suite("Employers: accounts and agreements")
struct AccountTests {
    @Test("B1: an account is opened, found by code and by id, and a second one of that code refused")
    func opens() async throws {
        try await House.with { house in
            let acme = try await house.employer("ACME")
            #expect(acme.name == "ACME SRL")
            #expect(acme.country == .romania)
            try await house.store.read { session in
                try #expect(house.employers.employer(acme.id, in: session) == acme)
                try #expect(house.employers.employer(code: acme.code, in: session) == acme)
            }
            await #expect(throws: EmployersFailure.employerCodeTaken) { try await house.employer("ACME") }
            let beta = try await house.employer("BETA")
            let all = try await house.store.read { try house.employers.employers(in: $0) }
            #expect(all == [acme, beta])
        }
    }

    @Test("B1: what nobody opened isn't there")
    func unknown() async throws {
        try await House.with { house in
            await #expect(throws: EmployersFailure.noSuchEmployer) {
                try await house.store.read { _ = try house.employers.employer(EmployerID(bits: 5), in: $0) }
            }
        }
    }

    @Test("B1: a suspension counts from its day, and can be taken back; so does the end")
    func suspension() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let monday = try day("2026-11-23")
            try await house.store.write { session in
                try house.employers.suspend(acme.id, from: monday, reason: "unpaid", in: session)
            }
            let suspended = try await house.store.read { try house.employers.employer(acme.id, in: $0) }
            #expect(suspended.state(on: monday.adding(days: -1)) == .active)
            #expect(suspended.state(on: monday) == .suspended)
            #expect(suspended.openSuspension?.reason == "unpaid")
            try await house.store.write { session in
                try house.employers.reinstate(acme.id, in: session)
                try house.employers.end(acme.id, from: monday, in: session)
            }
            let ended = try await house.store.read { try house.employers.employer(acme.id, in: $0) }
            #expect(ended.state(on: monday.adding(days: -1)) == .active)
            #expect(ended.state(on: monday) == .ended)
        }
    }

    @Test(
        "B1: a suspension that was lifted is remembered, and another may follow; two at once, or in the past, may not"
    )
    func suspensions() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let (today, monday) = (try day("2026-11-20"), try day("2026-11-23"))
            func refusal(_ act: @escaping @Sendable (Session) throws -> Void) async -> EmployersFailure? {
                do {
                    try await house.store.write(act)
                    return nil
                } catch { return error as? EmployersFailure }
            }
            #expect(await refusal { try house.employers.reinstate(acme.id, in: $0) } == .notSuspended)
            for reason in ["", "bell\u{7}", "\u{202E}diapnu"] {
                #expect(
                    await refusal { try house.employers.suspend(acme.id, from: today, reason: reason, in: $0) }
                        == .suspensionReasonInvalid
                )
            }
            #expect(
                await refusal {
                    try house.employers.suspend(acme.id, from: today.adding(days: -1), reason: "x", in: $0)
                }
                    == .dayPast
            )
            #expect(
                await refusal { try house.employers.suspend(acme.id, from: today, reason: "unpaid", in: $0) } == nil
            )
            #expect(
                await refusal { try house.employers.suspend(acme.id, from: monday, reason: "again", in: $0) }
                    == .alreadySuspended
            )
            #expect(
                await refusal { try house.employers.reinstate(acme.id, from: today.adding(days: -1), in: $0) }
                    == .dayPast
            )
            #expect(await refusal { try house.employers.reinstate(acme.id, from: monday, in: $0) } == nil)
            #expect(
                await refusal {
                    try house.employers.suspend(acme.id, from: monday.adding(days: 1), reason: "again", in: $0)
                } == nil
            )
            // It would have begun later, and never does.
            #expect(await refusal { try house.employers.reinstate(acme.id, in: $0) } == nil)
            let after = try await house.store.read { try house.employers.employer(acme.id, in: $0) }
            #expect(after.suspensions.map(\.reason) == ["unpaid", "again"])
            #expect(after.suspensions.first?.span == DaySpan(from: today, until: monday))
            #expect(after.state(on: today) == .suspended)
            #expect(after.suspension(on: today.adding(days: -5))?.reason == "unpaid")
            #expect(after.suspension(on: today)?.reason == "unpaid")
            #expect(after.suspension(on: monday) == nil)
            #expect((0...9).allSatisfy { after.state(on: monday.adding(days: $0)) == .active })
            let told = try await house.store.read { session in
                try session.first("SELECT refused FROM sponsor WHERE id = ?1", acme.id) { try $0[0] as DaySpans }
            }
            #expect(told?.description == "2026-11-20/2026-11-23")
        }
    }

    @Test("B1: the price is that of the latest agreement, to the day")
    func prices() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let (primary, premium) = (try package("primary"), try package("premium"))
            func price(_ amount: Int64) -> PackagePrice {
                PackagePrice(
                    price: Money(amount: amount, currency: acme.currency),
                    familyPrice: Money(amount: amount - 1000, currency: acme.currency)
                )
            }
            let (old, new) = (price(4500), price(5000))
            let (january, december) = (try day("2026-01-01"), try day("2026-12-01"))
            try await house.store.write { session in
                try house.employers.addAgreement(acme.id, from: january, prices: [primary: old], in: session)
                try house.employers.addAgreement(acme.id, from: december, prices: [primary: new], in: session)
                // The same again changes nothing.
                try house.employers.addAgreement(acme.id, from: december, prices: [primary: new], in: session)
            }
            try await house.store.read { session in
                func found(_ day: Day, _ package: PackageCode) throws -> PackagePrice? {
                    try house.employers.price(of: package, employer: acme.id, on: day, in: session)
                }
                try #expect(found(january.adding(days: -1), primary) == nil)
                try #expect(found(january, primary) == old)
                try #expect(found(december.adding(days: -1), primary) == old)
                try #expect(found(december, primary) == new)
                try #expect(found(december, premium) == nil)
                try #expect(house.employers.agreements(of: acme.id, in: session).map(\.from) == [january, december])
            }
            await #expect(throws: EmployersFailure.agreementExists(mayBeReplaced: true)) {
                try await house.store.write { session in
                    try house.employers.addAgreement(acme.id, from: december, prices: [primary: old], in: session)
                }
            }
            await #expect(throws: EmployersFailure.priceInvalid) {
                try await house.store.write { session in
                    try house.employers.addAgreement(acme.id, from: december, prices: [:], in: session)
                }
            }
        }
    }

    @Test("B1: a mistyped agreement that hasn't begun, and that nobody relies on, is replaced")
    func replaced() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let (primary, premium) = (try package("primary"), try package("premium"))
            @Sendable func replace(
                from day: Day,
                _ amounts: [PackageCode: Int64],
                isReliedOn: Bool = false
            ) async throws -> Agreement {
                let prices = amounts.mapValues { amount in
                    let price = Money(amount: amount, currency: acme.currency)
                    return PackagePrice(price: price, familyPrice: price)
                }
                return try await house.store.write { session in
                    try house.employers.addAgreement(
                        acme.id,
                        from: day,
                        prices: prices,
                        coverageEnds: amounts[premium] == nil ? .day : .month,
                        replace: true,
                        isReliedOn: { isReliedOn },
                        in: session
                    )
                }
            }
            // It is 2026-11-20.
            let (today, tomorrow) = (try day("2026-11-20"), try day("2026-11-21"))
            let mistyped = try await replace(from: tomorrow, [primary: 35000, premium: 9000])
            await #expect(throws: EmployersFailure.agreementExists(mayBeReplaced: false)) {
                try await replace(from: tomorrow, [primary: 3500], isReliedOn: true)
            }
            let mended = try await replace(from: tomorrow, [primary: 3500])
            #expect(mended.id == mistyped.id)
            #expect(try await replace(from: tomorrow, [primary: 3500], isReliedOn: true) == mended)
            let kept = try await house.store.read { try house.employers.agreements(of: acme.id, in: $0) }
            #expect(kept == [mended])
            _ = try await replace(from: today, [primary: 35000])
            await #expect(throws: EmployersFailure.agreementExists(mayBeReplaced: false)) {
                try await replace(from: today, [primary: 3500])
            }
        }
    }
}
