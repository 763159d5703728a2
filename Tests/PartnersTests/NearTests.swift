import Kernel
import Partners
import Store
import TestKit
import Testing

@Suite("Near a point")
struct NearTests {
    /// Partners every hundredth of a degree to the north, those farthest from 44° first by name.
    private static func network(_ count: Int) throws -> DirectorySeed {
        try .sample(
            (0..<count).map { n in
                let place = SamplePlace(code: "P\(n)-1", latitude: 44 + Double(n) / 1000, longitude: 26)
                return ("P\(n)", "N\(String(100_000 - n))", [place])
            }
        )
    }

    @Test("B31: the nearest is found, however many there are and whatever their names")
    func many() async throws {
        try await TestStore.with(Partners.migrations) { kit in
            _ = try await kit.load(Self.network(2500))
            for (latitude, expected) in [(44.0, "P0-1"), (46.499, "P2499-1"), (45.2501, "P1250-1")] {
                let point = DirectoryQuery.Point(latitude: latitude, longitude: 26)
                let page = try await kit.search(.asking(limit: 1) { $0.near = point })
                #expect(page.items.map(\.location.code.text) == [expected])
            }
        }
    }

    @Test("B31: pages go on by distance, without gap or overlap, and filters narrow them", arguments: [1, 7, 40, 200])
    func pages(limit: Int) async throws {
        try await TestStore.with(Partners.migrations) { kit in
            // Two at each distance, so that ties must be told apart.
            var partners: [(code: String, name: String, places: [SamplePlace])] = []
            for n in 0..<20 {
                let distance = Double(n + 1) / 100
                let packages = n % 2 == 0 ? "\"premium\"" : ""
                for (side, latitude) in [("a", 45 + distance), ("b", 45 - distance)] {
                    let place = SamplePlace(code: "L\(n)\(side)", latitude: latitude, longitude: 25, packages: packages)
                    partners.append(("P\(n)\(side)", "Clinica", [place]))
                }
            }
            _ = try await kit.load(.sample(partners))
            let point = DirectoryQuery.Point(latitude: 45, longitude: 25)
            let all = try await kit.codes(.asking(limit: limit) { $0.near = point })
            let order = (0..<40).map { "\($0 / 2)" }
            #expect(all.map { String($0.dropFirst().dropLast()) } == order)
            #expect(Set(all).count == 40)
            let some = try await kit.codes(
                .asking(limit: limit) { query in
                    query.near = point
                    query.package = PackageCode("premium")
                }
            )
            #expect(some.map { String($0.dropFirst().dropLast()) } == (0..<20).map { "\($0 / 2 * 2)" })
        }
    }

    @Test("B31: a partner is as near as its nearest location that fits, and brings the others along")
    func partners() async throws {
        try await TestStore.with(Partners.migrations) { kit in
            let near = SamplePlace(code: "A-1", latitude: 45.01, longitude: 25, packages: "\"premium\"")
            let far = SamplePlace(code: "A-2", latitude: 46, longitude: 25)
            let between = SamplePlace(code: "B-1", latitude: 45.5, longitude: 25)
            _ = try await kit.load(.sample([("A", "Alfa", [far, near]), ("B", "Beta", [between])]))
            let point = DirectoryQuery.Point(latitude: 45, longitude: 25)
            for (package, expected) in [(nil, ["A-1", "A-2", "B-1"]), ("primary", ["B-1", "A-2"])] {
                let query = DirectoryQuery.asking(limit: 1) { query in
                    query.near = point
                    query.package = package.flatMap { PackageCode($0) }
                }
                #expect(try await kit.codes(query) == expected)
                let page = try await kit.search(query)
                #expect(Set(page.items.map(\.partner)).count == 1)
            }
        }
    }

    @Test(
        "distances are those of the map, to within half a per cent",
        arguments: [
            (44.4268, 26.1025, 46.7712, 23.6236, 324_000), (47.0, 27.0, 47.0, 27.0, 0),
            (0.0, 179.9, 0.0, -179.9, 22_239),
            (89.9, 0.0, 89.9, 180.0, 22_239),
        ]
    )
    func distances(fromNorth: Double, fromEast: Double, north: Double, east: Double, metres: Int) async throws {
        try await TestStore.with(Partners.migrations) { kit in
            _ = try await kit.load(.sample(SamplePlace(latitude: north, longitude: east)))
            let point = DirectoryQuery.Point(latitude: fromNorth, longitude: fromEast)
            let page = try await kit.search(.asking { $0.near = point })
            let distance = try #require(page.items.first?.distanceMetres)
            #expect(abs(distance - metres) <= metres / 200)
        }
    }

    @Test("a point that isn't on the globe is none", arguments: [(90.1, 0), (0, -180.1), (.nan, 0), (0, .infinity)])
    func points(latitude: Double, longitude: Double) {
        #expect(DirectoryQuery.Point(latitude: latitude, longitude: longitude) == nil)
    }

    @Test("the cursor of one order is refused by the other")
    func cursors() async throws {
        try await TestStore.with(Partners.migrations) { kit in
            _ = try await kit.load(Self.network(5))
            let point = DirectoryQuery.Point(latitude: 45, longitude: 25)
            let byName = try await kit.search(.asking(limit: 1) { _ in })
            let byDistance = try await kit.search(.asking(limit: 1) { $0.near = point })
            for (cursor, near) in [(byName.next, point), (byDistance.next, nil)] {
                let query = DirectoryQuery.asking { query in
                    query.near = near
                    query.cursor = cursor
                }
                await #expect(throws: PartnersFailure.cursorInvalid) { try await kit.search(query) }
            }
        }
    }
}
