import Foundation
import Kernel
import Testing

@Suite("Texts")
struct TextTests {
    @Test(
        "folding takes away case, diacritics and extra space",
        arguments: [
            ("Brașov", "brasov"), ("BRAŞOV", "brasov"), ("  Cluj -  Napoca ", "cluj - napoca"),
            ("Țăndărei", "tandarei"),
            ("Größe", "grosse"), ("", ""), ("Ångström", "angstrom"),
        ]
    )
    func folding(text: String, folded: String) { #expect(text.folded == folded) }

    @Test(
        "the table of folded letters says what Foundation says of the whole text",
        arguments: (0..<0x280 - 4).filter { $0 % 3 == 0 }
    )
    func foldingByTable(first: UInt16) {
        let scalars = (first..<first + 5).map { Unicode.Scalar($0) ?? " " } + ["x", " "]
        let text = String(String.UnicodeScalarView(scalars))
        let plain = text.folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
        let expected = plain.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.folded == expected, "\(scalars.map(\.value))")
    }

    @Test("texts folded one after the other stand a space apart, and what folds to nothing stands nowhere")
    func foldedTogether() {
        var folded = FoldedText()
        for text in ["", " Țăndărei ", " ", "ION  Ștefan", "", "Ελένη", "x"] { folded.add(text) }
        #expect(folded.text == "tandarei ion stefan ελενη x")
    }

    @Test(
        "words are folded, and parted by whatever is no letter, mark or digit",
        arguments: [
            ("O’Brien–Țepeș", ["o", "brien", "tepes"]), ("Oʼ Brien,  2nd", ["o", "brien", "2nd"]), (" -'", []),
            ("Ion\u{2060}escu", ["ionescu"]), ("خسرو\u{200C}پور", ["خسرو", "پور"]), ("शर्मा", ["शर्मा".folded]),
        ]
    )
    func words(text: String, words: [String]) { #expect(text.foldedWords == words) }

    @Test("a message fills its places once, in both languages")
    func message() {
        let message = Message(en: "Hello {name}, {count} left.", ro: "Bună {name}, au rămas {count}.")
            .with(["name": "{count}", "count": "3"])
        #expect(message.text(in: .en) == "Hello {count}, 3 left.")
        #expect(message.text(in: .ro) == "Bună {count}, au rămas 3.")
    }

    @Test("a language is found by its tag", arguments: [("ro-RO", Language.ro), ("EN", .en), ("en_GB", .en)])
    func language(tag: String, language: Language) { #expect(Language(tag: tag) == language) }

    @Test(
        "what consists of white space and invisible marks says nothing",
        arguments: [
            ("", false), (" \n\t", false), ("\u{200B}", false), ("\u{200E} \u{FEFF}\u{0}\u{FE0F}", false), (".", true),
            ("\u{200B}a", true), ("👍", true), ("می\u{200C}روم", true),
        ]
    )
    func legible(text: String, isLegible: Bool) { #expect(text.isLegible == isLegible) }

    @Test("a code is short ASCII", arguments: ["", "a b", "ă", String(repeating: "x", count: 65), "a/b"])
    func code(text: String) { #expect(PackageCode(text) == nil) }
}
