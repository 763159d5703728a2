import Employers
import Entitlements
import Kernel
import Store
import TestKit
import Testing

/// From which day to which coverage holds, by what a roster and an agreement say (B9). The clock stands at 2026-11-20.
@Suite("Employers: effective dates")
struct EffectiveDateTests {
    /// What a roster says, then what a second one says some days later, and what is covered in the end.
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        var ends = CoverageEnd.month
        /// The package, start and end that the first roster gives.
        let first: String
        var days: Int64 = 0
        /// The same of the second; nil: the person is missing from it.
        let second: String?
        let covered: [String]

        var testDescription: String { name }
    }

    private static let cases = [
        Case(
            name: "a start in the past is covered from today",
            first: "primary,2020-01-01,",
            second: "primary,2020-01-01,",
            covered: ["primary 2026-11-20 -"]
        ),
        Case(
            name: "a start in the future is covered from then",
            first: "primary,2027-01-15,",
            second: "primary,2027-01-15,",
            covered: ["primary 2027-01-15 -"]
        ),
        Case(
            name: "a future start that moves further",
            first: "primary,2026-12-01,",
            second: "primary,2027-02-01,",
            covered: ["primary 2027-02-01 -"]
        ),
        Case(
            name: "a future start that moves to the past",
            first: "primary,2026-12-01,",
            second: "primary,2026-11-01,",
            covered: ["primary 2026-11-20 -"]
        ),
        Case(
            name: "missing: covered to the end of the month",
            first: "primary,2020-01-01,",
            second: nil,
            covered: ["primary 2026-11-20 2026-12-01"]
        ),
        Case(
            name: "missing, by the day",
            ends: .day,
            first: "primary,2020-01-01,",
            days: 3,
            second: nil,
            covered: ["primary 2026-11-20 2026-11-24"]
        ),
        Case(
            name: "missing on the last of a month",
            first: "primary,2020-01-01,",
            days: 10,
            second: nil,
            covered: ["primary 2026-11-20 2026-12-01"]
        ),
        Case(
            name: "missing on the first of a month",
            first: "primary,2020-01-01,",
            days: 11,
            second: nil,
            covered: ["primary 2026-11-20 2027-01-01"]
        ),
        Case(
            name: "missing before the first day: never covered",
            first: "primary,2026-12-10,",
            second: nil,
            covered: []
        ),
        Case(
            name: "an end that is told",
            first: "primary,2020-01-01,",
            second: "primary,2020-01-01,2027-02-14",
            covered: ["primary 2026-11-20 2027-03-01"]
        ),
        Case(
            name: "an end that is told, by the day",
            ends: .day,
            first: "primary,2020-01-01,",
            second: "primary,2020-01-01,2027-02-14",
            covered: ["primary 2026-11-20 2027-02-15"]
        ),
        Case(
            name: "an end that moves",
            first: "primary,2020-01-01,2026-12-31",
            second: "primary,2020-01-01,2027-01-31",
            covered: ["primary 2026-11-20 2027-02-01"]
        ),
        Case(
            name: "an end that is taken back",
            first: "primary,2020-01-01,2026-12-31",
            second: "primary,2020-01-01,",
            covered: ["primary 2026-11-20 -"]
        ),
        Case(
            name: "another package holds from the day it is applied",
            first: "primary,2020-01-01,",
            days: 4,
            second: "premium,2020-01-01,",
            covered: ["primary 2026-11-20 2026-11-24", "premium 2026-11-24 -"]
        ),
        Case(
            name: "another package on the first day replaces it",
            first: "primary,2020-01-01,",
            second: "premium,2020-01-01,",
            covered: ["premium 2026-11-20 -"]
        ),
        Case(
            name: "another package before the first day of work",
            first: "primary,2027-01-15,",
            days: 4,
            second: "premium,2027-01-15,",
            covered: ["premium 2027-01-15 -"]
        ),
        Case(
            name: "another package and an end at once",
            first: "primary,2020-01-01,",
            days: 4,
            second: "premium,2020-01-01,2026-12-15",
            covered: ["primary 2026-11-20 2026-11-24", "premium 2026-11-24 2027-01-01"]
        ),
        Case(
            name: "an end on 29 February",
            first: "primary,2020-01-01,2028-02-29",
            second: "primary,2020-01-01,2028-02-29",
            covered: ["primary 2026-11-20 2028-03-01"]
        ),
    ]

    @Test("B9: starts, ends and packages take effect on their days", arguments: cases)
    func table(_ test: Case) async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await agree(house, acme, from: "2026-01-01", test.ends)
            let header = "employee_number,given_name,family_name,package,start_date,end_date"
            func file(_ cells: String?) -> String {
                // Somebody always stays, so that the file has a row.
                RosterText.of(["0,A,A,primary,2020-01-01,"] + (cells.map { ["1,B,B,\($0)"] } ?? []), header: header)
            }
            try await house.apply(file(test.first), to: acme)
            let employment = try #require(try await house.employment("1", of: acme))
            house.kit.clock.advance(days: test.days)
            try await house.apply(file(test.second), to: acme)
            #expect(try await covered(house, employment) == test.covered)
        }
    }

    @Test("B9: the agreement that holds on the last day of work says when coverage ends; later ones change nothing")
    func agreements() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await agree(house, acme, from: "2026-01-01", .month)
            try await agree(house, acme, from: "2027-01-01", .day)
            let header = "employee_number,given_name,family_name,package,end_date"
            let rows = ["1,A,A,primary,2026-12-31", "2,B,B,primary,2027-01-01", "3,C,C,primary,2027-06-15"]
            try await house.apply(RosterText.of(rows, header: header), to: acme)
            try await agree(house, acme, from: "2027-06-01", .month)
            let people = try await house.employments(of: acme).map(\.employment)
            var ends: [String] = []
            for employment in people { ends += try await covered(house, employment) }
            #expect(
                ends == [
                    "primary 2026-11-20 2027-01-01", "primary 2026-11-20 2027-01-02", "primary 2026-11-20 2027-06-16",
                ]
            )
        }
    }

    @Test("B1: the same agreement with another end of coverage is another agreement")
    func exists() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await agree(house, acme, from: "2026-01-01", .month)
            try await agree(house, acme, from: "2026-01-01", .month)
            await #expect(throws: EmployersFailure.agreementExists(mayBeReplaced: false)) {
                try await agree(house, acme, from: "2026-01-01", .day)
            }
            let all = try await house.store.read { try house.employers.agreements(of: acme.id, in: $0) }
            #expect(all.map(\.coverageEnds) == [.month])
        }
    }

    private func agree(_ house: House, _ employer: Employer, from: String, _ ends: CoverageEnd) async throws {
        let (from, primary) = (try day(from), try package("primary"))
        let price = Money(amount: 4500, currency: employer.currency)
        try await house.store.write { session in
            _ = try house.employers.addAgreement(
                employer.id,
                from: from,
                prices: [primary: PackagePrice(price: price, familyPrice: price)],
                coverageEnds: ends,
                in: session
            )
        }
    }

    private func covered(_ house: House, _ employment: Employment) async throws -> [String] {
        try await house.store.read { session in
            try house.entitlements.coverages(from: employment.source, in: session).map { coverage in
                "\(coverage.package) \(coverage.from) \(coverage.until.map(\.description) ?? "-")"
            }
        }
    }
}
