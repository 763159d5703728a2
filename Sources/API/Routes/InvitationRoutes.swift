import Employers
import HTTPTypes
import Hummingbird
import Kernel
import People
import Store

/// How an employee gets to activate: told again, or by a printed slip (B17).
enum InvitationRoutes {
    /// POST /v1/employments/{id}/invitation
    static func invite(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let (employers, id) = (call.services.employers, try call.id(of: EmploymentKind.self))
        try await call.store.write { session in
            _ = try own(id, caller, employers, in: session)
            try employers.inviteAgain(id, in: session)
        }
        return try .json(Invited(id: id), status: .accepted)
    }

    /// POST /v1/employments/{id}/slip
    static func slip(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let (employers, people) = (call.services.employers, call.services.people)
        let id = try call.id(of: EmploymentKind.self)
        let slip = try await call.store.write { session in
            let employment = try own(id, caller, employers, in: session)
            return try people.printSlip(for: employment.person, of: employment.source, in: session)
        }
        return try .json(
            Printed(username: slip.username.text, code: slip.code, expiresAt: slip.expiresAt),
            status: .created
        )
    }

    private static func own(
        _ id: EmploymentID,
        _ caller: EmployerCaller,
        _ employers: Employers,
        in session: Session
    ) throws -> Employment {
        guard let employment = try employers.employment(id, in: session), employment.employer == caller.employer
        else { throw EmployersFailure.noSuchEmployment }
        return employment
    }

    private struct Invited: Encodable {
        let id: EmploymentID
    }

    private struct Printed: Encodable {
        let username: String
        let code: String
        let expiresAt: Instant
    }
}
