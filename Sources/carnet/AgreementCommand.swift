import API
import ArgumentParser
import Employers
import Family
import Kernel
import Store

/// What employers negotiated.
struct AgreementCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "agreement",
        abstract: "Add what an employer negotiated.",
        subcommands: [Add.self]
    )

    /// Adds an agreement.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an agreement that holds from a day until the next one.",
            discussion: "Example: carnet agreement add --employer ACME --from 2026-01-01 --package primary=4500,3500"
        )

        @Option(help: "The employer's code.")
        var employer: EmployerCode
        @Option(help: "The first day on which it holds.")
        var from: Day
        @Option(
            help: "CODE=PRICE,FAMILYPRICE in minor units a month; once for each package.",
            transform: PriceArgument.init(reading:)
        )
        var package: [PriceArgument]
        @Option(help: "When coverage ends for who leaves: with the month of the last day of work, or with that day.")
        var coverageEnds: CoverageEnd = .month
        @Flag(help: "Replace another agreement from that day that hasn't begun, as long as nobody relies on it.")
        var replace = false
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func validate() throws {
            guard !package.isEmpty else { throw ValidationError("Give at least one --package CODE=PRICE,FAMILYPRICE.") }
            guard Set(package.map(\.code)).count == package.count else {
                throw ValidationError("Each package may be given once.")
            }
        }

        func run() async throws {
            let added = try await Composition.with(database, mustExist: true) { composition in
                let (employers, family) = (composition.services.employers, composition.services.family)
                return try await composition.store.write { [employer, from, package, coverageEnds, replace] session in
                    let known = try employers.employer(code: employer, in: session)
                    let prices = package.map { ($0.code, $0.prices(in: known.currency)) }
                    let agreement = try employers.addAgreement(
                        known.id,
                        from: from,
                        prices: Dictionary(uniqueKeysWithValues: prices),
                        coverageEnds: coverageEnds,
                        replace: replace,
                        isReliedOn: { try family.reliesOnAgreement(from: from, of: known.id, in: session) },
                        in: session
                    )
                    let repriced = try family.followPrices(of: known.id, in: session)
                    return AgreementOutput(id: agreement.id, from: from, addOnsRepriced: repriced)
                }
            }
            try report(added, json: format.json) {
                let line = "The agreement of \(employer) from \(from) stands: \(added.id)"
                guard added.addOnsRepriced > 0 else { return line }
                return line + "\nNew price for family add-ons: \(added.addOnsRepriced); their members are told."
            }
        }
    }
}

/// `primary=4500,3500`: what a package costs the employer, and what a family add-on costs the employee.
struct PriceArgument: Sendable {
    let code: PackageCode
    let price: Int64
    let familyPrice: Int64

    init(reading text: String) throws {
        guard let match = text.wholeMatch(of: /([^=]+)=([0-9]{1,12}),([0-9]{1,12})/), let code = PackageCode(match.1),
            let price = Int64(match.2), let familyPrice = Int64(match.3)
        else {
            throw ValidationError("'\(text)' isn't CODE=PRICE,FAMILYPRICE in minor units, as in primary=4500,3500.")
        }
        self.code = code
        self.price = price
        self.familyPrice = familyPrice
    }

    func prices(in currency: Currency) -> PackagePrice {
        PackagePrice(
            price: Money(amount: price, currency: currency),
            familyPrice: Money(amount: familyPrice, currency: currency)
        )
    }
}

private struct AgreementOutput: Encodable {
    let id: AgreementID
    let from: Day
    /// Family add-ons that get another price to come.
    let addOnsRepriced: Int
}
