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

    /// Whether libpq reads the address as it was meant; where it can't, or takes a piece of the password for the name of a
    /// host or a database or for a port, its words would quote that.
    private func isReadable(_ uri: String) -> Bool {
        guard let options = unsafe PQconninfoParse(uri, nil) else { return false }
        defer { unsafe PQconninfoFree(options) }
        // The one @ that isn't written as %40 comes before the host, and so does no slash but those of the scheme.
        let place = uri.trimmingPrefix(/\w+:\/\//).prefix { $0 != "?" }
        let parts = place.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count < 2 || (parts.count == 2 && !parts[0].contains("/")) else { return false }
        var option = unsafe options
        while let keyword = unsafe option.pointee.keyword {
            if unsafe strcmp(keyword, "port") == 0, let ports = unsafe option.pointee.val {
                let each = unsafe String(cString: ports).split(separator: ",")
                return each.allSatisfy { (1...65_535).contains(Int($0) ?? 0) }
            }
            unsafe option += 1
        }
        return true
    }

    /// What libpq says, on one line, to be put into a sentence. It names hosts, users and databases, and never passwords
    /// or rows.
    func words(_ message: UnsafePointer<CChar>?) -> String {
        guard let message = unsafe message else { return "" }
        return unsafe String(cString: message).split(whereSeparator: \.isNewline).map { $0.trimmingPrefix(/\s+/) }
            // What to do is said by whoever says the rest.
            .filter { !$0.hasPrefix("Is the server running") }
            .joined(separator: " ")
            .replacing(/[.?!]+$/, with: "")
    }
#endif
