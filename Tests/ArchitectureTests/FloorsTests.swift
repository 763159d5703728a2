import Foundation
import Testing

/// The house's floors, from the ground. A room may import only from floors below its own.
private let floors: [[String]] = [
    ["Kernel", "CSV", "CLibSQLite", "CLibPQ"],
    ["Store", "Secrets"],
    ["StoreSQLite", "StorePostgres"],
    ["People", "Entitlements", "Credits", "Partners", "Messaging"],
    ["Employers", "Desk"],
    ["Family"],
    ["API"],
    ["carnet"],
]

/// What no feature may import: engines and the web framework.
private let outsiders: [String: Set<String>] = [
    "GRDB": ["StoreSQLite"],
    "GRDBSQLite": ["StoreSQLite"],
    "StoreSQLite": ["carnet"],
    "CLibSQLite": ["StoreSQLite"],
    "CLibPQ": ["StorePostgres"],
    "StorePostgres": ["carnet"],
    "Hummingbird": ["API", "carnet"],
    "HTTPTypes": ["API"],
    "NIOCore": ["API", "carnet"],
    "NIOHTTPTypes": ["API"],
    "ArgumentParser": ["carnet"],
    "Configuration": ["carnet"],
]

@Suite("Architecture")
struct FloorsTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every import line of a folder: (file, module).
    private static func imports(under folder: String) throws -> [(file: String, module: String)] {
        let base = root.appending(path: folder)
        guard let files = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil) else { return [] }
        var found: [(String, String)] = []
        for case let url as URL in files where url.pathExtension == "swift" {
            for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let position = words.firstIndex(of: "import"), position <= 2, position + 1 < words.count,
                    words[..<position].allSatisfy({ ["public", "package", "internal", "@testable"].contains($0) })
                else { continue }
                found.append((url.lastPathComponent, String(words.last?.split(separator: ".").first ?? "")))
            }
        }
        return found
    }

    /// The dependencies that Package.swift gives each room.
    private static func edges() throws -> [String: [String]] {
        let text = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        let rooms = Set(floors.joined())
        var edges: [String: [String]] = [:]
        for room in rooms {
            let opening = try Regex("(?:room\\(\\s*|(?:executableTarget|systemLibrary)\\(\\s*name: )\"\(room)\"")
            guard let start = text.firstMatch(of: opening)?.range.upperBound else { continue }
            // A room's declaration ends where the next one begins.
            let rest = text[start...]
            let ends = ["room(", ".executableTarget(", ".target(\n", ".systemLibrary(", "tests("].compactMap {
                rest.range(of: $0)?.lowerBound
            }
            let declaration = rest[..<(ends.min() ?? rest.endIndex)]
            edges[room] = declaration.matches(of: /"(\w+)"/).map { String($0.1) }.filter { rooms.contains($0) }
        }
        return edges
    }

    private static func floor(of room: String) -> Int? { floors.firstIndex { $0.contains(room) } }

    @Test("every room of Sources stands on a floor, and every floor's room exists")
    func rooms() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
        #expect(Set(folders.filter { !$0.hasPrefix(".") }) == Set(floors.joined()))
    }

    @Test("a room imports only from floors below it", arguments: floors.flatMap { $0 })
    func importsReachDown(room: String) throws {
        let own = try #require(Self.floor(of: room))
        for (file, module) in try Self.imports(under: "Sources/\(room)") {
            if let other = Self.floor(of: module) {
                #expect(other < own, "\(room)/\(file) imports \(module), which is not below it")
            }
            if let allowed = outsiders[module] {
                #expect(allowed.contains(room), "\(room)/\(file) imports \(module), which only \(allowed.sorted()) may")
            }
        }
    }

    @Test("Package.swift gives each room edges that reach down, and gives it those that its imports need")
    func edgesReachDown() throws {
        let edges = try Self.edges()
        #expect(Set(edges.keys) == Set(floors.joined()))
        for (room, targets) in edges {
            let own = try #require(Self.floor(of: room))
            for target in targets {
                #expect(
                    try #require(Self.floor(of: target)) < own,
                    "\(room) depends on \(target), which is not below it"
                )
            }
            let imported = Set(try Self.imports(under: "Sources/\(room)").map(\.module)).intersection(floors.joined())
            #expect(imported.isSubset(of: targets), "\(room) imports \(imported.subtracting(targets)) without an edge")
        }
    }

    @Test("the simulator's model knows none of the features that it judges")
    func modelStandsAlone() throws {
        let imports = try Self.imports(under: "Tests/SimulatorModel")
        #expect(!imports.isEmpty)
        for (file, module) in imports { #expect(module == "Kernel", "SimulatorModel/\(file) imports \(module)") }
        let text = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
        #expect(text.contains(/name: "SimulatorModel",\s+dependencies: \["Kernel"\],/))
    }

    @Test("features name no clock, no random source and no unsafe shortcut")
    func forbiddenWords() throws {
        let features = floors[3...6].joined()
        let words = [
            "Date()", "Date.now", "UUID()", ".random(", "try!", "@unchecked Sendable", "fatalError(", "print(",
        ]
        for room in features {
            let base = Self.root.appending(path: "Sources/\(room)")
            guard let files = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil) else {
                continue
            }
            for case let url as URL in files where url.pathExtension == "swift" {
                let text = try String(contentsOf: url, encoding: .utf8)
                for word in words where text.contains(word) {
                    Issue.record("\(room)/\(url.lastPathComponent) says \(word)")
                }
            }
        }
    }
}
