#if PostgreSQL
    import CLibPQ
    import Store

    extension PostgresConnection {
        /// Copies rows into a table.
        func copy(_ text: String, _ next: (inout [Value]) throws -> Bool) throws -> Int {
            var copied = 0
            try copy(text) {
                var rows = BinaryRows()
                var values: [Value] = []
                while try next(&values) {
                    try rows.append(row: values)
                    values.removeAll(keepingCapacity: true)
                    copied += 1
                    if rows.bytes.count >= 1 << 16 {
                        try put(rows.bytes[...])
                        rows.removeAll()
                    }
                }
                try put(rows.bytes[...])
            }
            return copied
        }

        /// Executes a COPY; the closure puts the rows.
        func copy(_ text: String, _ putRows: () throws -> Void) throws {
            try roundTrip()
            try pipeline.outside {
                try pipeline.execute(text, PGRES_COPY_IN)
                var failure: (any Error)?
                do {
                    try put(BinaryRows.header[...])
                    try putRows()
                    try put(BinaryRows.trailer[...])
                } catch { failure = error }
                guard unsafe PQputCopyEnd(pipeline.handle, failure == nil ? nil : "stopped") == 1 else {
                    throw pipeline.lost()
                }
                var outcome: (any Error)?
                while let result = try pipeline.nextResult() {
                    if result.status == PGRES_FATAL_ERROR { outcome = result.failure }
                }
                if let failure = failure ?? outcome { throw failure }
            }
        }

        /// Sends a part of what is copied.
        func put(_ bytes: ArraySlice<UInt8>) throws {
            let sent = unsafe bytes.withUnsafeBytes {
                unsafe PQputCopyData(
                    pipeline.handle,
                    $0.baseAddress?.assumingMemoryBound(to: CChar.self),
                    CInt($0.count)
                )
            }
            guard sent == 1 else { throw pipeline.lost() }
        }
    }
#endif
