import Entitlements
import Foundation
import Kernel
import Store
import TestKit
import Testing

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
                try entitlements.setSponsor(
                    sponsor,
                    zone: .bucharest,
                    refused: DaySpans([DaySpan(from: from, until: nil)]),
                    in: session
                )
            }
            let found = try await world.kit.store.read { try Entitlements().coverages(of: person, in: $0) }
            let before = try #require(Instant("2026-11-19T21:59:59Z"))
            #expect(found.first?.state(at: before) == .current)
            #expect(found.first?.state(at: .testStart) == .suspended)
        }
    }
}
