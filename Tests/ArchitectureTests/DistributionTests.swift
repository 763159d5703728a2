import Foundation
import Testing

/// What `docs/SCALING.md` says about shards, held against the schema as it is: a table that is added, renamed or rekeyed
/// without a word there fails here.
@Suite("Distribution")
struct DistributionTests {
    /// A table as its DDL has it.
    private struct Table {
        var columns: Set<String> = []
        /// The columns that may not be null.
        var required: Set<String> = []
        /// The columns of each primary key, unique constraint and unique index.
        var keys: [Set<String>] = []
        /// The columns that refer to another table, with the table and the column there.
        var references: [String: (table: String, column: String)] = [:]
    }

    /// A line of the document.
    private struct Line {
        let table: String
        /// A column, `reference` or `local`.
        let distribution: String
        /// The table whose shards these rows lie beside; nil for the other two.
        let colocated: String?
        let needed: String

        var isDistributed: Bool { colocated != nil }
    }

    private static let header = "| table | distributed by | colocated with | why | still needed |"
    private static let nothing = "nothing"
    /// What has its owner's id by another name, without a foreign key that would say so.
    private static let owners = ["account.id": "person", "ledger_leaf.account": "person"]

    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    // MARK: The schema

    /// Every table that a migration or an engine makes.
    private static func schema() throws -> [String: Table] {
        var tables: [String: Table] = [:]
        guard
            let files = FileManager.default.enumerator(
                at: root.appending(path: "Sources"),
                includingPropertiesForKeys: nil
            )
        else { return [:] }
        for case let url as URL in files where url.pathExtension == "swift" {
            let source = try String(contentsOf: url, encoding: .utf8)
            guard source.contains("CREATE ") || source.contains("ALTER ") else { continue }
            let text = source.replacing(/--[^\n]*/, with: "")
            for match in text.matches(of: /CREATE TABLE (?:IF NOT EXISTS )?(\w+) \(/) {
                for part in parts(of: text[match.range.upperBound...]) {
                    add(part, to: &tables[String(match.1), default: Table()])
                }
            }
            for match in text.matches(of: /ALTER TABLE (\w+) ADD (?:COLUMN )?([^"\n]+)/) {
                add(words(String(match.2)), to: &tables[String(match.1), default: Table()])
            }
            for match in text.matches(of: /CREATE UNIQUE INDEX \w+ ON (\w+) \(([^)]+)\)/) {
                tables[String(match.1), default: Table()].keys.append(names(in: match.2))
            }
        }
        return tables
    }

    /// What stands between the commas of a table's parentheses, up to the one that closes them.
    private static func parts(of text: Substring) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            switch character {
            case "(": depth += 1
            case ")": depth -= 1
            default: break
            }
            if depth < 0 { break }
            if character == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts.map(words)
    }

    private static func add(_ part: String, to table: inout Table) {
        if let key = part.firstMatch(of: /^(?:PRIMARY KEY|UNIQUE) \(([^)]+)\)/) {
            table.keys.append(names(in: key.1))
        } else if let key = part.firstMatch(of: /^FOREIGN KEY \((\w+)[^)]*\) REFERENCES (\w+) \((\w+)/) {
            table.references[String(key.1)] = (String(key.2), String(key.3))
        } else if let column = part.firstMatch(of: /^[a-z]\w*/).map({ String($0.0) }) {
            table.columns.insert(column)
            if part.contains("NOT NULL") || part.contains("PRIMARY KEY") { table.required.insert(column) }
            if part.contains("PRIMARY KEY") || part.contains(" UNIQUE") { table.keys.append([column]) }
            if let other = part.firstMatch(of: /REFERENCES (\w+) \((\w+)\)/) {
                table.references[column] = (String(other.1), String(other.2))
            }
        }
    }

