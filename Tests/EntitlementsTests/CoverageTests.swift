import Entitlements
import Foundation
import Kernel
import Store
import TestKit
import Testing

/// A small catalogue, a sponsor in Bucharest, and one person with an employment.
struct CoverageWorld {
    let kit: TestStore
    let entitlements = Entitlements()
    let person: PersonID
    let source: SourceID
    let sponsor: EmployerID

    static func with(_ body: (CoverageWorld) async throws -> Void) async throws {
        try await TestStore.with(Entitlements.migrations) { kit in
            let ids = try await kit.store.write { session in
                let entitlements = Entitlements()
                try entitlements.loadCatalogue(try .sample(), from: try day("2026-01-01"), in: session)
                let sponsor: EmployerID = session.newID()
                try entitlements.setSponsor(sponsor, zone: .bucharest, suspendedFrom: nil, in: session)
                return (session.newID() as PersonID, session.newID() as SourceID, sponsor)
            }
            try await body(CoverageWorld(kit: kit, person: ids.0, source: ids.1, sponsor: ids.2))
        }
    }

    func new(_ package: String = "primary", from: String, until: String? = nil) throws -> NewCoverage {
        NewCoverage(
            person: person,
            source: source,
            sponsor: sponsor,
            package: try #require(PackageCode(package)),
            from: try day(from),
            until: try until.map(day)
        )
    }

    func change(_ body: @escaping @Sendable (Entitlements, Session) throws -> Void) async throws {
        let entitlements = entitlements
        try await kit.store.write { try body(entitlements, $0) }
    }

    /// As `primary 2026-01-01–2026-06-01`, in order.
    func shown() async throws -> [String] {
        let (entitlements, person) = (entitlements, person)
        return try await kit.store.read { session in
            try entitlements.coverages(of: person, in: session)
                .map { "\($0.package) \($0.from)–\($0.until?.description ?? "")" }
        }
    }
}

