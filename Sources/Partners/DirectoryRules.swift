import Foundation
import Kernel

/// Rules of searching, without the store.
enum DirectoryRules {
    /// How many words of a text count.
    static let wordLimit = 6
    /// How many partners a page has at most.
    static let pageLimit = 200
    /// How many locations are read at a time until a page has its partners.
    static let batch = 250
    /// How many locations are sorted by distance at most.
    static let nearLimit = 100_000

    /// The words of several texts as one, to look for words in. None holds a sign that means something to LIKE.
    static func key(_ texts: [String], isEachOnce: Bool = false) -> String {
        var seen: Set<String> = []
        return texts.flatMap(\.foldedWords).filter { !isEachOnce || seen.insert($0).inserted }.joined(separator: " ")
    }

    /// One pattern for each word that counts, and nil for the rest of `wordLimit`; nil when a text is asked for that has
    /// no words, and so fits nothing.
    static func patterns(_ text: String?) -> [String?]? {
        let words = (text ?? "").foldedWords.prefix(wordLimit)
        if words.isEmpty, let text, text.contains(where: { !$0.isWhitespace }) { return nil }
        return words.map { "%\($0)%" } + Array(repeating: nil, count: wordLimit - words.count)
    }

    /// The distance along a great circle; the Earth as a sphere of 6371 km, so to within 0.5 %.
    static func metres(from a: DirectoryQuery.Point, to b: DirectoryQuery.Point) -> Int {
        let (north, south) = (a.latitude * .pi / 180, b.latitude * .pi / 180)
        let east = (b.longitude - a.longitude) * .pi / 180
        let haversine = pow(sin((south - north) / 2), 2) + cos(north) * cos(south) * pow(sin(east / 2), 2)
        return Int((2 * 6_371_000 * asin(min(1, haversine.squareRoot()))).rounded())
    }
}
