import Family
import HTTPTypes
import Hummingbird
import Kernel
import People
import Store

/// Family add-ons: members ask for them and end them, HR decides.
enum FamilyRoutes {
    /// POST /v1/me/family-requests
    static func request(_ call: Call, _ caller: MemberCaller) async throws -> Response {
        let asked: Asked = try await call.decode()
        let (family, language) = (call.services.family, call.language)
        let request = try await call.store.write { session in
            try family.request(asked.new(language: language), by: caller.person, in: session)
        }
        return try .json(FamilyRequestReply(request), status: .created)
    }

    /// GET /v1/me/family
    static func mine(_ call: Call, _ caller: MemberCaller) async throws -> Response {
        let family = call.services.family
        let requests = try await call.store.read { try family.family(of: caller.person, in: $0) }
        return try .json(ListReply(requests.map(FamilyRequestReply.init)))
    }

    /// DELETE /v1/me/family/{id}: of an add-on, or of the request that it came from.
    static func end(_ call: Call, _ caller: MemberCaller) async throws -> Response {
        let family = call.services.family
        if let addOn = try? call.id(of: AddOnKind.self) {
            let ended = try await call.store.write { try family.end(addOn, of: caller.person, in: $0) }
            return try .json(AddOnReply(ended))
        }
        let id = try call.id(of: FamilyRequestKind.self)
        let ended = try await call.store.write { try family.end(id, of: caller.person, in: $0) }
        return try .json(FamilyRequestReply(ended))
    }

    /// POST /v1/me/family/{id}/consent: to the new price of an add-on.
    static func consent(_ call: Call, _ caller: MemberCaller) async throws -> Response {
        let id = try call.id(of: AddOnKind.self)
        let consent: Consent = try await call.decode()
        let (family, language) = (call.services.family, call.language)
        let addOn = try await call.store.write { session in
            try family.consent(
                to: consent.price,
                of: id,
                version: consent.consentVersion,
                language: language,
                by: caller.person,
                in: session
            )
        }
        return try .json(AddOnReply(addOn))
    }

    /// PUT /v1/me/family/{id}/contacts: how to reach a family member who has no account.
    static func setContacts(_ call: Call, _ caller: MemberCaller) async throws -> Response {
        let id = try call.id(of: AddOnKind.self)
        let contacts: Contacts = try await call.decode()
        let family = call.services.family
        let addOn = try await call.store.write { session in
            try family.setContacts(
                of: id,
                email: contacts.email,
                phone: contacts.phone,
                by: caller.person,
                in: session
            )
        }
        return try .json(AddOnReply(addOn))
    }

    /// GET /v1/employers/{id}/family-requests
    static func ofEmployer(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let family = call.services.family
        let state = try call.query("state", FamilyRequestState.self)
        let (limit, cursor) = (try call.limit(), try call.cursor(\.self))
        let page = try await call.store.read { session in
            try family.requests(of: caller.employer, state: state, limit: limit, cursor: cursor, in: session)
        }
        return try .json(ListReply(page.items.map(FamilyRequestReply.init), nextCursor: page.nextCursor))
    }

    /// POST /v1/family-requests/{id}/approval
    static func approve(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let id = try call.id(of: FamilyRequestKind.self)
        let startsOn = try await call.decodeIfPresent(Approval.self)?.startsOn
        let family = call.services.family
        let addOn = try await call.store.write { session in
            try family.approve(
                id,
                for: caller.employer,
                startsOn: startsOn,
                by: caller.principal.login,
                in: session
            )
        }
        return try .json(AddOnReply(addOn), status: .created)
    }

    /// POST /v1/family-requests/{id}/refusal
    static func refuse(_ call: Call, _ caller: EmployerCaller) async throws -> Response {
        let id = try call.id(of: FamilyRequestKind.self)
        let refusal: Refusal = try await call.decode()
        let family = call.services.family
        let request = try await call.store.write { session in
            try family.refuse(
                id,
                for: caller.employer,
                reason: refusal.reason.text,
                by: caller.principal.login,
                in: session
            )
        }
        return try .json(FamilyRequestReply(request), status: .created)
    }

    private struct Consent: Decodable {
        let price: Money
        let consentVersion: String
    }

    private struct Contacts: Decodable {
        let email: String?
        let phone: String?
    }

    private struct Approval: Decodable {
        let startsOn: Day?
    }

    private struct Refusal: Decodable {
        let reason: FreeText
    }

    private struct Asked: Decodable {
        let givenName: String
        let familyName: String
        let relation: Relation
        let birthDate: Day
        let package: PackageCode
        let email: String?
        let phone: String?
        let consentVersion: String
        let employerId: EmployerID?

        func new(language: Language) -> NewFamilyRequest {
            NewFamilyRequest(
                givenName: givenName,
                familyName: familyName,
                relation: relation,
                birthDate: birthDate,
                package: package,
                email: email,
                phone: phone,
                consentVersion: consentVersion,
                language: language,
                employer: employerId
            )
        }
    }
}

extension FamilyFailure: FieldFailure {
    /// The field of the request that is wrong, where one alone is.
    var field: String? {
        switch self {
        case .givenNameInvalid: "givenName"
        case .familyNameInvalid: "familyName"
        case .noSuchPackage: "package"
        case .birthDateInvalid: "birthDate"
        case .emailInvalid: "email"
        case .phoneInvalid: "phone"
        case .employerNotNamed: "employerId"
        case .reasonInvalid: "reason"
        case .startTooFar, .periodClosed, .beforeClosedPeriod: "startsOn"
        case .delimiterInvalid: "delimiter"
        case .decimalSignInvalid: "decimal"
        case .cursorInvalid: "cursor"
        default: nil
        }
    }
}
