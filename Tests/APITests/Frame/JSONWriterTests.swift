import NIOCore
import Testing

@testable import API

@Suite("JSON by hand")
struct JSONWriterTests {
    @Test(
        "texts are what JSONEncoder makes of them",
        arguments: [
            "", "Consultație", "a \"b\" \\ c / d", "\u{8}\u{C}\n\r\t", "\u{0}\u{1F}\u{7F}", "👩‍⚕️ e\u{301} \u{2028}",
        ]
    )
    func texts(text: String) throws {
        var json = JSONWriter()
        json.object { $0.text("text", text) }
        #expect(String(buffer: json.buffer) == String(buffer: try JSON.encode(["text": text])))
    }

    @Test("objects and arrays are put together with commas where they belong")
    func structure() {
        var json = JSONWriter()
        json.object { json in
            json.integer("a", 7)
            json.array("b") { json in
                json.object { $0.bool("x", true) }
                json.object { _ in }
            }
            json.array("c") { _ in }
            json.object("d") { $0.integer("y", nil) }
            json.bool("e", false)
        }
        #expect(String(buffer: json.buffer) == #"{"a":7,"b":[{"x":true},{}],"c":[],"d":{"y":null},"e":false}"#)
    }
}
