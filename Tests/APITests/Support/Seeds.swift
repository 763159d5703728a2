import Entitlements
import Foundation
import Kernel
import Partners
import People
import Store
import TestKit
import Testing

@testable import API

/// The project's own reference data, and texts to agree to.
enum Seeds {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "seeds")

    static func read<T: Decodable>(
        _ name: String,
        as type: T.Type = T.self,
        renaming names: [String: String] = [:]
    ) throws -> T {
        var text = try String(contentsOf: folder.appending(path: "\(name).json"), encoding: .utf8)
        for (old, new) in names { text = text.replacing(old, with: new) }
        return try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    /// - Parameter names: what is to be called otherwise than in the files.
    static func load(into server: TestServer, renaming names: [String: String] = [:]) async throws {
        func read<T: Decodable>(_ name: String) throws -> T { try Self.read(name, renaming: names) }
        let services = server.services
        let catalogue = CatalogueSeed(
            categories: try read("categories"),
            specialities: try read("specialities"),
            services: try read("services"),
            packages: try read("packages")
        )
        let directory = DirectorySeed(partners: try read("partners"))
        let names = try catalogueNames()
        let day = try #require(Day("2026-01-01"))
        try await server.kit.store.write { session in
            try services.people.loadTexts(texts, in: session)
            try services.entitlements.loadCatalogue(catalogue, from: day, in: session)
            _ = try services.partners.loadDirectory(directory, names: names, in: session)
        }
    }

    private struct Named: Decodable {
        let code: String
        let name: LocalizedName
    }

    private static func catalogueNames() throws -> CatalogueNames {
        func names<Kind: Sendable>(_ file: String) throws -> [Code<Kind>: [String]] {
            var names: [Code<Kind>: [String]] = [:]
            for row in try read(file, as: [Named].self) {
                if let code = Code<Kind>(row.code) { names[code] = [row.name.ro, row.name.en] }
            }
            return names
        }
        let packages: [PackageCode: [String]] = try names("packages")
        return CatalogueNames(
            specialities: try names("specialities"),
            services: try names("services"),
            packages: Set(packages.keys)
        )
    }

    private static let texts: [LegalTextSeed] = {
        let day = Day(daysSinceEpoch: 0)
        return [
            LegalTextSeed(version: "1", from: day, text: ["ro": "Termeni", "en": "Terms"]),
            LegalTextSeed(code: .payrollDeduction, version: "1", from: day, text: ["ro": "Acord", "en": "Consent"]),
        ]
    }()
}
