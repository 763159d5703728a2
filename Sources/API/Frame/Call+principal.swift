import HTTPTypes
import Hummingbird
import Kernel
import People
import Store

extension Call {
    /// Who calls, by the token of `Authorization: Bearer`, and the call to go on with.
    ///
    /// Where the token is known from an earlier call, each of the call's transactions confirms it instead of a look-up before
    /// them (`ConfirmingStore`).
    func signedIn() async throws -> (call: Call, principal: Principal) {
        guard let token = bearerToken else { throw APIFailure.notSignedIn }
        let (store, people) = (services.store, services.people)
        if let known = services.knownPrincipals[token] {
            let confirming = ConfirmingStore(store: store, people: people, token: token, principal: known)
            return (Call(request: request, context: context, services: services, store: confirming), known)
        }
        let principal = try await principal()
        services.knownPrincipals[token] = principal
        return (self, principal)
    }

    /// Who calls, as the store says now.
    func principal() async throws -> Principal {
        guard let token = bearerToken else { throw APIFailure.notSignedIn }
        let people = services.people
        guard let principal = try await services.store.point({ try people.principal(token: token, in: $0) }) else {
            throw APIFailure.notSignedIn
        }
        return principal
    }

    /// Forgets whom the token stood for.
    func forgetPrincipal() {
        if let token = bearerToken { services.knownPrincipals[token] = nil }
    }

    private var bearerToken: String? {
        let scheme = "bearer "
        guard let header = request.headers[.authorization], header.prefix(scheme.count).lowercased() == scheme else {
            return nil
        }
        return String(header.dropFirst(scheme.count).trimmed)
    }
}
