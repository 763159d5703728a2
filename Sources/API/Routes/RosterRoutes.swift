import Desk
import Employers
import Family
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import People
import Store

/// Rosters: uploaded, looked at, applied, taken back.
enum RosterRoutes {
    /// POST /v1/employers/{id}/rosters: the body streams into a file that has no name; it is read afterwards.
    static func upload(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let mode = try call.query("mode", RosterMode.self) ?? .full
        let dates = try call.query("dates", DateOrder.self)
        let names = try call.query("names", NameOrder.self)
        let (rosters, store) = (call.services.rosters, call.store)
        if let announced = call.request.headers[.contentLength].flatMap({ Int($0) }), announced > Limits.rosterBytes {
            throw RosterFailure.fileTooLarge(limitBytes: Limits.rosterBytes)
        }
        let roster = try await store.write { session in
            try rosters.open(for: caller.employer, mode: mode, by: caller.principal.login, in: session)
        }
        call.services.rosterWork.expect(roster.id)
        do {
            let file = try await receive(call, roster.id)
            call.services.rosterWork.read(roster.id, file, dates: dates, names: names)
        } catch {
            call.services.rosterWork.giveUp(roster.id)
            let problem = error as? RosterFailure ?? .interrupted
            try await RosterReader(rosters, store: store).fail(roster.id, with: problem)
            throw error
        }
        return try started(roster, status: .accepted)
    }

    /// GET /v1/rosters/{id}
    static func one(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let roster = try await own(call, caller)
        return try .json(RosterReply(roster, call.language))
    }

    /// GET /v1/employers/{id}/rosters: the history, the latest first (B8).
    static func history(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let (rosters, limit) = (call.services.rosters, try call.limit())
        let before = try call.cursor { RosterID($0) }
        let page = try await call.store.read { session in
            try rosters.rosters(of: caller.employer, before: before, limit: limit, in: session)
        }
        let language = call.language
        return try .json(
            ListReply(
                page.map { RosterReply($0, language) },
                nextCursor: page.count == limit ? page.last?.id.description : nil
            )
        )
    }

    /// POST /v1/rosters/{id}/application
    static func apply(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let body = try await call.decodeIfPresent(Application.self)
        let (rosters, id) = (call.services.rosters, try await own(call, caller).id)
        let roster = try await call.store.write { session in
            try rosters.beginApplication(
                of: id,
                confirmLeavers: body?.confirmLeavers,
                by: caller.principal.login,
                in: session
            )
        }
        if roster.state == .applying { call.services.rosterWork.apply(id) }
        return try started(roster, status: .accepted)
    }

    /// POST /v1/rosters/{id}/approval: a second HR user's yes, where the employer asks for it (B11a).
    static func approve(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let (rosters, id) = (call.services.rosters, try await own(call, caller).id)
        let roster = try await call.store.write { session in
            try rosters.approve(id, by: caller.principal.login, in: session)
        }
        return try .json(RosterReply(roster, call.language), status: .created)
    }

    /// DELETE /v1/rosters/{id}/application: takes the employer's latest applied roster back (B8).
    static func undo(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let (rosters, store) = (call.services.rosters, call.store)
        let (family, desk) = (call.services.family, call.services.desk)
        let id = try await own(call, caller).id
        let roster = try await RosterApplier(rosters, store: store)
            .undo(id, by: caller.principal.login) { roster, persons, session in
                guard let since = roster.appliedAt else { return false }
                if try family.hasClosed(roster.employer, since: since, in: session) { return true }
                return try persons.contains { touched in
                    if try desk.hasUsed(touched.source, by: touched.person, since: since, in: session) { return true }
                    // Its employment wouldn't be there any more.
                    let employment = EmploymentID(bits: touched.source.bits)
                    return try touched.hasJoined && family.hasAddOn(touched.person, of: employment, in: session)
                }
            }
        _ = try await store.write { try family.followEmployments(of: caller.employer, in: $0) }
        return try started(roster, status: .ok)
    }

    /// The roster in the path, if it is the caller's employer's.
    static func own(_ call: Call, _ caller: EmployerCaller) async throws -> Roster {
        let (rosters, id) = (call.services.rosters, try call.id(of: RosterKind.self))
        let roster = try await call.store.read { try rosters.roster(id, in: $0) }
        guard roster.employer == caller.employer else { throw RosterFailure.noSuchRoster }
        return roster
    }

    private static func receive(_ call: Call, _ roster: RosterID) async throws -> UploadedRoster {
        var upload = try RosterUpload(roster, limits: call.services.rosters.limits)
        var chunks = call.request.body.makeAsyncIterator()
        while true {
            let chunk: ByteBuffer?
            // What keeps bytes from coming is the sender's matter, and no failure of ours.
            do { chunk = try await chunks.next() } catch { throw RosterFailure.interrupted }
            guard let chunk else { return upload.finish() }
            try upload.append(Array(chunk.readableBytesView))
        }
    }

    private static func started(_ roster: Roster, status: HTTPResponse.Status) throws -> Response {
        try .json(
            RosterStartedReply(id: roster.id, state: roster.state),
            status: status,
            headers: [.location: "/v1/rosters/\(roster.id)"]
        )
    }

    private struct Application: Decodable {
        let confirmLeavers: Int?
    }
}
