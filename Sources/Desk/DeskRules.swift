import Entitlements
import Kernel
import Partners

/// The rules of the desk, without the desk.
enum DeskRules {
    /// The coverages that hold at an instant. When none does, says why: what holds somebody back now goes before what
    /// is to come, and that before what is over.
    static func current(_ coverages: [TermedCoverage], at instant: Instant) throws(DeskFailure) -> [TermedCoverage] {
        let current = coverages.filter { $0.coverage.isCurrent(at: instant) }
        guard current.isEmpty else { return current }
        let states = Set(coverages.map { $0.coverage.state(at: instant) })
        if states.contains(.suspended) { throw .employerSuspended }
        if states.contains(.notStarted) { throw .coverageNotStarted }
        throw .coverageEnded
    }

    /// Of those, the ones whose package the location accepts.
    static func accepted(
        _ coverages: [TermedCoverage],
        by location: DeskLocation
    ) throws(DeskFailure) -> [TermedCoverage] {
        let accepted = coverages.filter { location.packages.contains($0.coverage.package) }
        guard !accepted.isEmpty else { throw .locationNotInPackage }
        return accepted
    }

    /// Of several packages, the one that ranks highest.
    static func highestPackage(of coverages: [TermedCoverage], on day: Day) -> Package? {
        coverages.compactMap { $0.package(on: day) }.max { $0.rank < $1.rank }
    }

    /// Shares out what was ordered over the ways in which it is covered, the cheapest first, as far as limits allow.
    static func lines(of orders: [NewVisit.Order], offers: [OfferedService]) throws(DeskFailure) -> [Visit.Line] {
        var lines: [Visit.Line] = []
        for order in merged(orders) {
            let known = offers.first { $0.service == order.service }
            let name = known?.name ?? LocalizedName(ro: order.service.text, en: order.service.text)
            guard let offer = known, !offer.ways.isEmpty else { throw .notCovered(name) }
            var missing = order.quantity
            for offer in offer.ways where missing > 0 {
                let quantity = min(missing, offer.left ?? missing)
                guard quantity > 0 else { continue }
                lines.append(
                    Visit.Line(
                        service: order.service,
                        quantity: quantity,
                        credits: offer.credits,
                        package: offer.package,
                        source: offer.source
                    )
                )
                missing -= quantity
            }
            guard missing == 0 else { throw .limitReached(name) }
        }
        return lines
    }

    /// Refuses what can't be a visit, wherever it is and whoever the member is.
    static func check(_ orders: [NewVisit.Order]) throws(DeskFailure) {
        guard !orders.isEmpty else { throw .servicesMissing }
        guard orders.count <= DeskLimits.servicesPerVisit else { throw .servicesTooMany }
        for order in orders {
            guard (1...DeskLimits.quantity).contains(order.quantity) else { throw .quantityInvalid }
        }
    }

    /// One order for each service, in the order in which they were named first.
    private static func merged(_ orders: [NewVisit.Order]) -> [NewVisit.Order] {
        var merged: [NewVisit.Order] = []
        for order in orders {
            if let index = merged.firstIndex(where: { $0.service == order.service }) {
                merged[index].quantity += order.quantity
            } else {
                merged.append(order)
            }
        }
        return merged
    }

    /// Whose way to write phone numbers a desk uses.
    static func country(of zone: Zone) -> Country {
        let code =
            switch zone.name {
            case "Europe/Sofia": "BG"
            case "Europe/Warsaw": "PL"
            case "Europe/Stockholm": "SE"
            case "Europe/Helsinki": "FI"
            case "Asia/Tehran": "IR"
            default: "RO"
            }
        return Country(code) ?? .romania
    }
}
