import Entitlements
import Foundation
import Kernel
import Store
import TestKit
import Testing

@Suite("Changes of coverage")
struct CoverageRevisionTests {
    @Test("B9: the start moves past a change of package")
    func moveStart() async throws {
        try await CoverageWorld.with { world in
            let (source, coverage, now) = (world.source, try world.new(from: "2026-01-01"), ChangeSet.immediate)
            let (premium, march) = (try #require(PackageCode("premium")), try day("2026-03-01"))
            try await world.change {
                try $0.cover([coverage], changeSet: now, in: $1)
                try $0.changePackage(of: source, to: premium, from: march, changeSet: now, in: $1)
            }
            for (start, expected) in [
                ("2025-12-01", ["primary 2025-12-01–2026-03-01", "premium 2026-03-01–"]),
                ("2026-04-01", ["premium 2026-04-01–"]),
            ] {
                let start = try day(start)
                try await world.change { try $0.moveStart(of: source, to: start, changeSet: now, in: $1) }
                #expect(try await world.shown() == expected)
            }
        }
    }

    @Test("B4: a slice that runs again changes nothing, whatever it made of what it began")
    func sliceAgain() async throws {
        try await CoverageWorld.with { world in
            let (source, coverage) = (world.source, try world.new(from: "2026-01-01"))
            let (premium, april, june) = (
                try #require(PackageCode("premium")), try day("2026-04-01"), try day("2026-06-01")
            )
            let set = try await world.kit.store.write { try ChangeSet.open(in: $0) }
            for _ in 0..<3 {
                try await world.change {
                    try $0.cover([coverage], changeSet: set, in: $1)
                    try $0.changePackage(of: source, to: premium, from: april, changeSet: set, in: $1)
                    try $0.moveStart(of: source, to: april, changeSet: set, in: $1)
                    try $0.endCoverage(of: source, until: june, changeSet: set, in: $1)
                }
            }
            #expect(try await world.shown() == [])
            try await world.change { try ChangeSet.publish(set, in: $1) }
            #expect(try await world.shown() == ["premium 2026-04-01–2026-06-01"])
        }
    }

    @Test(
        "a source never covers twice on one day",
        arguments: [
            ("premium", "2026-01-01", ""), ("primary", "2026-02-01", ""), ("premium", "2025-01-01", "2026-01-02"),
            ("premium", "2026-05-31", "2026-07-01"),
        ]
    )
    func overlaps(package: String, from: String, until: String) async throws {
        try await CoverageWorld.with { world in
            let first = try world.new(from: "2026-01-01", until: "2026-06-01")
            let second = try world.new(package, from: from, until: until.isEmpty ? nil : until)
            try await world.change { try $0.cover([first], changeSet: ChangeSet.immediate, in: $1) }
            await #expect(throws: EntitlementsFailure.coverageOverlaps) {
                try await world.change { try $0.cover([second], changeSet: ChangeSet.immediate, in: $1) }
            }
            #expect(try await world.shown() == ["primary 2026-01-01–2026-06-01"])
        }
    }

    @Test("coverage may touch coverage, and two sources may cover the same days (B11)")
    func neighbours() async throws {
        try await CoverageWorld.with { world in
            let coverages = [
                try world.new(from: "2026-01-01", until: "2026-06-01"),
                try world.new("premium", from: "2026-06-01", until: "2026-09-01"),
                NewCoverage(
                    person: world.person,
                    source: SourceID(bits: 7),
                    sponsor: world.sponsor,
                    package: try #require(PackageCode("premium")),
                    from: try day("2026-02-01")
                ),
            ]
            try await world.change { try $0.cover(coverages, changeSet: ChangeSet.immediate, in: $1) }
            #expect(
                try await world.shown() == [
                    "primary 2026-01-01–2026-06-01", "premium 2026-02-01–", "premium 2026-06-01–2026-09-01",
                ]
            )
        }
    }

    @Test("coverage that ends before it begins isn't kept", arguments: ["2026-04-01", "2026-03-31"])
    func empty(until: String) async throws {
        try await CoverageWorld.with { world in
            let coverage = try world.new(from: "2026-04-01", until: until)
            try await world.change { try $0.cover([coverage], changeSet: ChangeSet.immediate, in: $1) }
            #expect(try await world.shown() == [])
        }
    }

    @Test("what never was can't be reopened, and says so; begun anew it holds")
    func reopenNothing() async throws {
        try await CoverageWorld.with { world in
            let (source, coverage, now) = (world.source, try world.new(from: "2027-01-01"), ChangeSet.immediate)
            let before = try day("2026-12-01")
            try await world.change {
                try $0.cover([coverage], changeSet: now, in: $1)
                try $0.endCoverage(of: source, until: before, changeSet: now, in: $1)
                #expect(try $0.reopen(source, changeSet: now, in: $1) == false)
                try $0.cover([coverage], changeSet: now, in: $1)
                #expect(try $0.reopen(source, changeSet: now, in: $1) == true)
            }
            #expect(try await world.shown() == ["primary 2027-01-01–"])
        }
    }

    @Test("B8: withdrawing gives back exactly what was, after any acts", arguments: 1...12)
    func withdraw(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let packages = try ["primary", "premium"].map { try #require(PackageCode($0)) }
        let first = try day("2026-01-01")
        try await CoverageWorld.with { world in
            let (source, coverage) = (world.source, try world.new(from: "2026-01-20"))
            try await world.change { try $0.cover([coverage], changeSet: ChangeSet.immediate, in: $1) }
            for _ in 0..<10 {
                let before = try await world.shown()
                let set = try await world.kit.store.write { try ChangeSet.open(in: $0) }
                var acts: [Act] = []
                for _ in 0..<3 {
                    let day = first.adding(days: Int.random(in: 0..<90, using: &random))
                    let package = packages.randomElement(using: &random) ?? packages[0]
                    acts.append(Act(kind: Int.random(in: 0..<4, using: &random), day: day, package: package))
                }
                for act in acts { try await world.change { try act.run($0, on: source, set, $1) } }
                #expect(try await world.shown() == before)
                try await world.change { try ChangeSet.publish(set, in: $1) }
                let after = try await world.shown()
                // A slice that ran before the crash runs again; its own last act is repeated.
                if let last = acts.last { try await world.change { try last.run($0, on: source, set, $1) } }
                #expect(try await world.shown() == after)
                if Bool.random(using: &random) {
                    try await world.change { try ChangeSet.withdraw(set, in: $1) }
                    #expect(try await world.shown() == before)
                }
            }
        }
    }
}

/// One change of coverage.
private struct Act: Sendable {
    let kind: Int
    let day: Day
    let package: PackageCode

    func run(_ entitlements: Entitlements, on source: SourceID, _ set: ChangeSetID, _ session: Session) throws {
        switch kind {
        case 0: try entitlements.endCoverage(of: source, until: day, changeSet: set, in: session)
        case 1: try entitlements.changePackage(of: source, to: package, from: day, changeSet: set, in: session)
        case 2: try entitlements.moveStart(of: source, to: day, changeSet: set, in: session)
        default: try entitlements.reopen(source, changeSet: set, in: session)
        }
    }
}
