import Kernel

/// The line below a table that adds something up; it is nobody's row.
enum TotalsLine {
    private static let words = [
        "total", "subtotal", "grand total", "suma", "sum", "general", "ogolem", "razem", "summa", "общо", "всичко",
        "جمع",
    ]

    /// Whether the first cell that says anything is such a word. The caller has seen that no name is there.
    static func opens(with cells: [String]) -> Bool {
        guard let first = cells.lazy.map(HeaderNames.normalized).first(where: { !$0.isEmpty }) else { return false }
        return words.contains { first == $0 || first.hasPrefix($0 + " ") }
    }
}
