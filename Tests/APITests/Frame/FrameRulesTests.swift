import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Store
import Testing

@testable import API

@Suite("The rules of the frame")
struct FrameRulesTests {
    @Test(
        "Each kind of refusal has its status",
        arguments: [
            (.unauthenticated, 401), (.forbidden, 403), (.notFound, 404), (.conflict, 409), (.invalid, 422),
            (.tooLarge, 413), (.tooMany(retryAfterSeconds: 1), 429), (.unavailable(retryAfterSeconds: 1), 503),
        ] as [(FailureKind, Int)]
    )
    func statuses(kind: FailureKind, status: Int) {
        #expect(kind.status.code == status)
    }

    @Test("A full disk is 503; a store that contradicts itself is 500")
    func storeFailures() {
        let full = Problem.describing(StoreFailure.full, language: .en, requestID: "r")
        #expect(full.status == .serviceUnavailable)
        #expect(full.headers[.retryAfter] == "30")
        let broken = Problem.describing(StoreFailure.notUnique(constraint: "t.c"), language: .en, requestID: "r")
        #expect(broken.status == .internalServerError)
        #expect(broken.isUnexpected)
    }

    @Test("401 says how to sign in")
    func challenge() {
        let answer = Problem.describing(APIFailure.notSignedIn, language: .en, requestID: "r")
        #expect(answer.headers[.wwwAuthenticate] == "Bearer")
    }

    @Test(
        "English unless Romanian is asked for first",
        arguments: [
            (nil, .en), ("ro", .ro), ("ro-RO", .ro), ("en-GB,ro", .en), ("de, ro;q=0.8, en;q=0.2", .ro),
            ("ro;q=0, en;q=0.1", .en), ("*", .en), (";;,,q=", .en), ("fr", .en),
        ] as [(String?, Language)]
    )
    func languages(header: String?, language: Language) {
        #expect(Language(acceptLanguage: header) == language)
    }

    @Test("B46: an Idempotency-Key is asked for, and must be visible ASCII")
    func keys() throws {
        #expect(throws: APIFailure.idempotencyKeyMissing) { try idempotency(key: nil) }
        #expect(throws: APIFailure.idempotencyKeyInvalid) { try idempotency(key: "") }
        #expect(throws: APIFailure.idempotencyKeyInvalid) { try idempotency(key: "a b") }
        #expect(throws: APIFailure.idempotencyKeyInvalid) { try idempotency(key: String(repeating: "k", count: 256)) }
        #expect(try idempotency(key: String(repeating: "k", count: 255)).key.count == 255)
    }

    @Test("B46: the request's hash is over method, path and what is asked")
    func hashes() throws {
        let one = try idempotency(key: "k")
        #expect(try idempotency(key: "k") == one)
        #expect(try idempotency(key: "k", path: "/b").requestHash != one.requestHash)
        #expect(try idempotency(key: "k", asking: ["a"]).requestHash != one.requestHash)
        #expect(try idempotency(key: "k", asking: ["a", "b"]) != idempotency(key: "k", asking: ["a,1:b"]))
        #expect(try idempotency(key: "k", asking: [nil]) != idempotency(key: "k", asking: ["-"]))
        #expect(try idempotency(key: "k", method: .put).requestHash != one.requestHash)
        #expect(try idempotency(key: "other").requestHash == one.requestHash)
    }

    @Test("A page ends with a null cursor, not with a missing one")
    func lists() throws {
        #expect(String(buffer: try JSON.encode(ListReply([1]))) == #"{"items":[1],"nextCursor":null}"#)
    }
}

private func idempotency(
    key: String?,
    method: HTTPRequest.Method = .post,
    path: String = "/a",
    asking asked: [String?] = []
) throws -> Idempotency {
    var head = HTTPRequest(method: method, scheme: nil, authority: nil, path: path)
    if let key { head.headerFields[.idempotencyKey] = key }
    return try Idempotency(Request(head: head, body: RequestBody(buffer: ByteBuffer())), asking: asked)
}
