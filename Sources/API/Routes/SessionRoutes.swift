import HTTPTypes
import Hummingbird
import Kernel
import People
import Secrets
import Store

/// Signing in and out.
enum SessionRoutes {
    /// POST /v1/sessions
    static func signIn(_ call: Call) async throws -> Response {
        let body: SignIn = try await call.decode()
        guard body.password.utf8.count <= Password.byteLimit else { throw PeopleFailure.credentialsInvalid }
        let (people, hasher) = (call.services.people, call.services.hasher)
        let (address, device) = (call.address, call.device)
        let candidates = try await call.store.write { session in
            try people.signInCandidates(identifier: body.identifier, address: address, in: session)
        }
        // Without a candidate a hash is computed all the same, so that the time tells nobody who has an account.
        var verified: Candidate?
        if candidates.isEmpty { _ = try await hasher.verify(body.password, against: nil) }
        for candidate in candidates where verified == nil {
            if try await hasher.verify(body.password, against: candidate.passwordHash) { verified = candidate }
        }
        guard let candidate = verified else { throw PeopleFailure.credentialsInvalid }
        let signedIn = try await call.store.write { session in
            try people.openSession(login: candidate, code: body.code, address: address, device: device, in: session)
        }.get()
        return try .json(SessionReply(signedIn), status: .created)
    }

    /// DELETE /v1/sessions/current
    static func signOut(_ call: Call, _ principal: Principal) async throws -> Response {
        let people = call.services.people
        try await call.store.write { try people.endSession(principal.session, of: principal.login, in: $0) }
        return .noContent
    }

    private struct SignIn: Decodable {
        let identifier: String
        let password: String
        let code: String?
    }
}

/// A session that has just been opened, on the wire.
struct SessionReply: Encodable {
    let token: String
    let expiresAt: Instant
    let role: Role

    init(_ signedIn: SignedIn) {
        token = signedIn.token
        expiresAt = signedIn.expiresAt
        role = signedIn.role
    }
}
