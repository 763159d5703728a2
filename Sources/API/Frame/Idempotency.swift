import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What tells one act from its repetition: the caller's key, and a hash of what was asked with it.
struct Idempotency: Sendable, Equatable {
    /// As the caller sent it.
    let key: String
    /// SHA-256 over method, path and body. A JSON body counts by what it says: a client that builds it anew for the
    /// repetition may order its keys in another way.
    let requestHash: [UInt8]

    /// Reads the key of a request with that body; a call that moves credits is refused without one.
    init(_ request: Request, body: ByteBuffer) throws {
        guard let key = request.headers[.idempotencyKey] else { throw APIFailure.idempotencyKeyMissing }
        guard (1...Limits.idempotencyKeyCharacters).contains(key.utf8.count),
            key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw APIFailure.idempotencyKeyInvalid }
        self.key = key
        var hash = SHA256()
        hash.update(data: Array("\(request.method.rawValue)\n\(request.uri.path)\n".utf8))
        hash.update(data: Self.canonical(body))
        requestHash = Array(hash.finalize())
    }

    /// The body with its keys sorted and without white space; as it is when it isn't JSON.
    private static func canonical(_ body: ByteBuffer) -> Data {
        let data = Data(body.readableBytesView)
        guard let value = try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed),
            let sorted = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
        else { return data }
        return sorted
    }
}

extension Response {
    /// Marks an answer as the one that was given before.
    func replayed(_ isReplay: Bool) -> Response {
        guard isReplay else { return self }
        var response = self
        response.headers[.idempotentReplayed] = "true"
        return response
    }
}