    private static func words(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func names(in text: Substring) -> Set<String> {
        Set(text.split(separator: ",").map { words(String($0)) })
    }

    // MARK: The document

    private static func lines() throws -> [Line] {
        let text = try String(contentsOf: root.appending(path: "docs/SCALING.md"), encoding: .utf8)
        let below = text.split(separator: "\n", omittingEmptySubsequences: false).drop { $0 != header }.dropFirst(2)
        return try below.prefix { $0.hasPrefix("|") }.map { line in
            let cells = line.split(separator: "|").map {
                $0.trimmingCharacters(in: .whitespaces).replacing("`", with: "")
            }
            try #require(cells.count == 5, "not five cells: \(line)")
            return Line(
                table: cells[0],
                distribution: cells[1],
                colocated: cells[2] == "—" ? nil : cells[2],
                needed: cells[4]
            )
        }
    }

    // MARK: What must hold

    @Test("every table of the schema has exactly one line, and every line a table")
    func complete() throws {
        let tables = try Self.schema().keys
        let lines = try Self.lines()
        #expect(!lines.isEmpty, "docs/SCALING.md has no table with the header \(Self.header)")
        let counts = Dictionary(grouping: lines, by: \.table).mapValues(\.count)
        for table in tables.sorted() {
            #expect(
                counts[table, default: 0] == 1,
                "docs/SCALING.md says \(counts[table, default: 0]) times how \(table) is distributed; say it once"
            )
        }
        for line in lines {
            #expect(tables.contains(line.table), "docs/SCALING.md has a line for \(line.table), which nothing makes")
        }
    }

    @Test("every distribution column exists, and there are no other words than reference and local")
    func columns() throws {
        let tables = try Self.schema()
        for line in try Self.lines() {
            if line.isDistributed {
                let columns = tables[line.table]?.columns ?? []
                #expect(
                    columns.contains(line.distribution),
                    "\(line.table) has no column \(line.distribution); it has \(columns.sorted())"
                )
            } else {
                #expect(
                    ["reference", "local"].contains(line.distribution),
                    "\(line.table) is on its own, so it is reference or local, not \(line.distribution)"
                )
                #expect(line.needed == Self.nothing, "\(line.table) is on every machine or on one: what is to be done?")
            }
        }
    }

    @Test("tables that are colocated are distributed by the same thing, or by a reference to it that says so")
    func colocation() throws {
        let tables = try Self.schema()
        let lines = Dictionary(try Self.lines().map { ($0.table, $0) }) { first, _ in first }
        for line in lines.values {
            guard let anchor = line.colocated, let table = tables[line.table] else { continue }
            guard let head = lines[anchor], head.colocated == anchor else {
                Issue.record("\(line.table) is colocated with \(anchor), which isn't colocated with itself")
                continue
            }
            let kind = head.distribution == "id" ? anchor : head.distribution
            let place = "\(line.table).\(line.distribution)"
            // The value itself: by name, by its owner, or by a foreign key to what that table is distributed by.
            if line.table == anchor || line.distribution == kind || Self.owners[place] == anchor { continue }
            let other = table.references[line.distribution]
            let target = lines[other?.table ?? line.distribution]
            guard let target, target.colocated == anchor else {
                Issue.record("\(place) is no \(kind), and leads to no table that is colocated with \(anchor)")
                continue
            }
            if let other, other.column == target.distribution { continue }
            #expect(
                line.needed.hasPrefix("add \(kind)"),
                "\(place) only leads to the \(kind): say what is still needed, beginning with: add \(kind)"
            )
        }
    }

    @Test("whose keys and foreign keys a shard can't check by itself, is said to need something")
    func keys() throws {
        let tables = try Self.schema()
        let lines = Dictionary(try Self.lines().map { ($0.table, $0) }) { first, _ in first }
        for line in lines.values where line.isDistributed && line.needed == Self.nothing {
            guard let table = tables[line.table] else { continue }
            #expect(
                table.required.contains(line.distribution),
                "\(line.table).\(line.distribution) may be null, and then has no shard"
            )
            for key in table.keys {
                #expect(
                    key.contains(line.distribution),
                    "the key \(key.sorted()) of \(line.table) is not unique across shards without \(line.distribution)"
                )
            }
            for (column, other) in table.references {
                guard let target = lines[other.table], target.isDistributed else { continue }
                #expect(
                    target.colocated == line.colocated && column == line.distribution,
                    "\(line.table).\(column) refers to \(other.table), which may be on another shard"
                )
            }
        }
    }
}
