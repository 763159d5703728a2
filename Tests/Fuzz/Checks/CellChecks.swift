import CSV
import Employers
import Kernel

/// What the short ways of reading a cell promise of the long ones.
enum CellChecks {
    static func violation(in row: borrowing CSVRow, country: Country) -> String? {
        for column in 0..<row.count {
            let cell = row[column] ?? ""
            let cleaned = Cell.cleaned(cell, country: country)
            if row.withUTF8(column, { Cell.isClean($0) }), cleaned != cell || Cell.damage(cell) != nil {
                return "taken as clean, and isn't: \(cell.debugDescription), \(cleaned.debugDescription)"
            }
            let again = Cell.cleaned(cleaned, country: country)
            if Cell.damage(cleaned) == nil, !cleaned.hasPrefix("'"), again != cleaned {
                return "cleaned twice it is another: \(cleaned.debugDescription), \(again.debugDescription)"
            }
        }
        return nil
    }
}
