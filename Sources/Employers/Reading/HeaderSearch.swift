/// Finds the header among the first rows of a file: payroll programs put the company's name and the month above it.
struct HeaderSearch: Sendable {
    /// How many rows with something in them are looked at.
    static let rowLimit = 10
    /// How many columns a row must name to be told as a header: fewer may stand in somebody's data, a department say.
    private static let matchesToTell = 2

    private var rowsSeen = 0
    /// The row that named most, what was wrong with it, and what it says all the same.
    private var best: (matches: Int, failure: RosterFailure, header: RosterHeader?)?

    /// The header, if this row is it. Throws what is wrong with the best of them when it can't come any more.
    mutating func next(_ names: [String], row: Int) throws(RosterFailure) -> RosterHeader? {
        rowsSeen += 1
        let failure: RosterFailure
        var header: RosterHeader?
        do throws(RosterFailure) {
            let read = try RosterHeader(names, row: row)
            guard !read.missing.isEmpty else { return read }
            (header, failure) = (read, .columnsMissing(read.missing))
        } catch { failure = error }
        let matches = RosterHeader.matches(names)
        if matches > best?.matches ?? -1 { best = (matches, failure, header) }
        if rowsSeen >= Self.rowLimit { throw best?.failure ?? failure }
        return nil
    }

    /// The row that is the header but for a column that is missing.
    var incomplete: RosterHeader? {
        best.flatMap { $0.matches >= Self.matchesToTell ? $0.header : nil }
    }

    /// What to say when the file has ended without a header.
    var failure: RosterFailure { best?.failure ?? .empty }
}
