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

    @Test("a message fills its places once, in both languages")
    func message() {
        let message = Message(en: "Hello {name}, {count} left.", ro: "Bună {name}, au rămas {count}.")
            .with(["name": "{count}", "count": "3"])
        #expect(message.text(in: .en) == "Hello {count}, 3 left.")
        #expect(message.text(in: .ro) == "Bună {count}, au rămas 3.")
    }

    @Test("a language is found by its tag", arguments: [("ro-RO", Language.ro), ("EN", .en), ("en_GB", .en)])
    func language(tag: String, language: Language) { #expect(Language(tag: tag) == language) }

    @Test("a code is short ASCII", arguments: ["", "a b", "ă", String(repeating: "x", count: 65), "a/b"])
    func code(text: String) { #expect(PackageCode(text) == nil) }
}
