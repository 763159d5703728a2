import Employers
import Kernel

extension Roster {
    /// How the file was read, and what it would change.
    var difference: String {
        var lines = reading?.lines ?? []
        lines.append(
            "\(rowsRead) rows: \(counts.joins) join, \(counts.changes) change, \(counts.leaves) leave, "
                + "\(counts.unchanged) stay as they are, \(counts.refused) refused."
        )
        if warned > 0 {
            lines.append("\(warned) of the rows that are taken should be looked at.")
        }
        return lines.joined(separator: "\n")
    }

    /// What whoever imports wants to know first.
    func summary(_ findings: RosterFindings? = nil) -> String {
        ([difference] + (findings?.lines ?? []) + [outcome]).joined(separator: "\n")
    }

    private var outcome: String {
        switch state {
        case .applied: "Applied."
        case .held: "Held: so many leavers must be confirmed with --confirm-leavers \(counts.leavers)."
        default: "Nothing was changed. " + (needsApproval ? approvalAdvice : "Add --apply to apply it.")
        }
    }

    /// What is to do where the employer asks for a second HR user's yes.
    var approvalAdvice: String {
        "This employer's rosters need a second HR user's approval: let HR approve \(id) "
            + "(POST /v1/rosters/\(id)/approval), then run `carnet roster apply \(id)`."
    }
}

extension RosterReading {
    /// How the file was read.
    var lines: [String] {
        let delimiter = delimiter == "\t" ? "tab" : "'\(delimiter)'"
        var lines = ["Read as \(encoding), delimiter \(delimiter)."]
        if !columns.isEmpty {
            let columns = columns.map { "\($0.header) = \($0.column.rawValue)" }
            lines.append("Columns: \(columns.joined(separator: ", ")).")
        }
        for order in DateOrder.allCases {
            let headers = columns.filter { $0.dates == order }.map(\.header)
            if !headers.isEmpty { lines.append("\(order.words): \(headers.joined(separator: ", ")).") }
        }
        let ignored = ignoredNames.map { $0.text(in: .en) }
        if !ignored.isEmpty { lines.append("Ignored columns: \(ignored.joined(separator: ", ")).") }
        for content in IgnoredContent.allCases {
            let headers = ignoredContents.filter { $0.holds == content }.map { $0.name.text(in: .en) }
            if !headers.isEmpty { lines.append("\(content.words): \(headers.joined(separator: ", ")).") }
        }
        return lines
    }
}

extension RosterFailure {
    /// What is to do, in the options of `roster import`.
    var advice: String {
        message.with([
            "dmy": "--dates dmy", "mdy": "--dates mdy",
            "familyFirst": "--names family-first", "givenFirst": "--names given-first",
        ]).text(in: .en)
    }
}

extension DateOrder {
    /// What whoever imports is told about it.
    fileprivate var words: String {
        switch self {
        case .dayFirst: "Slashed dates read with the day first, 03/04 as the 3rd of April"
        case .monthFirst: "Slashed dates read with the month first, 03/04 as the 4th of March"
        }
    }
}

extension IgnoredContent {
    /// What whoever imports is told about such a column.
    fileprivate var words: String {
        switch self {
        case .nationalIDs: "Ignored although full of national ids, so name it national_id if it is theirs"
        case .dates: "Ignored although full of dates, so name it birth_date, start_date or end_date if it is one"
        case .other: "Ignored for want of a header, so give it one if it should be read"
        }
    }
}
