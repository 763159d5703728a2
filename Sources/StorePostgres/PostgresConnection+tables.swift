#if PostgreSQL
    import CLibPQ
    import Store

    extension PostgresConnection: TableConnection {
        func count(of table: Table) throws -> Int {
            let result = try select("SELECT count(*) FROM \(Table.quoted(table.name))", [])
            return unsafe result.withBytes(0, 0) { unsafe Int(Int64(bigEndian: $0.loadUnaligned(as: Int64.self))) }
        }

        func rows(of table: Table, after key: [[UInt8]]?, limit: Int) throws -> PackedRows {
            let places = key.map { $0.indices.map { "$\($0 + 1)" } } ?? []
            let result = try select(table.sliceText(limit: limit, after: places), key ?? [])
            var rows = PackedRows()
            for row in 0..<result.rowCount {
                rows.beginRow(fields: table.columns.count)
                for column in table.columns.indices {
                    if result.isNull(row, column) {
                        rows.appendNull()
                    } else {
                        unsafe result.withBytes(row, column) { unsafe rows.append($0) }
                    }
                }
            }
            return rows
        }

        func add(_ rows: PackedRows, to table: Table) throws {
            try copy("COPY \(Table.quoted(table.name)) (\(table.quotedColumns)) FROM STDIN (FORMAT binary)") {
                for start in stride(from: 0, to: rows.bytes.count, by: 1 << 20) {
                    try put(rows.bytes[start..<min(start + (1 << 20), rows.bytes.count)])
                }
            }
        }

        /// Reads with text that isn't a constant; arguments and result are binary.
        private func select(_ text: String, _ arguments: [[UInt8]]) throws -> PostgresResult {
            try roundTrip()
            return try pipeline.outside {
                // An empty array has no address, and no address is NULL: each argument ends with a byte that isn't counted.
                let padded = Array((arguments.map { $0 + [0] }).joined())
                let result = unsafe padded.withUnsafeBytes { bytes in
                    var offset = 0
                    let pointers = unsafe arguments.map { argument in
                        defer { offset += argument.count + 1 }
                        return unsafe bytes.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
                    }
                    return unsafe PQexecParams(
                        pipeline.handle,
                        text,
                        CInt(arguments.count),
                        nil,
                        pointers,
                        arguments.map { CInt($0.count) },
                        arguments.map { _ in 1 },
                        1
                    )
                }
                guard let result = unsafe PostgresResult(result) else { throw pipeline.lost() }
                guard result.status == PGRES_TUPLES_OK else { throw result.failure }
                return result
            }
        }
    }
#endif
