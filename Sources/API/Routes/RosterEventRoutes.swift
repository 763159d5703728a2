import Employers
import HTTPTypes
import Hummingbird
import Kernel
import People
import Store

/// A roster's progress, told while it happens.
enum RosterEventRoutes {
    /// GET /v1/rosters/{id}/events: an event for each change of state or progress, with the JSON of GET /v1/rosters/{id},
    /// until the roster has come to rest. For whom that answers, and nobody else.
    static func stream(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let (rosters, store, language) = (call.services.rosters, call.store, call.language)
        let id = try await RosterRoutes.own(call, caller).id
        let place = try call.services.eventStreams.place(of: caller.principal.login)
        return .events(named: "roster", to: call, holding: place) {
            let roster = try await store.read { try rosters.roster(id, in: $0) }
            return EventLook(
                data: try JSON.encode(RosterReply(roster, language)),
                isLast: roster.state != .reading && roster.state != .applying
            )
        }
    }
}
