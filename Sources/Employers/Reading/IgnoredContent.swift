import Kernel
import People

/// What an ignored column is full of, that a column of ours which the file lacks would take.
public enum IgnoredContent: String, CaseIterable, Hashable, Sendable, Codable {
    /// National ids of the employer's country.
    case nationalIDs = "national-ids"
    /// Dates.
    case dates
}

/// Looks into the first filled cells of a column that is ignored: whatever stands in it, nobody would miss it before a desk
/// does.
struct IgnoredColumnSurvey {
    let position: Int
    private var filled = 0
    private var nationalIDs = 0
    private var dates = 0

    private static let enough = 100

    init(position: Int) { self.position = position }

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

    /// What nine of ten cells are; nil where that is nothing that a column of ours has which isn't `given`.
    func content(given: RosterColumns) -> IgnoredContent? {
        func isFull(_ count: Int) -> Bool { count > 0 && 10 * count >= 9 * filled }
        if isFull(nationalIDs) { return given.contains(.nationalID) ? nil : .nationalIDs }
        let hasAllDates = RosterColumn.allCases.filter(\.isDate).allSatisfy(given.contains)
        return isFull(dates) && !hasAllDates ? .dates : nil
    }
}
