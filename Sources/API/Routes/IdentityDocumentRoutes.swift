import Hummingbird
import Kernel
import People
import Store

/// The number of the member's own identity document, by which a desk finds who has no working phone (B37).
enum IdentityDocumentRoutes {
    /// PUT /v1/me/identity-document: in place of an older one. Nothing gives it back.
    static func record(_ call: Call, _ caller: MemberCaller) async throws -> Response {
        let body: Card = try await call.decode()
        let document: DocumentNumber
        do { document = try DocumentNumber(reading: body.number) } catch {
            throw InField(field: "number", failure: error)
        }
        let people = call.services.people
        try await call.store.write { try people.recordDocument(document, of: caller.person, in: $0) }
        return .noContent
    }

    private struct Card: Decodable {
        let number: String
    }
}
