public import Kernel

/// What a partner's tariffs say together: which price holds on which day.
public struct PriceList: Hashable, Sendable {
    /// What all its prices are in; nil without any.
    public let currency: Currency?
    private var steps: [ServiceCode: [Step]] = [:]

    /// One service in one tariff.
    struct Entry: Hashable {
        let service: ServiceCode
        let from: Day
        /// Minor units.
        let price: Int64
    }

    private struct Step: Hashable {
        let from: Day
        let price: Int64
    }

    /// - Parameter entries: the earliest first; of one day, as they were set.
    init(_ entries: [Entry], currency: Currency?) {
        self.currency = currency
        for entry in entries {
            // What is set anew for a day replaces what was set for it before.
            steps[entry.service, default: []].removeAll { $0.from == entry.from }
            steps[entry.service, default: []].append(Step(from: entry.from, price: entry.price))
        }
    }

    /// What one of a service costs on a day, in minor units: the price of the latest tariff by then that names it; nil
    /// where none does.
    public func price(of service: ServiceCode, on day: Day) -> Int64? {
        steps[service]?.last { $0.from <= day }?.price
    }

    /// The first day that has any price; nil without any.
    public var firstDay: Day? { steps.values.joined().map(\.from).min() }

    /// Whether each of the prices has been set for exactly that day.
    func says(_ prices: [ServiceCode: Int64], from day: Day) -> Bool {
        prices.allSatisfy { service, price in
            steps[service]?.contains(Step(from: day, price: price)) ?? false
        }
    }
}
