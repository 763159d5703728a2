#if PostgreSQL
    import CLibPQ
    import Store

    /// The arguments of one statement in PostgreSQL's binary format: big-endian integers, raw UTF-8, raw bytes. What no
    /// binary form is known for goes as text.
    struct BinaryArguments {
        private(set) var bytes: [UInt8] = []
        /// Where each argument begins; -1 for NULL.
        private(set) var offsets: [Int] = []
        private(set) var lengths: [CInt] = []
        /// 1 for binary, 0 for text.
        private(set) var formats: [CInt] = []

        mutating func removeAll() {
            bytes.removeAll(keepingCapacity: true)
            offsets.removeAll(keepingCapacity: true)
            lengths.removeAll(keepingCapacity: true)
            formats.removeAll(keepingCapacity: true)
        }

        /// Appends a value as the type that the server has inferred for its place.
        mutating func append(_ value: Value, as type: Oid) throws {
            let start = bytes.count
            var format: CInt = 1
            switch value {
            case .null:
                offsets.append(-1)
                lengths.append(0)
                formats.append(1)
                return
            case .integer(let integer):
                switch type {
                case TypeOID.bigint: append(integer)
                case TypeOID.integer:
                    guard let small = Int32(exactly: integer) else {
                        throw StoreFailure.constraint("integer out of range")
                    }
                    append(small)
                case TypeOID.smallint:
                    guard let small = Int16(exactly: integer) else {
                        throw StoreFailure.constraint("integer out of range")
                    }
                    append(small)
                case TypeOID.boolean: bytes.append(integer == 0 ? 0 : 1)
                default:
                    format = 0
                    bytes.append(contentsOf: String(integer).utf8)
                }
            case .text(let text):
                bytes.append(contentsOf: text.utf8)
                guard !bytes[start...].contains(0) else { throw StoreFailure.constraint("text without NUL") }
                format = TypeOID.isText(type) ? 1 : 0
            case .bytes(let data): bytes.append(contentsOf: data)
            case .id(let bits): append(bits)
            }
            offsets.append(start)
            lengths.append(CInt(bytes.count - start))
            formats.append(format)
            // Text format is read up to a NUL; and an empty value still needs an address.
            bytes.append(0)
        }

        private mutating func append(_ integer: some FixedWidthInteger) {
            unsafe withUnsafeBytes(of: integer.bigEndian) { unsafe bytes.append(contentsOf: $0) }
        }
    }

    /// Rows in the binary format of COPY.
    struct BinaryRows {
        /// The signature, no flags, no extension.
        static let header: [UInt8] =
            [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)
        static let trailer: [UInt8] = [0xFF, 0xFF]

        private(set) var bytes: [UInt8] = []

        mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

        /// Appends a row; its integers are `bigint` columns, as all of ours are.
        mutating func append(row: [Value]) throws {
            append(Int16(row.count))
            for value in row {
                switch value {
                case .null: append(Int32(-1))
                case .integer(let integer):
                    append(Int32(8))
                    append(integer)
                case .text(var text):
                    try text.withUTF8 { utf8 in
                        guard unsafe !utf8.contains(0) else { throw StoreFailure.constraint("text without NUL") }
                        append(Int32(utf8.count))
                        unsafe bytes.append(contentsOf: utf8)
                    }
                case .bytes(let data):
                    append(Int32(data.count))
                    bytes.append(contentsOf: data)
                case .id(let bits):
                    append(Int32(16))
                    append(bits)
                }
            }
        }

        private mutating func append(_ integer: some FixedWidthInteger) {
            unsafe withUnsafeBytes(of: integer.bigEndian) { unsafe bytes.append(contentsOf: $0) }
        }
    }
#endif
