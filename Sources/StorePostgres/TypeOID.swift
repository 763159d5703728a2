#if PostgreSQL
    import CLibPQ

    /// PostgreSQL's built-in types that Carnet's columns and parameters have; the numbers are fixed in its catalogue.
    enum TypeOID {
        static let boolean: Oid = 16
        static let bytes: Oid = 17
        static let name: Oid = 19
        static let bigint: Oid = 20
        static let smallint: Oid = 21
        static let integer: Oid = 23
        static let text: Oid = 25
        static let unknown: Oid = 705
        static let paddedText: Oid = 1042
        static let boundedText: Oid = 1043
        static let uuid: Oid = 2950

        static func isText(_ type: Oid) -> Bool {
            switch type {
            case text, boundedText, paddedText, name, unknown: true
            default: false
            }
        }
    }
#endif
