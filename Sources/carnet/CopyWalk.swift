import Store

/// The walk through all tables of two databases, side by side.
struct CopyWalk {
    /// What a pass does about rows that the target doesn't have.
    enum Pass: String {
        /// Adds them.
        case copying
        /// Refuses.
        case comparing
    }

    /// In an order in which no row refers to a later table's.
    let tables: [Table]
    /// How many rows the source has.
    let rows: Int

    private let source: CopySource
    private let target: CopyTarget
    private let slice: Int

    init(from source: CopySource, to target: CopyTarget, slice: Int) async throws {
        let sides = try await [source.store.read { try $0.tables() }, target.store.read { try $0.tables() }]
        let different = Set(Set(sides[0]).symmetricDifference(sides[1]).map(\.name)).sorted()
        guard different.isEmpty, let tables = sides[0].inOrder, tables.allSatisfy({ !$0.key.isEmpty }) else {
            throw CommandFailure(
                "\(source.name) and \(target.name) have the same migrations, but other tables "
                    + "(\(different.joined(separator: ", "))). Undo what was changed by hand, or empty the target and "
                    + "start again."
            )
        }
        // The target has made its own list of migrations.
        let moving = tables.filter { $0.name != "migration" }
        self.tables = moving
        rows = try await source.store.read { session in try moving.reduce(0) { $0 + (try session.count(of: $1)) } }
        self.source = source
        self.target = target
        self.slice = slice
    }

    /// Goes through all tables once.
    func pass(_ pass: Pass) async throws {
        let progress = ProgressLine()
        var done = 0
        for table in tables {
            try await walk(table, pass) { count in
                done += count
                progress.show("\(pass)", rows == 0 ? 1 : Double(done) / Double(rows)) { seconds in
                    "\(table.name), \(done) of \(rows) rows, \(Pace(done: done, total: rows).text(after: seconds))"
                }
            }
        }
        progress.clear()
    }

    private func walk(_ table: Table, _ pass: Pass, done: (Int) -> Void) async throws {
        var limit = slice
        var key: [[UInt8]]?
        var rows = try await read(table, after: key, limit)
        while true {
            let (isLast, size) = (rows.count < limit, limit)
            let lastKey = rows.lastKey(of: table)
            do {
                // The next slice is read while this one is written.
                async let next = isLast ? PackedRows() : read(table, after: lastKey, size)
                try await place(rows, of: table, after: key, isLast: isLast, pass)
                done(rows.count)
                if isLast { return }
                (key, rows) = (lastKey, try await next)
            } catch StoreFailure.foreignKey where !isLast && table.references.contains(table.name) {
                // A row may refer to one that comes later, where clocks differed: then both must be in one slice.
                limit *= 2
                rows = try await read(table, after: key, limit)
            }
        }
    }

    private func read(_ table: Table, after key: [[UInt8]]?, _ limit: Int) async throws -> PackedRows {
        try await source.store.read { try $0.rows(of: table, after: key, limit: limit) }
    }

    /// Sees to it that the target has exactly these rows after that key.
    private func place(
        _ rows: PackedRows,
        of table: Table,
        after key: [[UInt8]]?,
        isLast: Bool,
        _ pass: Pass
    ) async throws {
        // After the last slice there is nothing.
        let limit = rows.count + (isLast ? 1 : 0)
        let isSame =
            switch pass {
            case .copying:
                try await target.store.write { session in
                    // A run that was killed may still be writing, as far as the server knows.
                    try session.lock(Array(CopyTarget.mark.utf8))
                    let found = try session.rows(of: table, after: key, limit: limit)
                    guard rows.starts(with: found) else { return false }
                    if found.count < rows.count { try session.add(rows.dropping(found), to: table) }
                    return true
                }
            case .comparing:
                try await target.store.read { session in
                    let found = try session.rows(of: table, after: key, limit: limit)
                    return found.count == rows.count && rows.starts(with: found)
                }
            }
        guard isSame else {
            throw CommandFailure(
                "\(target.name) isn't a copy of \(source.name): the rows of \(table.name) differ. The source was changed "
                    + "since the copy began, or is another one. Empty the target and start again."
            )
        }
    }
}

extension [Table] {
    /// Each after those that it refers to; nil when they refer to each other in a circle.
    fileprivate var inOrder: [Table]? {
        var (waiting, ordered, names) = (self, [Table](), Set<String>())
        while !waiting.isEmpty {
            let ready = waiting.filter { $0.references.subtracting([$0.name]).isSubset(of: names) }
            guard !ready.isEmpty else { return nil }
            ordered += ready
            names.formUnion(ready.map(\.name))
            waiting.removeAll { names.contains($0.name) }
        }
        return ordered
    }
}
