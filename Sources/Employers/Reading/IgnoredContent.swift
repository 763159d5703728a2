import Kernel
import People

/// What may be lost with an ignored column.
public enum IgnoredContent: String, CaseIterable, Hashable, Sendable, Codable {
    /// It is full of national ids of the employer's country, which no other column of the file gives.
    case nationalIDs = "national-ids"
    /// It is full of dates, and the file lacks a column of these.
    case dates
    /// Whatever it is, no header says it.
    case other
}

/// Looks into the first filled cells of a column that is ignored: whatever stands in it, nobody would miss it before a desk
/// does.
struct IgnoredColumnSurvey {
    let position: Int
    private let hasHeader: Bool
    private var filled = 0
    private var nationalIDs = 0
    private var dates = 0

    private static let enough = 100

    init(position: Int, hasHeader: Bool) { (self.position, self.hasHeader) = (position, hasHeader) }

    var isDone: Bool { filled >= Self.enough }

    /// Looks at one cell, which is clean.
    mutating func note(_ cell: String, country: Country) {
        guard !cell.isEmpty else { return }
        filled += 1
        // An EGN, say, is all digits, as a date may be.
        if (try? NationalID(reading: cell.utf8.span, country: country)) != nil {
            nationalIDs += 1
        } else {
            switch RosterDate(cell.utf8.span) {
            case .day, .slashed: dates += 1
            default: break
            }
        }
    }

    /// What nine of ten cells are; nil where that is nothing that a column of ours has which isn't `given`, unless nothing
    /// else tells that the column is there.
    func content(given: RosterColumns) -> IgnoredContent? {
        func isFull(_ count: Int) -> Bool { count > 0 && 10 * count >= 9 * filled }
        let hasAllDates = RosterColumn.allCases.filter(\.isDate).allSatisfy(given.contains)
        if isFull(nationalIDs), !given.contains(.nationalID) { return .nationalIDs }
        if isFull(dates), !hasAllDates { return .dates }
        return hasHeader || filled == 0 ? nil : .other
    }
}
