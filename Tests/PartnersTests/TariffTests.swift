import Foundation
import Kernel
import Partners
import Store
import TestKit
import Testing

@Suite("B48: tariffs")
struct TariffTests {
    private func day(_ text: String) throws -> Day { try #require(Day(text)) }
    private func service(_ text: String) throws -> ServiceCode { try #require(ServiceCode(text)) }

    private func tariff(_ from: String, _ prices: [(String, Int64)], _ currency: Currency = .leu) throws -> NewTariff {
        NewTariff(
            from: try day(from),
            prices: try prices.map { code, price in
                NewTariff.Price(
                    service: try service(code),
                    price: Money(amount: price, currency: currency)
                )
            }
        )
    }

    /// A database with one partner.
    private func with(_ body: (TestStore, PartnerID) async throws -> Void) async throws {
        try await TestStore.with(Partners.migrations) { kit in
            let partner = try await kit.store.write { session in
                _ = try Partners().loadDirectory(try .sample(), names: try .sample(), in: session)
                return try #require(try Partners().list(in: session).first).id
            }
            try await body(kit, partner)
        }
    }

    private func set(
        _ new: NewTariff,
        _ partner: PartnerID,
        settled: String? = nil,
        _ kit: TestStore
    ) async throws -> (tariff: Tariff, isNew: Bool) {
        let month = try settled.map { try #require(Month($0)) }
        return try await kit.store.write { session in
            try Partners().setTariff(new, for: partner, settled: month, in: session)
        }
    }

    /// What each service costs on each day, as a text.
    private func prices(_ asked: [(String, String)], _ partner: PartnerID, _ kit: TestStore) async throws -> [String] {
        let asked = try asked.map { (service: try service($0.0), day: try day($0.1)) }
        return try await kit.store.read { session in
            let list = try Partners().priceList(of: partner, in: session)
            return asked.map { list.price(of: $0.service, on: $0.day).map(String.init) ?? "none" }
        }
    }

    @Test("the price of a day is that of the latest tariff by then that names the service")
    func priceOfDay() async throws {
        try await with { kit, partner in
            _ = try await set(tariff("2026-03-01", [("ecg", 5000), ("mri", 40_000)]), partner, kit)
            _ = try await set(tariff("2026-05-15", [("ecg", 6000)]), partner, kit)
            // Set later for an earlier day: it holds until the next one that names the service.
            _ = try await set(tariff("2026-04-01", [("ecg", 5500)]), partner, kit)
            let expected = [
                ("ecg", "2026-02-28", "none"), ("ecg", "2026-03-01", "5000"), ("ecg", "2026-03-31", "5000"),
                ("ecg", "2026-04-01", "5500"), ("ecg", "2026-05-14", "5500"), ("ecg", "2026-05-15", "6000"),
                ("ecg", "2029-01-01", "6000"), ("mri", "2026-02-28", "none"), ("mri", "2026-05-15", "40000"),
                ("dressing", "2026-05-15", "none"),
            ]
            let found = try await prices(expected.map { ($0.0, $0.1) }, partner, kit)
            for (found, row) in zip(found, expected) { #expect(found == row.2, "\(row.0) on \(row.1)") }
        }
    }

    @Test("what is set anew for the same day holds, the same again makes no other tariff, and history stays")
    func sameDay() async throws {
        try await with { kit, partner in
            let first = try await set(tariff("2026-03-01", [("ecg", 5000), ("mri", 40_000)]), partner, kit)
            let again = try await set(tariff("2026-03-01", [("ecg", 5000)]), partner, kit)
            #expect(first.isNew)
            #expect(!again.isNew)
            #expect(again.tariff == first.tariff)
            let corrected = try await set(tariff("2026-03-01", [("ecg", 5100)]), partner, kit)
            #expect(corrected.isNew)
            let found = try await prices([("ecg", "2026-03-01"), ("mri", "2026-03-01")], partner, kit)
            #expect(found == ["5100", "40000"])
            // Back to what it was: that has been said, but not last.
            let back = try await set(tariff("2026-03-01", [("ecg", 5000)]), partner, kit)
            #expect(back.isNew)
            let last = try await prices([("ecg", "2026-03-01")], partner, kit)
            #expect(last == ["5000"])
            let all = try await kit.store.read { try Partners().tariffs(of: partner, limit: 10, in: $0) }
            #expect(Set(all) == [first.tariff, corrected.tariff, back.tariff])
            let page = try await kit.store.read { try Partners().tariffs(of: partner, limit: 1, in: $0) }
            let rest = try await kit.store.read { [last = try #require(page.last)] in
                try Partners().tariffs(of: partner, before: last.id, limit: 10, in: $0)
            }
            #expect(Set(page + rest) == Set(all))
        }
    }

    @Test("a day that is settled keeps its prices; the first one after it is open")
    func settled() async throws {
        try await with { kit, partner in
            let old = try tariff("2026-03-01", [("ecg", 5000)])
            _ = try await set(old, partner, kit)
            for refused in ["2026-02-01", "2026-03-01", "2026-10-31"] {
                await #expect(throws: PartnersFailure.periodClosed(openFrom: try day("2026-11-01"))) {
                    try await set(tariff(refused, [("ecg", 1)]), partner, settled: "2026-10", kit)
                }
            }
            // What has been said already is no change.
            let again = try await set(old, partner, settled: "2026-10", kit)
            #expect(!again.isNew)
            let next = try await set(tariff("2026-11-01", [("ecg", 1)]), partner, settled: "2026-10", kit)
            #expect(next.isNew)
        }
    }

    @Test("what can't be a tariff is refused by name, and nothing is kept of it")
    func refused() async throws {
        try await with { kit, partner in
            let euro = try #require(Currency("EUR"))
            await #expect(throws: PartnersFailure.pricesMissing) {
                try await set(tariff("2026-03-01", []), partner, kit)
            }
            await #expect(throws: PartnersFailure.priceInvalid(try service("ecg"))) {
                try await set(tariff("2026-03-01", [("ecg", -1)]), partner, kit)
            }
            await #expect(throws: PartnersFailure.priceInvalid(try service("ecg"))) {
                try await set(tariff("2026-03-01", [("ecg", 1_000_000_001)]), partner, kit)
            }
            await #expect(throws: PartnersFailure.serviceDuplicate(try service("ecg"))) {
                try await set(tariff("2026-03-01", [("ecg", 1), ("ecg", 2)]), partner, kit)
            }
            await #expect(throws: PartnersFailure.noSuchPartner) {
                try await set(tariff("2026-03-01", [("ecg", 1)]), PartnerID(bits: 1), kit)
            }
            let none = try await kit.store.read { try Partners().tariffs(of: partner, limit: 10, in: $0) }
            #expect(none.isEmpty)
            _ = try await set(tariff("2026-03-01", [("ecg", 0)]), partner, kit)
            await #expect(throws: PartnersFailure.currencyMismatch(expected: .leu)) {
                try await set(tariff("2026-04-01", [("ecg", 1)], euro), partner, kit)
            }
        }
    }

    @Test("the schema keeps a tariff as it was set", arguments: ["UPDATE", "DELETE", "price"])
    func kept(_ act: String) async throws {
        try await with { kit, partner in
            _ = try await set(tariff("2026-03-01", [("ecg", 5000)]), partner, kit)
            let sql: SQL =
                switch act {
                case "UPDATE": "UPDATE tariff SET from_day = '2026-01-01'"
                case "DELETE": "DELETE FROM tariff"
                default: "UPDATE tariff_price SET price = 1"
                }
            await #expect(throws: StoreFailure.self) { try await kit.store.write { try $0.run(sql) } }
        }
    }

    @Test("tariffs of one partner set at once are all kept, in one order")
    func atOnceAll() async throws {
        try await with { kit, partner in
            let outcomes = try await atOnce(10) { number in
                try await set(tariff("2026-03-01", [("ecg", Int64(number))]), partner, kit).isNew
            }
            #expect(outcomes.allSatisfy { $0 })
            let numbers = try await kit.store.read { session in
                try session.all("SELECT number FROM tariff ORDER BY number") { try $0[0] as Int }
            }
            #expect(numbers == Array(1...10))
        }
    }
}
