import Crypto
import HTTPTypes
import Hummingbird

/// What tells one act from its repetition: the caller's key, and a hash of what was asked with it.
struct Idempotency: Sendable, Equatable {
    /// As the caller sent it.
    let key: String
    /// SHA-256 over method, path and what was asked.
    let requestHash: [UInt8]

    /// Reads the key of a request; a call that moves credits is refused without one.
    ///
    /// - Parameter asked: what the body says, value by value: a client that builds it anew for the repetition may order
    ///   its fields in another way.
    init(_ request: Request, asking asked: [String?]) throws {
        guard let key = request.headers[.idempotencyKey] else { throw APIFailure.idempotencyKeyMissing }
        guard (1...Limits.idempotencyKeyCharacters).contains(key.utf8.count),
            key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw APIFailure.idempotencyKeyInvalid }
        self.key = key
        // Each with its length before it, so that no two lists read the same.
        let parts = [request.method.rawValue, request.uri.path] + asked
        let text = parts.map { $0.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined(separator: ",")
        requestHash = Array(SHA256.hash(data: Array(text.utf8)))
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
