import Kernel
import Store
import TestKit
import Testing

@testable import Partners

@Suite("A network of ten thousand locations")
struct LargeDirectoryTests {
    private static func network() throws -> DirectorySeed {
        try .sample(
            (0..<2500).map { n in
                let places = (0..<4).map { m in
                    SamplePlace(
                        code: "P\(n)-\(m)",
                        town: "Town \(n % 41)",
                        address: "Street \(n)",
                        latitude: 44 + Double(n) / 1000,
                        longitude: 22 + Double(m),
                        services: n % 500 == 0 ? "\"mri\"" : "\"ecg\""
                    )
                }
                return ("P\(n)", "Clinic \(n * 7919 % 2500)", places)
            }
        )
    }

    @Test("B31: pages by name hold every location once, in order; rare words and codes are found")
    func whole() async throws {
        try await TestStore.with(Partners.migrations) { kit in
            _ = try await kit.load(Self.network())
            let all = try await kit.codes(DirectoryQuery(limit: 200))
            #expect(all.count == 10_000 && Set(all).count == 10_000)
            #expect(try await kit.codes(.asking { $0.service = ServiceCode("mri") }).count == 20)
            #expect(try await kit.codes(.asking { $0.text = "genunchi" }).count == 20)
            // Four by the number of their street, four by the number in their name.
            #expect(try await kit.codes(.asking { $0.text = "street 2499 town" }).count == 8)
            #expect(try await kit.codes(.asking { $0.text = "nowhere" }).isEmpty)
            #expect(try await kit.codes(.asking(limit: 200) { $0.town = "town 7" }).count == 4 * 61)
            try await readsInOrder(kit)
        }
    }

    /// A page by name is read in the order of an index, and nothing is sorted.
    private func readsInOrder(_ kit: TestStore) async throws {
        try await kit.store.write { try $0.run("ANALYZE") }
        // Only a constant can be a statement, so this is the search's frame, with its order and its filters.
        let explain = SQL(
            sqlite: """
                EXPLAIN QUERY PLAN SELECT l.partner_name_folded, l.partner, l.id FROM location l
                WHERE (CAST(?1 AS text) IS NULL OR l.search_words LIKE ?1)
                    AND (CAST(?2 AS text) IS NULL
                        OR EXISTS (SELECT 1 FROM location_service s WHERE s.location = l.id AND s.service = ?2))
                    AND (l.partner_name_folded, l.partner, l.id) > (?3, ?4, ?5)
                ORDER BY l.partner_name_folded, l.partner, l.id LIMIT ?6
                """,
            postgres: """
                EXPLAIN SELECT l.partner_name_folded, l.partner, l.id FROM location l
                WHERE (CAST(?1 AS text) IS NULL OR l.search_words LIKE ?1)
                    AND (CAST(?2 AS text) IS NULL
                        OR EXISTS (SELECT 1 FROM location_service s WHERE s.location = l.id AND s.service = ?2))
                    AND (l.partner_name_folded, l.partner, l.id) > (?3, ?4, ?5)
                ORDER BY l.partner_name_folded, l.partner, l.id LIMIT ?6
                """
        )
        let plan = try await kit.store.read { session in
            try session.all(explain, String?.none, "ecg", "", PartnerID(bits: 0), LocationID(bits: 0), 50) { row in
                try TestEngine.current == .sqlite ? row[3] as String : row[0] as String
            }
        }
        #expect(plan.contains { $0.contains("location_page") })
        let isSorted = plan.contains { line in
            line.contains("TEMP B-TREE") || line.hasPrefix("SCAN") || line.contains("Sort")
                || line.contains("Seq Scan on location l")
        }
        #expect(!isSorted, "\(plan)")
        let search = PartnersSQL.search.sqlite.description
        #expect(search.hasSuffix("ORDER BY l.partner_name_folded, l.partner, l.id LIMIT ?14"))
    }
}
