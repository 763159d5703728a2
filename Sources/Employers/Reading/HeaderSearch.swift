/// Finds the header among the first rows of a file: payroll programs put the company's name and the month above it.
struct HeaderSearch: Sendable {
    /// How many rows with something in them are looked at.
    static let rowLimit = 10

    private var rowsSeen = 0
    /// The row that named most, and what was wrong with it.
    private var best: (matches: Int, failure: RosterFailure)?

    /// The header, if this row is it. Throws what is wrong with the best of them when it can't come any more.
    mutating func next(_ names: [String], row: Int) throws(RosterFailure) -> RosterHeader? {
        rowsSeen += 1
        let failure: RosterFailure
        do throws(RosterFailure) { return try RosterHeader(names, row: row) } catch { failure = error }
        let matches = RosterHeader.matches(names)
        if matches > best?.matches ?? -1 { best = (matches, failure) }
        if rowsSeen >= Self.rowLimit { throw best?.failure ?? failure }
        return nil
    }

    /// What to say when the file has ended without a header.
    var failure: RosterFailure { best?.failure ?? .empty }
}
