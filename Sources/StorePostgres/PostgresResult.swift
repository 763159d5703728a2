#if PostgreSQL
    import CLibPQ
    import Store

    /// The answer to one statement, in binary format. It knows libpq's pointer and frees it.
    @safe final class PostgresResult {
        private let pointer: OpaquePointer

        /// Takes what libpq returned; nil when it returned nothing.
        init?(_ pointer: OpaquePointer?) {
            guard let pointer = unsafe pointer else { return nil }
            unsafe self.pointer = pointer
        }

        deinit { unsafe PQclear(pointer) }

        var status: ExecStatusType { unsafe PQresultStatus(pointer) }

        var rowCount: Int { Int(unsafe PQntuples(pointer)) }

        /// How many rows the statement inserted, updated, deleted or selected.
        var changes: Int {
            guard var digit = unsafe PQcmdTuples(pointer) else { return 0 }
            var count = 0
            while unsafe digit.pointee != 0 {
                count = unsafe count * 10 + Int(digit.pointee) - 0x30
                unsafe digit += 1
            }
            return count
        }

        /// Visits rows until the closure says false or there are no more.
        func each(_ visit: (Row) throws -> Bool) throws {
            let row = PostgresRow(self)
            for index in 0..<rowCount {
                row.stand(on: index, of: self)
                guard try visit(Row(row)) else { return }
            }
        }

        /// The types of a described statement's parameters.
        var parameterTypes: [Oid] { (0..<(unsafe PQnparams(pointer))).map { unsafe PQparamtype(pointer, $0) } }

        /// A field of a failure, by libpq's code for it.
        func errorField(_ code: UnicodeScalar) -> String? {
            unsafe PQresultErrorField(pointer, CInt(code.value)).map { unsafe String(cString: $0) }
        }

        /// The failure that it stands for.
        var failure: StoreFailure { StoreFailure(result: self) }

        func type(_ column: Int) -> Oid { unsafe PQftype(pointer, CInt(column)) }

        func isNull(_ row: Int, _ column: Int) -> Bool { unsafe PQgetisnull(pointer, CInt(row), CInt(column)) == 1 }

        /// The bytes of a column that isn't NULL.
        func withBytes<T>(_ row: Int, _ column: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
            try unsafe body(
                UnsafeRawBufferPointer(
                    start: PQgetvalue(pointer, CInt(row), CInt(column)),
                    count: Int(PQgetlength(pointer, CInt(row), CInt(column)))
                )
            )
        }
    }

    /// A row of a result. One object serves all rows of a result.
    final class PostgresRow: RowSource {
        private var result: PostgresResult
        private var index = 0

        init(_ result: PostgresResult) { self.result = result }

        /// Stands on another row.
        func stand(on index: Int, of result: PostgresResult) {
            self.result = result
            self.index = index
        }

        func isNull(_ column: Int) -> Bool { result.isNull(index, column) }

        func integer(_ column: Int) throws -> Int64 {
            guard !isNull(column) else { throw StoreFailure.unreadable(column: column, expected: "integer") }
            let type = result.type(column)
            return try unsafe result.withBytes(index, column) { bytes in
                switch type {
                case TypeOID.bigint: unsafe Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
                case TypeOID.integer: unsafe Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
                case TypeOID.smallint: unsafe Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
                case TypeOID.boolean: unsafe bytes[0] == 0 ? 0 : 1
                default: throw StoreFailure.unreadable(column: column, expected: "integer")
                }
            }
        }

        func text(_ column: Int) throws -> String {
            guard !isNull(column), TypeOID.isText(result.type(column)) else {
                throw StoreFailure.unreadable(column: column, expected: "text")
            }
            return unsafe result.withBytes(index, column) { unsafe String(decoding: $0, as: UTF8.self) }
        }

        func bytes(_ column: Int) throws -> [UInt8] {
            guard !isNull(column), result.type(column) == TypeOID.bytes else {
                throw StoreFailure.unreadable(column: column, expected: "bytes")
            }
            return unsafe result.withBytes(index, column) { unsafe [UInt8]($0) }
        }

        func id(_ column: Int) throws -> UInt128 {
            guard !isNull(column), result.type(column) == TypeOID.uuid else {
                throw StoreFailure.unreadable(column: column, expected: "id")
            }
            return unsafe result.withBytes(index, column) {
                unsafe UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self))
            }
        }
    }
#endif
