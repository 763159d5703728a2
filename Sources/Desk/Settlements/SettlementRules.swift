import Kernel
import Partners

/// What a settlement says, without a database.
enum SettlementRules {
    /// A month is over when it is in every zone.
    static func isOver(_ month: Month, at now: Instant, zones: [Zone]) -> Bool {
        zones.allSatisfy { $0.day(at: now) > month.lastDay }
    }

    /// The first month that can be closed of a partner that has had no visit: that of its first price or, without one, the
    /// one in which it was added. Months are closed in order, so an earlier one would put all until now before the next.
    static func firstMonth(pricedFrom: Day?, addedAt: Instant, zones: [Zone]) -> Month {
        pricedFrom?.month ?? (zones.map { $0.day(at: addedAt) }.min() ?? Zone.utc.day(at: addedAt)).month
    }

    /// What one of a service costs that was given on a day, in a month's settlement.
    ///
    /// What came late and had no price on its day has that of the month's first day: its own can't be given one any more.
    static func price(of service: ServiceCode, on day: Day, in month: Month, _ list: PriceList) -> Int64? {
        list.price(of: service, on: day) ?? list.price(of: service, on: max(day, month.firstDay))
    }

    /// The lines of a month: one for each location, service, price and reason.
    static func lines(
        of month: Month,
        _ counts: [SettlementCount],
        _ list: PriceList,
        name: (LocationID) throws -> LocationName
    ) rethrows -> [Settlement.Line] {
        var sums: [LineKey: (quantity: Int64, credits: Int64)] = [:]
        for count in counts {
            let key = LineKey(count, in: month, list)
            let sign: Int64 = count.countedIn == nil ? 1 : -1
            sums[key, default: (0, 0)].quantity += sign * count.quantity
            sums[key, default: (0, 0)].credits += sign * count.credits
        }
        return try sums.map { key, sum in
            let place = try name(key.location)
            return Settlement.Line(
                kind: key.kind,
                month: key.month,
                location: key.location,
                locationCode: place.code,
                locationName: place.name,
                service: key.service,
                unitPrice: key.unitPrice,
                quantity: sum.quantity,
                credits: CreditAmount(sum.credits)
            )
        }.sorted { $0.place < $1.place }
    }

    /// Which prices are missing, each once, from the first day on that needs it.
    static func missing(_ counts: [SettlementCount], in month: Month, _ list: PriceList) -> [Settlement.MissingTariff] {
        var first: [ServiceCode: Day] = [:]
        for count in counts where price(of: count.service, on: count.day, in: count.countedIn ?? month, list) == nil {
            let from = max(count.day, month.firstDay)
            first[count.service] = min(first[count.service] ?? from, from)
        }
        return first.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .map { Settlement.MissingTariff(service: $0.key, from: $0.value) }
    }

    /// What tells lines apart.
    private struct LineKey: Hashable {
        let kind: SettlementLineKind
        let month: Month
        let location: LocationID
        let service: ServiceCode
        let unitPrice: Int64?

        init(_ count: SettlementCount, in month: Month, _ list: PriceList) {
            kind = count.countedIn != nil ? .adjustment : count.day.month < month ? .late : .visits
            self.month = count.countedIn ?? count.day.month
            location = count.location
            service = count.service
            unitPrice = price(of: count.service, on: count.day, in: count.countedIn ?? month, list)
        }
    }
}

extension Settlement.Line {
    /// Where it stands in the file: the same on every machine, since codes are ASCII.
    fileprivate var place: (SettlementLineKind, Month, String, String, Int64, LocationID) {
        (kind, month, locationCode.text, service.text, unitPrice ?? -1, location)
    }
}
