import Kernel

/// The line below a table that adds something up; it is nobody's row.
enum TotalsLine {
    private static let words = [
        "total", "subtotal", "grand total", "suma", "sum", "general", "ogolem", "razem", "summa", "общо", "всичко",
        "جمع",
    ]

    /// Whether a cell says nothing else: `TOTAL`, `Total general: 3`.
    static func isWord(_ cell: String) -> Bool {
        let name = HeaderNames.normalized(cell)
        guard !name.isEmpty, !words.contains(name) else { return !name.isEmpty }
        let pieces = name.split(separator: " ").map(String.init)
        return words.contains(pieces[0]) && pieces.allSatisfy { words.contains($0) || $0.allSatisfy(\.isNumber) }
    }

    /// Whether the first cell that says anything is such a word. The caller has seen that no name is there.
    static func opens(with cells: [String]) -> Bool {
        guard let first = cells.lazy.map(HeaderNames.normalized).first(where: { !$0.isEmpty }) else { return false }
        return words.contains { first == $0 || first.hasPrefix($0 + " ") }
    }
}