func day(_ text: String) throws -> Day { try #require(Day(text)) }

extension CatalogueSeed {
    /// Three packages over three services, as the seed files would hold them.
    static func sample(primaryCredits: Int = 4) throws -> CatalogueSeed {
        func decode<T: Decodable>(_ text: String) throws -> T {
            try JSONDecoder().decode(T.self, from: Data(text.utf8))
        }
        return CatalogueSeed(
            categories: try decode(#"[{"code":"consultations","name":{"ro":"Consultații","en":"Consultations"}}]"#),
            specialities: try decode(#"[{"code":"cardiology","name":{"ro":"Cardiologie","en":"Cardiology"}}]"#),
            services: try decode(
                #"""
                [{"code":"general","name":{"ro":"Consultație","en":"Consultation"},"category":"consultations","speciality":null},
                 {"code":"heart","name":{"ro":"Inimă","en":"Heart"},"category":"consultations","speciality":"cardiology"}]
                """#
            ),
            packages: try decode(
                #"""
                [{"code":"primary","rank":1,"name":{"ro":"Primar","en":"Primary"},"aliases":["De bază"],"period":"month",
                  "credits":30,"carryOverPeriods":0,"covers":[{"service":"general","credits":\#(primaryCredits),"limit":null}]},
                 {"code":"premium","rank":3,"name":{"ro":"Premium","en":"Premium"},"aliases":[],"period":"year",
                  "credits":300,"carryOverPeriods":1,"covers":[{"service":"general","credits":2,"limit":null},
                  {"service":"heart","credits":5,"limit":{"count":2,"per":"month"}}]}]
                """#
            )
        )
    }
}

@Suite("Coverage")
struct CoverageTests {
    @Test("B9: coverage begins, changes its package on a day, and ends on a day")
    func lifetime() async throws {
        try await CoverageWorld.with { world in
            let (source, coverage) = (world.source, try world.new(from: "2026-01-01"))
            let (premium, march, june) = (
                try #require(PackageCode("premium")), try day("2026-03-01"), try day("2026-06-01")
            )
            let now = ChangeSet.immediate
            try await world.change { try $0.cover([coverage], changeSet: now, in: $1) }
            try await world.change {
                try $0.changePackage(of: source, to: premium, from: march, changeSet: now, in: $1)
            }
            try await world.change { try $0.endCoverage(of: source, until: june, changeSet: now, in: $1) }
            #expect(try await world.shown() == ["primary 2026-01-01–2026-03-01", "premium 2026-03-01–2026-06-01"])
            try await world.change { try $0.reopen(source, changeSet: now, in: $1) }
            #expect(try await world.shown() == ["primary 2026-01-01–2026-03-01", "premium 2026-03-01–"])
        }
    }

    @Test("B4: every act done twice in one change set changes nothing the second time")
    func idempotent() async throws {
        try await CoverageWorld.with { world in
            let (source, coverage) = (world.source, try world.new(from: "2026-01-01"))
            let (premium, march, june) = (
                try #require(PackageCode("premium")), try day("2026-03-01"), try day("2026-06-01")
            )
            for _ in 0..<2 {
                try await world.change { entitlements, session in
                    try entitlements.cover([coverage], changeSet: ChangeSet.immediate, in: session)
                }
            }
            for _ in 0..<2 {
                try await world.change { entitlements, session in
                    let now = ChangeSet.immediate
                    try entitlements.changePackage(of: source, to: premium, from: march, changeSet: now, in: session)
                    try entitlements.endCoverage(of: source, until: june, changeSet: now, in: session)
                }
            }
            #expect(try await world.shown() == ["primary 2026-01-01–2026-03-01", "premium 2026-03-01–2026-06-01"])
        }
    }

    @Test("B4, B8: a change set counts all at once, and is as if it had never been when it is withdrawn")
    func changeSets() async throws {
        try await CoverageWorld.with { world in
            let (source, coverage) = (world.source, try world.new(from: "2026-01-01"))
            let march = try day("2026-03-01")
            try await world.change { try $0.cover([coverage], changeSet: ChangeSet.immediate, in: $1) }
            let set = try await world.kit.store.write { try ChangeSet.open(in: $0) }
            try await world.change { try $0.endCoverage(of: source, until: march, changeSet: set, in: $1) }
            #expect(try await world.shown() == ["primary 2026-01-01–"])
            try await world.change { try ChangeSet.publish(set, in: $1) }
            #expect(try await world.shown() == ["primary 2026-01-01–2026-03-01"])
            try await world.change { try ChangeSet.withdraw(set, in: $1) }
            #expect(try await world.shown() == ["primary 2026-01-01–"])
            // What was withdrawn doesn't stand in the way of doing it again.
            try await world.change {
                try $0.endCoverage(of: source, until: march, changeSet: ChangeSet.immediate, in: $1)
            }
            #expect(try await world.shown() == ["primary 2026-01-01–2026-03-01"])
        }
    }

    @Test("coverage that would only begin after its end never was")
    func endBeforeStart() async throws {
        try await CoverageWorld.with { world in
            let (source, coverage) = (world.source, try world.new(from: "2027-01-01"))
            let december = try day("2026-12-01")
            try await world.change { try $0.cover([coverage], changeSet: ChangeSet.immediate, in: $1) }
            try await world.change {
                try $0.endCoverage(of: source, until: december, changeSet: ChangeSet.immediate, in: $1)
            }
            #expect(try await world.shown() == [])
        }
    }

    @Test(
        "the sponsor's midnight decides: one second before, on it and after",
        arguments: [
            ("2026-11-19T21:59:59Z", Coverage.State.notStarted), ("2026-11-19T22:00:00Z", .current),
            ("2026-11-30T21:59:59Z", .current), ("2026-11-30T22:00:00Z", .ended),
        ]
    )
    func states(at text: String, state: Coverage.State) async throws {
        try await CoverageWorld.with { world in
            let coverage = try world.new(from: "2026-11-20", until: "2026-12-01")
            let person = world.person
            try await world.change { try $0.cover([coverage], changeSet: ChangeSet.immediate, in: $1) }
            let found = try await world.kit.store.read { try Entitlements().coverages(of: person, in: $0) }
            let instant = try #require(Instant(text))
            #expect(found.first?.state(at: instant) == state)
        }
    }

    @Test("B1: a suspended employer's coverage says so from that day on")
    func suspended() async throws {
        try await CoverageWorld.with { world in
            let (coverage, person, sponsor) = (try world.new(from: "2026-01-01"), world.person, world.sponsor)
            let from = try day("2026-11-20")
            try await world.change { entitlements, session in
                try entitlements.cover([coverage], changeSet: ChangeSet.immediate, in: session)
                try entitlements.setSponsor(sponsor, zone: .bucharest, suspendedFrom: from, in: session)
            }
            let found = try await world.kit.store.read { try Entitlements().coverages(of: person, in: $0) }
            let before = try #require(Instant("2026-11-19T21:59:59Z"))
            #expect(found.first?.state(at: before) == .current)
            #expect(found.first?.state(at: .testStart) == .suspended)
        }
    }
}
