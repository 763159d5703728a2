import Foundation
import Testing

@Suite("Rules about the source")
struct SourceRulesTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Members that a protocol documents once for all who conform.
    private static let witnesses: Set<String> = [
        "description", "(from", "?(argument", "(stored", "encode(", "==", "<", "+", "-", "hash(", "code", "kind",
        "message", "matter", "now()",
        "next()", "read", "glance", "write", "point", "migrate", "close", "value", "read(", "rawValue",
        "run()", "id",
        "deliver(",
        "errorDescription", "init(stored", "init(arrayLiteral", "init(stringLiteral",
    ]

    @Test("every public symbol says what it is")
    func publicSymbolsAreDocumented() throws {
        let base = Self.root.appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil))
        for case let url as URL in files where url.pathExtension == "swift" {
            let lines = try String(contentsOf: url, encoding: .utf8).split(
                separator: "\n",
                omittingEmptySubsequences: false
            )
            for (number, line) in lines.enumerated() {
                guard let symbol = line.firstMatch(of: declaration)?.1, number > 0 else { continue }
                if Self.witnesses.contains(where: { symbol.hasPrefix($0) }) { continue }
                var above = number - 1
                // Attributes stand between the words and the declaration.
                while above > 0, lines[above].trimmingPrefix(while: \.isWhitespace).hasPrefix("@") { above -= 1 }
                let words = lines[above].trimmingPrefix(while: \.isWhitespace)
                #expect(words.hasPrefix("///"), "\(url.lastPathComponent):\(number + 1) \(symbol)")
            }
        }
    }

    @Test("no migration lists three values and more with IN, for which SQLite makes a table whenever a row is written")
    func listsAreTokens() throws {
        let base = Self.root.appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil))
        var seen = 0
        for case let url as URL in files where url.lastPathComponent.hasSuffix("Migrations.swift") {
            let text = try String(contentsOf: url, encoding: .utf8)
            seen += text.matches(of: /\{\w+ in [^}]+\}/).count
            let lists = text.matches(of: /IN \((?:[^(),]+,){2,}[^(),]+\)/).map(\.output)
            #expect(lists.isEmpty, "\(url.lastPathComponent): write {column in …} instead")
        }
        #expect(seen > 10)
    }

    @Test("routes use a call's store, which confirms whose call it is, and never the services' own")
    func routesConfirmTheirCalls() throws {
        let base = Self.root.appending(path: "Sources/API/Routes")
        let files = try FileManager.default.contentsOfDirectory(at: base, includingPropertiesForKeys: nil)
        #expect(files.count > 20)
        for url in files {
            let text = try String(contentsOf: url, encoding: .utf8)
            #expect(!text.contains(/services\s*\.store/), "\(url.lastPathComponent)")
        }
    }

    private var declaration: Regex<(Substring, Substring)> {
        /^\s*public (?:static |final |mutating |prefix )*(?:struct|enum|class|protocol|actor|func|var|let|init|typealias|case)\s?(.*)$/
    }
}
