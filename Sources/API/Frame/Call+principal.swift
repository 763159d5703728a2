import HTTPTypes
import Hummingbird
import Kernel
import People
import Store

extension Call {
    /// Who calls, by the token of `Authorization: Bearer`; one look-up.
    func principal() async throws -> Principal {
        guard let token = bearerToken else { throw APIFailure.notSignedIn }
        let people = services.people
        guard let principal = try await services.store.point({ try people.principal(token: token, in: $0) }) else {
            throw APIFailure.notSignedIn
        }
        return principal
    }

    private var bearerToken: String? {
        guard let header = request.headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1].trimmed)
    }
}
