import API
import ArgumentParser
import Desk
import Kernel
import Partners
import Store

/// What partners are paid.
struct TariffCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "tariff",
        abstract: "Add what a partner is paid.",
        subcommands: [Add.self]
    )

    /// Adds a tariff.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a tariff: each price holds from a day on, until a later tariff names the service.",
            discussion:
                "Example: carnet tariff add --partner P001 --from 2026-01-01 --service ecg=9000 --service ct-head=38000"
        )

        @Option(help: "The partner's code.")
        var partner: PartnerCode
        @Option(help: "The first day on which it holds; none that is settled.")
        var from: Day
        @Option(help: "CODE=PRICE in minor units; once for each service.", transform: ServicePrice.init(reading:))
        var service: [ServicePrice]
        @Option(help: "Of all prices; the partner's earlier tariffs have the same.")
        var currency = Currency.leu
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func validate() throws {
            guard !service.isEmpty else { throw ValidationError("Give at least one --service CODE=PRICE.") }
            guard Set(service.map(\.code)).count == service.count else {
                throw ValidationError("Each service may be given once.")
            }
        }

        func run() async throws {
            let tariff = try await Composition.with(database, mustExist: true) { composition in
                let (partners, desk) = (composition.services.partners, composition.services.desk)
                return try await composition.store.write { [partner, from, service, currency] session in
                    let known = try partners.partner(code: partner, in: session)
                    let prices = service.map {
                        NewTariff.Price(service: $0.code, price: Money(amount: $0.price, currency: currency))
                    }
                    return try desk.setTariff(NewTariff(from: from, prices: prices), for: known, in: session).tariff
                }
            }
            try report(TariffOutput(id: tariff.id, from: from, services: tariff.prices.count), json: format.json) {
                "Added the tariff of \(partner) from \(from): \(tariff.id)"
            }
        }
    }
}

/// `ecg=9000`: what a partner is paid for one.
struct ServicePrice: Sendable {
    let code: ServiceCode
    let price: Int64

    init(reading text: String) throws {
        guard let match = text.wholeMatch(of: /([^=]+)=([0-9]{1,12})/), let code = ServiceCode(match.1),
            let price = Int64(match.2)
        else { throw ValidationError("'\(text)' isn't CODE=PRICE in minor units, as in ecg=9000.") }
        self.code = code
        self.price = price
    }
}

private struct TariffOutput: Encodable {
    let id: TariffID
    let from: Day
    let services: Int
}
