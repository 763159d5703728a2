import Hummingbird
import Kernel
import People
import Store

/// The member's card, for the phone to keep (B36).
enum CardRoutes {
    /// GET /v1/me/card
    static func mine(_ call: Call, _ caller: MemberCaller) async throws -> Response {
        let people = call.services.people
        let card = try await call.store.read { try people.card(of: caller.person, in: $0) }
        return try .json(Reply(cardNumber: card.number, otpauth: card.otpauth))
    }

    private struct Reply: Encodable {
        let cardNumber: String
        let otpauth: String
    }
}
