import API
import Employers
import Entitlements
import Family
import Foundation
import Kernel
import Partners
import People
import Secrets
import Store

/// What `carnet demo` does before it serves. Each step looks first whether it has been done.
struct DemoWork {
    let composition: Composition
    let folder: SeedFolder
    let plan: DemoPlan
    let reports: URL

    /// The password of every demo login.
    static let password = "carnet demo password"

    /// What the demo has, as the command prints it.
    struct Result: Encodable {
        let employer: String
        let employerId: EmployerID
        let locationId: LocationID
        let password: String
        let logins: [String: String]
        let otpauth: String?
        let files: [String]

        var text: String {
            let second = otpauth.map { "  (second factor: \($0))" } ?? "  (its second factor was shown the first time)"
            return """

                Logins, all with the password "\(password)":
                  HR of \(employer):  \(logins["hr"] ?? "")
                  desk:        \(logins["desk"] ?? "")
                  operator:    \(logins["operator"] ?? "")\(second)
                """
        }
    }

    private var services: Services { composition.services }
    private var store: any Store { composition.store }

    /// - Parameter say: told, line by line, what happens.
    func run(_ say: (String) throws -> Void) async throws -> Result {
        try say(try await folder.load(into: composition).text)
        let employer = try await openEmployer()
        try say("Employer \(employer.code), \(employer.name): \(employer.id)")
        let otpauth = try await addLogins()
        try await importRoster(say)
        try await addOn(of: employer, say)
        try await inviteAll()
        let month = employer.zone.day(at: SystemTime().now()).month
        let export = try await PayrollExport(
            employer: plan.employer.code,
            month: month,
            options: .standard,
            folder: reports
        )
        .write(closing: false, composition)
        try say("\n" + export.text)
        let (partners, desk) = (composition.services.partners, plan.desk)
        let place = try await store.read { session -> (id: LocationID, partner: PartnerCode)? in
            guard let code = desk.locationCode.flatMap({ PartnerCode($0) }),
                let id = try partners.location(code: code, in: session),
                let location = try partners.location(id, in: session)
            else { return nil }
            return (id, try partners.partner(location.partner, in: session).code)
        }
        guard let place else {
            throw CommandFailure("demo.json: desk.locationCode names no location of partners.json.")
        }
        let settlement = try await SettlementExport(partner: place.partner, month: month, folder: reports)
            .write(closing: false, composition)
        try say("\n" + settlement.text)
        return Result(
            employer: plan.employer.code.text,
            employerId: employer.id,
            locationId: place.id,
            password: Self.password,
            logins: [
                "hr": plan.hr.identifier, "desk": plan.desk.identifier, "operator": plan.operator.identifier,
            ],
            otpauth: otpauth,
            files: export.files + settlement.files
        )
    }

    private func openEmployer() async throws -> Employer {
        let (employers, plan) = (services.employers, plan)
        return try await store.write { session in
            let known = try employers.employers(limit: 200, in: session).first { $0.code == plan.employer.code }
            let employer =
                try known
                ?? employers.open(
                    NewEmployer(
                        code: plan.employer.code,
                        name: plan.employer.name,
                        taxId: plan.employer.taxId,
                        country: plan.employer.country,
                        currency: plan.employer.currency,
                        zone: plan.employer.timeZone
                    ),
                    in: session
                )
            let prices = plan.agreement.prices.map { price in
                (
                    price.package,
                    PackagePrice(
                        price: Money(amount: price.price, currency: employer.currency),
                        familyPrice: Money(amount: price.familyPrice, currency: employer.currency)
                    )
                )
            }
            try employers.addAgreement(
                employer.id,
                from: plan.agreement.from,
                prices: Dictionary(uniqueKeysWithValues: prices),
                in: session
            )
            return employer
        }
    }

    /// The operator's second factor, when the login is new.
    private func addLogins() async throws -> String? {
        let password = try Password(reading: Self.password)
        var otpauth: String?
        for login in [
            StaffLogin(role: .hr, identifier: plan.hr.identifier, employer: plan.employer.code),
            StaffLogin(role: .desk, identifier: plan.desk.identifier, location: plan.desk.locationCode),
            StaffLogin(role: .operator, identifier: plan.operator.identifier),
        ] {
            do {
                let added = try await login.add(password: password, composition)
                otpauth = otpauth ?? added.otpauth
            } catch PeopleFailure.identifierTaken {
                // The login is there from an earlier run.
                continue
            }
        }
        return otpauth
    }

    private func importRoster(_ say: (String) throws -> Void) async throws {
        let work = RosterImport(composition)
        let path = folder.url.deletingLastPathComponent().appending(path: plan.roster).path
        let roster = try await work.read(path, employer: plan.employer.code, mode: .full)
        if let problem = roster.problem { throw problem }
        try say("\nRoster \(plan.roster)\n\(roster.difference)")
        try await sayRefused(roster, say)
        guard roster.state == .ready, roster.counts.joins + roster.counts.changes + roster.counts.leaves > 0 else {
            return
        }
        _ = try await work.apply(roster.id)
        try say("Applied.")
    }

    private func addOn(of employer: Employer, _ say: (String) throws -> Void) async throws {
        let (employers, family, people, plan) = (
            services.employers, composition.services.family, services.people, plan.familyAddOn
        )
        let line = try await store.write { session -> String? in
            guard let employment = try employers.employment(number: plan.employeeNumber, at: employer.id, in: session)
            else {
                throw CommandFailure("demo.json: nobody has the employee number \(plan.employeeNumber).")
            }
            guard try family.family(of: employment.person, in: session).isEmpty else { return nil }
            let today = employer.zone.day(at: session.now)
            let consent = try people.currentText(.payrollDeduction, on: today, language: .ro, in: session)
            let new = NewFamilyRequest(
                givenName: plan.givenName,
                familyName: plan.familyName,
                relation: plan.relation,
                birthDate: plan.birthDate,
                package: plan.package,
                consentVersion: consent.version
            )
            let request = try family.request(new, by: employment.person, in: session)
            _ = try family.approve(request.id, for: employer.id, startsOn: today.month.firstDay, in: session)
            return
                "Approved \(plan.package) for \(plan.givenName) \(plan.familyName), family of \(plan.employeeNumber)."
        }
        try say("\n" + (line ?? "The family add-on is there already."))
    }

    private func inviteAll() async throws {
        let employers = services.employers
        while try await store.write({ try employers.inviteDue(in: $0) }) > 0 {}
    }

    /// Says which rows were refused and why, at most so many that they can be read.
    private func sayRefused(_ roster: Roster, _ say: (String) throws -> Void) async throws {
        let rosters = Rosters(services.employers)
        let page = try await store.read {
            try rosters.differences(of: roster.id, DifferenceQuery(kind: .refused), in: $0)
        }
        for row in page.items {
            let problems = row.problems.map { problem in
                "\(problem.column?.rawValue ?? "row") \(problem.message.text(in: .en))"
            }
            try say(
                "  line \(row.line ?? 0), \(row.employeeNumber ?? "no number"): \(problems.joined(separator: "; "))"
            )
        }
    }
}
