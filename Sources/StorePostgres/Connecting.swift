#if PostgreSQL
    import CLibPQ
    import Glibc
    import Store

    /// Opens a connection, or says what to do about it.
    func openConnection(_ uri: String) throws -> OpaquePointer {
        guard isReadable(uri) else {
            throw StoreFailure.cannotOpen(
                "The address in --database can't be read. Write postgres://USER:PASSWORD@HOST:PORT/NAME, with %40 for "
                    + "an @ in the password and %2F for a slash."
            )
        }
        // What comes before the URI holds unless the URI says otherwise.
        let parameters = [
            ("connect_timeout", "5"), ("keepalives_idle", "30"), ("tcp_user_timeout", "30000"),
            ("fallback_application_name", "carnet"), ("dbname", uri),
        ]
        var keywords = unsafe parameters.map { unsafe UnsafePointer(strdup($0.0)) } + [nil]
        var values = unsafe parameters.map { unsafe UnsafePointer(strdup($0.1)) } + [nil]
        defer {
            unsafe (keywords + values).forEach { unsafe free(UnsafeMutablePointer(mutating: $0)) }
        }
        guard let handle = unsafe PQconnectdbParams(&keywords, &values, 1) else {
            throw StoreFailure.unreachable("no memory")
        }
        guard unsafe PQstatus(handle) == CONNECTION_OK else {
            let text = unsafe words(PQerrorMessage(handle))
            unsafe PQfinish(handle)
            throw StoreFailure.unreachable(text)
        }
        return unsafe handle
    }

    /// Whether libpq can read the address; where it can't, or takes a piece of the password for the host's name, its words
    /// would quote the password.
    private func isReadable(_ uri: String) -> Bool {
        guard let options = unsafe PQconninfoParse(uri, nil) else { return false }
        defer { unsafe PQconninfoFree(options) }
        var option = unsafe options
        while unsafe option.pointee.keyword != nil {
            if unsafe strcmp(option.pointee.keyword, "host") == 0, let host = unsafe option.pointee.val {
                return unsafe strchr(host, Int32(UInt8(ascii: "@"))) == nil
            }
            unsafe option += 1
        }
        return true
    }

    /// What libpq says, on one line. It names hosts, users and databases, and never passwords or rows.
    func words(_ message: UnsafePointer<CChar>?) -> String {
        guard let message = unsafe message else { return "" }
        return unsafe String(cString: message).split(whereSeparator: \.isNewline).map { $0.trimmingPrefix(/\s+/) }
            .joined(separator: " ")
    }
#endif
