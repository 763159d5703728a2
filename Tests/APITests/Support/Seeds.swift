import Entitlements
import Foundation

/// The project's own reference data.
enum Seeds {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "seeds")

    static func read<T: Decodable>(_ name: String, as type: T.Type = T.self) throws -> T {
        try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: "\(name).json")))
    }

    static func catalogue() throws -> CatalogueSeed {
        CatalogueSeed(
            categories: try read("categories"),
            specialities: try read("specialities"),
            services: try read("services"),
            packages: try read("packages")
        )
    }
}
