/// A table as a database's own catalogue has it: for moving house, which knows no table by its name.
public struct Table: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// By name, so that both engines have them in one order.
    public let columns: [Column]
    /// Which of the columns are the primary key, in the key's order.
    public let key: [Int]
    /// The tables that its foreign keys lead to, perhaps itself.
    public let references: Set<String>

    /// One column.
    public struct Column: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// What it holds.
        public let kind: Kind
    }

    /// What the engines' types have in common.
    public enum Kind: String, Sendable {
        /// 64 bits.
        case integer
        /// UTF-8.
        case text
        /// Any bytes; a UUID's sixteen, too.
        case bytes
    }

    /// A name for a statement. Names come from a catalogue, never from outside.
    public static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

    /// The columns for a statement.
    public var quotedColumns: String { columns.map { Self.quoted($0.name) }.joined(separator: ", ") }

    /// `SELECT` of a slice in the order of the key. Where it goes on after a row, that row's key is `places`.
    public func sliceText(limit: Int, after places: [String]) -> String {
        let key = key.map { Self.quoted(columns[$0].name) }.joined(separator: ", ")
        let condition = places.isEmpty ? "" : "WHERE (\(key)) > (\(places.joined(separator: ", ")))"
        return "SELECT \(quotedColumns) FROM \(Self.quoted(name)) \(condition) ORDER BY \(key) LIMIT \(limit)"
    }
}

/// What an engine does with whole tables. Their names and columns aren't known at compile time: they are the catalogue's.
public protocol TableConnection {
    /// How many rows there are.
    func count(of table: Table) throws -> Int
    /// The next rows in the order of the table's key.
    ///
    /// - Parameter key: of the row before, as `PackedRows.lastKey` has it; nil from the beginning.
    func rows(of table: Table, after key: [[UInt8]]?, limit: Int) throws -> PackedRows
    /// Inserts rows. They may refer to each other in any order.
    func add(_ rows: PackedRows, to table: Table) throws
}

extension Session {
    /// All tables, by name.
    public func tables() throws -> [Table] {
        let references = try all(TableSQL.references) { (from: try $0[0] as String, to: try $0[1] as String) }
        var columns: [(table: String, column: Table.Column, place: Int?)] = []
        for found in try all(
            TableSQL.columns,
            read: { try ($0[0], $0[1], $0[2], $0[3]) as (String, String, String, Int?) }
        ) {
            guard let kind = Table.Kind(rawValue: found.2) else {
                throw StoreFailure.engine(code: found.2, "no kind of column that Carnet has: \(found.0).\(found.1)")
            }
            columns.append((found.0, Table.Column(name: found.1, kind: kind), found.3))
        }
        return Dictionary(grouping: columns, by: \.table).map { name, columns in
            let columns = columns.sorted { $0.column.name < $1.column.name }
            let key = columns.indices.filter { columns[$0].place != nil }
                .sorted { (columns[$0].place ?? 0) < (columns[$1].place ?? 0) }
            return Table(
                name: name,
                columns: columns.map(\.column),
                key: key,
                references: Set(references.filter { $0.from == name }.map(\.to))
            )
        }
        .sorted { $0.name < $1.name }
    }

    /// Keeps everybody else from writing any table until this transaction ends. On SQLite a transaction that writes does
    /// that by itself.
    public func holdTables() throws { try run(TableSQL.hold) }

    /// How many rows there are.
    public func count(of table: Table) throws -> Int { try guarded { try connection.count(of: table) } }

    /// The next rows in the order of the table's key, after that of the row before.
    public func rows(of table: Table, after key: [[UInt8]]? = nil, limit: Int) throws -> PackedRows {
        try guarded { try connection.rows(of: table, after: key, limit: limit) }
    }

    /// Inserts rows, which may refer to each other in any order.
    public func add(_ rows: PackedRows, to table: Table) throws { try guarded { try connection.add(rows, to: table) } }
}
