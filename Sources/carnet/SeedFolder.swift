import API
import Desk
import Entitlements
import Foundation
import Kernel
import Partners
import People
import Store

/// The folder `seeds/`: reference data as JSON files.
struct SeedFolder {
    let url: URL

    /// Finds the folder; throws with what to do where there is none.
    init(path: String) throws {
        url = URL(filePath: path)
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw CommandFailure(
                "There is no folder \(path). Run carnet where `seeds` lies, or name the folder with --from."
            )
        }
    }

    /// What loading did, as commands print it.
    struct Report: Encodable {
        let catalogue: Int
        let directory: Int
        let packages: Int
        let services: Int
        let partners: Int
        let tariffs: Int

        var text: String {
            let changed = catalogue + directory + tariffs
            let what = changed == 0 ? "nothing changed" : "\(changed) rows added or changed"
            return "Seeded \(packages) packages, \(services) services and \(partners) partners: \(what)."
        }
    }

    /// Loads every file in one transaction: all of it or nothing.
    func load(into composition: Composition) async throws -> Report {
        let catalogue = CatalogueSeed(
            categories: try decode("categories"),
            specialities: try decode("specialities"),
            services: try decode("services"),
            packages: try decode("packages")
        )
        let directory = DirectorySeed(partners: try decode("partners"))
        let tariffs: [TariffSeed] = try decode("tariffs")
        let texts: [LegalTextSeed] = try decode("terms") + decode("consents")
        let (entitlements, partners, people, desk) = (
            composition.services.entitlements, composition.services.partners, composition.services.people,
            composition.services.desk
        )
        return try await composition.store.write { session in
            let today = Zone.bucharest.day(at: session.now)
            let changed = try entitlements.loadCatalogue(catalogue, from: today, in: session)
            let services = try entitlements.services(in: session)
            let packages = try entitlements.packages(in: session)
            let names = CatalogueNames(
                specialities: Dictionary(
                    uniqueKeysWithValues: try entitlements.specialities(in: session).map {
                        ($0.code, [$0.name.ro, $0.name.en])
                    }
                ),
                services: Dictionary(uniqueKeysWithValues: services.map { ($0.code, [$0.name.ro, $0.name.en]) }),
                packages: Set(packages.map(\.code))
            )
            let placed = try partners.loadDirectory(directory, names: names, in: session)
            let priced = try desk.loadTariffs(tariffs, in: session)
            try people.loadTexts(texts, in: session)
            return Report(
                catalogue: changed,
                directory: placed,
                packages: packages.count,
                services: services.count,
                partners: try partners.list(in: session).count,
                tariffs: priced
            )
        }
    }

    /// Reads one file; throws with its name and what is wrong with it.
    func decode<T: Decodable>(_ name: String) throws -> T {
        let file = url.appending(path: "\(name).json")
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw CommandFailure("\(file.path) is missing. Restore it from the project's seeds folder.")
        }
        do {
            return try JSONDecoder().decode(T.self, from: data)
        } catch let error as DecodingError {
            throw CommandFailure("\(file.path) can't be read: \(error.place)")
        }
    }
}

extension DecodingError {
    /// Where in the file, and what is wrong there.
    fileprivate var place: String {
        let context: Context
        switch self {
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found),
            .dataCorrupted(let found):
            context = found
        @unknown default: return "\(self)"
        }
        let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
        return "at \(path.isEmpty ? "the top" : path): \(context.debugDescription)"
    }
}
