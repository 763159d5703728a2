import NIOCore
import Testing

@testable import API

@Suite("Answers kept ready")
struct KnownAnswersTests {
    @Test("what is known isn't made again")
    func known() {
        let answers = KnownAnswers<Int>()
        var made = 0
        for key in [1, 2, 1, 2, 1] {
            let body = answers.body(for: key) {
                made += 1
                return ByteBuffer(string: "\(key)")
            }
            #expect(String(buffer: body) == "\(key)")
        }
        #expect(made == 2)
    }

    @Test("ever new questions are forgotten in time, though their answers are empty")
    func bounded() {
        let answers = KnownAnswers<Int>()
        for key in 0..<10_000 { _ = answers.body(for: key) { ByteBuffer() } }
        var isMadeAgain = false
        _ = answers.body(for: 0) {
            isMadeAgain = true
            return ByteBuffer()
        }
        #expect(isMadeAgain)
    }
}
