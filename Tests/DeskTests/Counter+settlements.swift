import Desk
import Foundation
import Kernel
import Partners
import Store
import Testing

extension Counter {
    var operatorLogin: LoginID { LoginID(bits: 7) }

    /// The only partner, whose locations `here` and `there` are.
    func partner() async throws -> PartnerID {
        try await read { try #require(try Partners().list(in: $0).first).id }
    }

    @discardableResult
    func tariff(_ from: String, _ prices: [String: Int64], currency: Currency = .leu) async throws -> Tariff {
        let new = NewTariff(
            from: try #require(Day(from)),
            prices: try prices.map { code, price in
                NewTariff.Price(
                    service: try #require(ServiceCode(code)),
                    price: Money(amount: price, currency: currency)
                )
            }
        )
        let partner = try await partner()
        return try await write { [desk] in try desk.setTariff(new, for: partner, in: $0).tariff }
    }

    func settlement(_ text: String) async throws -> Settlement {
        let (partner, month) = (try await partner(), try #require(Month(text)))
        return try await read { [desk] in try desk.settlement(of: partner, month, in: $0) }
    }

    @discardableResult
    func close(_ text: String) async throws -> PeriodClosure {
        let (partner, month) = (try await partner(), try #require(Month(text)))
        return try await write { [desk] in
            try desk.closeSettlement(of: partner, month, by: LoginID(bits: 7), in: $0)
        }
    }

    /// Three visits in November, one of them cancelled by its desk, with tariffs.
    func november() async throws -> (member: Member, visits: [VisitID]) {
        try await tariff("2026-01-01", ["gp": 9000, "cardio": 20_000, "tele": 5000])
        let member = try await member()
        let proof = try await verified(member)
        let first = try await record(proof, [("gp", 2), ("tele", 1)]).visit.id
        let second = try await record(proof, [("cardio", 1)]).visit.id
        let third = try await record(proof, [("gp", 1)]).visit.id
        try await cancel(third)
        return (member, [first, second, third])
    }

    /// What the ledger has on a location's account.
    func posted(to location: LocationID) async throws -> Int64 {
        try await read { session in
            let sum = try session.first(
                "SELECT CAST(COALESCE(SUM(amount), 0) AS bigint) FROM posting WHERE account = ?1",
                location,
                read: { try $0[0] as Int64 }
            )
            return sum ?? 0
        }
    }
}

extension Settlement {
    /// Its lines, each as a short text.
    var texts: [String] {
        lines.map { line in
            let price = line.unitPrice.map(String.init) ?? "?"
            return "\(line.kind) \(line.month) \(line.locationCode) \(line.service) "
                + "\(line.quantity)x\(price) \(line.credits)cr"
        }
    }
}
