import Kernel

extension Language {
    /// The best of our languages for an `Accept-Language` header; English unless Romanian is asked for first.
    init(acceptLanguage header: String?) {
        var best: (language: Language, weight: Double) = (.en, 0)
        for range in (header ?? "").split(separator: ",") {
            let parts = range.split(separator: ";")
            guard let tag = parts.first?.trimmed, let language = Language(tag: tag) else { continue }
            let quality = parts.dropFirst().first { $0.trimmed.hasPrefix("q=") }
            let weight = quality.map { Double($0.trimmed.dropFirst(2)) ?? 0 } ?? 1
            if weight > best.weight { best = (language, weight) }
        }
        self = best.language
    }
}

extension StringProtocol {
    /// Without spaces and tabs at either end.
    var trimmed: SubSequence {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) })
        else { return self[startIndex..<startIndex] }
        return self[first...last]
    }
}
