import Employers
import Entitlements
import Foundation
import Kernel
import Messaging
import People
import Secrets
import Store
import TestKit

/// The rooms that a test needs, over one database with a catalogue of three packages.
struct House: Sendable {
    let kit: TestStore
    let people: People
    let entitlements = Entitlements()
    let messaging: Messaging
    let employers: Employers
    let rosters: Rosters

    var store: any Store { kit.store }
    var reader: RosterReader { RosterReader(rosters, store: store) }
    var applier: RosterApplier { RosterApplier(rosters, store: store) }

    init(_ kit: TestStore, limits: RosterLimits) {
        self.kit = kit
        people = People(vault: kit.vault)
        messaging = Messaging(vault: kit.vault)
        employers = Employers(people: people, entitlements: entitlements, messaging: messaging, vault: kit.vault)
        rosters = Rosters(employers, limits: limits)
    }

    static func with(
        seed: UInt64 = 1,
        limits: RosterLimits = RosterLimits(),
        _ body: (House) async throws -> Void
    ) async throws {
        let migrations =
            People.migrations + Entitlements.migrations + Messaging.migrations + Employers.migrations
        try await TestStore.with(migrations, seed: seed) { kit in
            let house = House(kit, limits: limits)
            let catalogue = try CatalogueSeed.threePackages()
            try await kit.store.write { session in
                _ = try house.entitlements.loadCatalogue(catalogue, from: Day(daysSinceEpoch: 0), in: session)
            }
            try await body(house)
        }
    }

    /// Opens an employer of that code in Bucharest.
    func employer(_ code: String = "ACME", country: Country = .romania) async throws -> Employer {
        var new = try NewEmployer.named(code)
        new.country = country
        let opened = new
        return try await store.write { [employers] in try employers.open(opened, in: $0) }
    }

    /// Uploads bytes and reads them.
    func upload(
        _ bytes: [UInt8],
        to employer: Employer,
        mode: RosterMode = .full,
        dates: DateOrder? = nil,
        names: NameOrder? = nil,
        by login: LoginID? = nil
    ) async throws -> Roster {
        let roster = try await store.write { [rosters] session in
            try rosters.open(for: employer.id, mode: mode, by: login, in: session)
        }
        var upload = try RosterUpload(roster.id)
        // In pieces, as they come over a network.
        for start in stride(from: 0, to: bytes.count, by: 1000) {
            try upload.append(Array(bytes[start..<min(start + 1000, bytes.count)]))
        }
        return try await reader.read(roster.id, upload.finish(), dates: dates, names: names)
    }

    /// Uploads text.
    func upload(
        _ text: String,
        to employer: Employer,
        mode: RosterMode = .full,
        dates: DateOrder? = nil,
        names: NameOrder? = nil,
        by login: LoginID? = nil
    ) async throws -> Roster {
        try await upload(Array(text.utf8), to: employer, mode: mode, dates: dates, names: names, by: login)
    }

    /// Uploads text and applies it.
    @discardableResult
    func apply(_ text: String, to employer: Employer, mode: RosterMode = .full) async throws -> Roster {
        let roster = try await upload(text, to: employer, mode: mode)
        return try await applier.apply(roster.id, confirmLeavers: roster.counts.leavers)
    }

    /// Everybody of an employer.
    func employments(of employer: Employer) async throws -> [EmploymentPage.Item] {
        try await store.read { [employers] session in
            var items: [EmploymentPage.Item] = []
            var cursor: String?
            repeat {
                let query = EmploymentQuery(limit: 200, cursor: cursor)
                let page = try employers.employments(of: employer.id, query, in: session)
                items += page.items
                cursor = page.nextCursor
            } while cursor != nil
            return items
        }
    }

    /// The one with that number.
    func employment(_ number: String, of employer: Employer) async throws -> Employment? {
        try await store.read { [employers] in try employers.employment(number: number, at: employer.id, in: $0) }
    }

    func differences(of roster: Roster, _ kind: Difference.Kind? = nil) async throws -> [Difference] {
        try await store.read { [rosters] session in
            var items: [Difference] = []
            var cursor: String?
            repeat {
                let query = DifferenceQuery(kind: kind, cursor: cursor, limit: 7)
                let page = try rosters.differences(of: roster.id, query, in: session)
                items += page.items
                cursor = page.nextCursor
            } while cursor != nil
            return items
        }
    }
}

struct Unreadable: Error {}

extension NewEmployer {
    static func named(_ code: String) throws -> NewEmployer {
        guard let code = EmployerCode(code), let currency = Currency("RON"), let zone = Zone("Europe/Bucharest")
        else { throw Unreadable() }
        return NewEmployer(
            code: code,
            name: "\(code) SRL",
            taxId: "RO123",
            country: .romania,
            currency: currency,
            zone: zone
        )
    }
}

extension CatalogueSeed {
    static func threePackages() throws -> CatalogueSeed {
        let packages = """
            [{"code":"primary","rank":1,"name":{"ro":"Primar","en":"Primary"},"aliases":["De bază","Първичен","Podstawowy","Primär","پایه"],"period":"month",
              "credits":30,"carryOverPeriods":0,"covers":[]},
             {"code":"principal","rank":2,"name":{"ro":"Principal","en":"Principal"},"aliases":["اصلی"],"period":"month",
              "credits":60,"carryOverPeriods":0,"covers":[]},
             {"code":"premium","rank":3,"name":{"ro":"Premium","en":"Premium"},"aliases":[],"period":"month",
              "credits":90,"carryOverPeriods":0,"covers":[]}]
            """
        return CatalogueSeed(
            categories: [],
            specialities: [],
            services: [],
            packages: try JSONDecoder().decode([SeedPackage].self, from: Data(packages.utf8))
        )
    }
}

func day(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw Unreadable() }
    return day
}

func package(_ text: String) throws -> PackageCode {
    guard let code = PackageCode(text) else { throw Unreadable() }
    return code
}

/// A file of `Imports/`.
func importFile(_ name: String) throws -> [UInt8] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return Array(try Data(contentsOf: root.appending(path: "Imports/\(name)")))
}

extension RosterLimits {
    /// So that a roster of some dozen rows takes many slices.
    static var smallSlices: RosterLimits {
        var limits = RosterLimits()
        limits.applyingSlice = 4
        limits.readingSlice = 5
        limits.filingPart = 7
        return limits
    }
}

extension House {
    /// Everything of an employer that must come out the same, without the ids that are made on the way.
    func picture(of employer: Employer) async throws -> [String] {
        let people = try await employments(of: employer)
        return try await store.read { [entitlements] session in
            try people.map { item in
                let employment = item.employment
                let coverages = try entitlements.coverages(from: employment.source, in: session).map {
                    "\($0.package) \($0.from) \($0.until.map(\.description) ?? "-")"
                }
                return "\(employment.employeeNumber) \(employment.package) \(employment.endsOn?.description ?? "-") "
                    + coverages.joined(separator: ", ")
            }
        }
    }

    /// Everything that lies in the database's files.
    func databaseBytes() throws -> [UInt8] {
        let names = try FileManager.default.contentsOfDirectory(atPath: kit.folder.path)
        return try names.filter { $0.contains(".sqlite") }.flatMap { name in
            Array(try Data(contentsOf: kit.folder.appending(path: name)))
        }
    }

    /// Terms that an activation can agree to.
    func loadTerms() async throws {
        let terms = LegalTextSeed(version: "1", from: Day(daysSinceEpoch: 0), text: ["ro": "…", "en": "…"])
        try await store.write { [people] in try people.loadTexts([terms], in: $0) }
    }
}
