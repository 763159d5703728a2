#if PostgreSQL
    import Foundation
    import Store

    extension StoreFailure {
        /// Maps a failed result by its SQLSTATE. No value of a row gets into the failure: the server's detail is read for
        /// column names alone.
        init(result: PostgresResult) {
            let state = result.errorField("C") ?? ""
            let words = result.errorField("M") ?? ""
            switch state {
            case "23505":
                self = .notUnique(
                    constraint: Self.columns(table: result.errorField("t") ?? "", detail: result.errorField("D") ?? "")
                        ?? result.errorField("n") ?? words
                )
            case "23503": self = .foreignKey
            case "23502":
                self = .constraint(
                    [result.errorField("t"), result.errorField("c")].compactMap(\.self).joined(separator: ".")
                )
            case "23514", "23P01", "23000", "23001": self = .constraint(result.errorField("n") ?? words)
            case "40001", "40P01": self = .overtaken
            case "55P03", "57014": self = .busy
            case "53100": self = .full
            case "58030": self = .diskRefused(code: state)
            case "25006": self = .readOnly
            case "42501": self = .notPermitted(words)
            case "22021": self = .constraint("text without NUL")
            case _
            where state.isEmpty || state.hasPrefix("08") || state.hasPrefix("57P") || state == "53300"
                || state == "25P03":
                self = .unreachable(words)
            case _ where state.hasPrefix("22"): self = .engine(code: state, "a value doesn't fit")
            case "XX001", "XX002": self = .damaged
            default: self = .engine(code: state, words)
            }
        }

        /// `Key (location, key)=(…) already exists.` names the columns as SQLite does: `visit.location, visit.key`.
        private static func columns(table: String, detail: String) -> String? {
            guard let start = detail.firstIndex(of: "("), let end = detail.range(of: ")=(")?.lowerBound, start < end
            else {
                return nil
            }
            return detail[detail.index(after: start)..<end]
                .split(separator: ", ")
                .map { "\(table).\($0)" }
                .joined(separator: ", ")
        }
    }
#endif
