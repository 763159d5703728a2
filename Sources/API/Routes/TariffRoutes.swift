import Desk
import Hummingbird
import Kernel
import Partners
import People
import Store

/// What partners are paid, for the operator.
enum TariffRoutes {
    /// GET /v1/partners/{id}/tariffs
    static func list(_ call: Call, _ principal: Principal) async throws -> Response {
        let (partners, partner) = (call.services.partners, try call.id(of: PartnerKind.self))
        let (limit, before) = (try call.limit(), try call.before(TariffKind.self))
        let items = try await call.store.read { session in
            try partners.tariffs(of: partner, before: before, limit: limit, in: session).map(TariffReply.init)
        }
        return try .json(ListReply(items, full: limit) { $0.id.description })
    }

    /// POST /v1/partners/{id}/tariffs: what is said again changes nothing.
    static func set(_ call: Call, _ principal: Principal) async throws -> Response {
        let (desk, partner) = (call.services.desk, try call.id(of: PartnerKind.self))
        let body = try await call.decode(Asked.self)
        let new = NewTariff(from: body.from, prices: body.prices)
        let (tariff, isNew) = try await call.store.write { session in
            try desk.setTariff(new, for: partner, by: principal.login, in: session)
        }
        return try .json(TariffReply(tariff), status: .created).replayed(!isNew)
    }

    private struct Asked: Decodable {
        let from: Day
        let prices: [NewTariff.Price]
    }
}

/// A tariff on the wire.
struct TariffReply: Encodable {
    let id: TariffID
    let from: Day
    let prices: [NewTariff.Price]

    init(_ tariff: Tariff) {
        id = tariff.id
        from = tariff.from
        prices = tariff.prices.sorted { $0.key < $1.key }.map { NewTariff.Price(service: $0.key, price: $0.value) }
    }
}
