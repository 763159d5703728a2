// The table of endpoints: method, path, who may call it, handler. What names nobody is closed, because there is no
// other way to make a row. `openapi.yaml` lists the same rows; a test compares them.

import HTTPTypes
import People

extension Endpoint {
    /// Every endpoint.
    static let all: [Endpoint] = [
        .open(.get, "/health", HealthRoutes.health),
        .open(.get, "/ready", HealthRoutes.ready),
        .open(.get, "/metrics", HealthRoutes.metrics),
        .open(.get, "/openapi.yaml", HealthRoutes.openAPI),

        .open(.post, "/v1/sessions", SessionRoutes.signIn),
        .signedIn(.delete, "/v1/sessions/current", everyRole, SessionRoutes.signOut),
        .open(.post, "/v1/activations", ActivationRoutes.begin),
        .open(.post, "/v1/activations/{id}/completion", ActivationRoutes.complete),
        .open(.post, "/v1/password-resets", PasswordResetRoutes.begin),
        .open(.post, "/v1/password-resets/{id}/completion", PasswordResetRoutes.complete),
        .open(.get, "/v1/terms/current", TextRoutes.terms),
        .open(.get, "/v1/consents/payroll-deduction", TextRoutes.payrollDeduction),
        .open(.get, "/v1/packages", PackageRoutes.list),
        .open(.get, "/v1/partners", PartnerRoutes.search),
        .open(.get, "/v1/partners/{id}", PartnerRoutes.one),

        .signedIn(.get, "/v1/me", everyRole, MeRoutes.me),
        .signedIn(.get, "/v1/me/sessions", everyRole, OwnSessionRoutes.list),
        .signedIn(.delete, "/v1/me/sessions/{id}", everyRole, OwnSessionRoutes.end),
        .signedIn(.post, "/v1/me/contacts", everyRole, ContactRoutes.begin),
        .signedIn(.post, "/v1/me/contacts/{id}/completion", everyRole, ContactRoutes.complete),
        .member(.get, "/v1/me/card", CardRoutes.mine),
        .member(.put, "/v1/me/identity-document", IdentityDocumentRoutes.record),
        .member(.get, "/v1/me/entitlements", OwnEntitlementRoutes.list),
        .member(.get, "/v1/me/credits", CreditRoutes.mine),
        .member(.get, "/v1/me/visits", VisitLists.mine),
        .member(.get, "/v1/me/lookups", VisitLists.lookups),
        .member(.post, "/v1/me/family-requests", FamilyRoutes.request),
        .member(.get, "/v1/me/family", FamilyRoutes.mine),
        .member(.delete, "/v1/me/family/{id}", FamilyRoutes.end),
        .member(.post, "/v1/me/family/{id}/consent", FamilyRoutes.consent),
        .member(.put, "/v1/me/family/{id}/contacts", FamilyRoutes.setContacts),
        .member(.get, "/v1/me/children", MeRoutes.children),

        .employer(.post, "/v1/employers/{id}/rosters", RosterRoutes.upload),
        .employer(.get, "/v1/employers/{id}/rosters", RosterRoutes.history),
        .hr(.get, "/v1/rosters/{id}", RosterRoutes.one),
        .hr(.get, "/v1/rosters/{id}/differences", DifferenceRoutes.list),
        .hr(.get, "/v1/rosters/{id}/refused.csv", DifferenceRoutes.refused),
        .hr(.post, "/v1/rosters/{id}/application", RosterRoutes.apply),
        .hr(.delete, "/v1/rosters/{id}/application", RosterRoutes.undo),
        .hr(.post, "/v1/rosters/{id}/approval", RosterRoutes.approve),
        .hr(.get, "/v1/rosters/{id}/events", RosterEventRoutes.stream),
        .employer(.get, "/v1/employers/{id}/employments", EmploymentRoutes.list),
        .hr(.post, "/v1/employments/{id}/invitation", InvitationRoutes.invite),
        .hr(.post, "/v1/employments/{id}/slip", InvitationRoutes.slip),
        .employer(.get, "/v1/employers/{id}/family-requests", FamilyRoutes.ofEmployer),
        .hr(.post, "/v1/family-requests/{id}/approval", FamilyRoutes.approve),
        .hr(.post, "/v1/family-requests/{id}/refusal", FamilyRoutes.refuse),
        .employer(.get, "/v1/employers/{id}/payroll/{month}", PayrollRoutes.month),
        .employer(.post, "/v1/employers/{id}/payroll/{month}/closure", PayrollRoutes.close),

        .desk(.post, "/v1/verifications", VerificationRoutes.verify),
        .desk(.post, "/v1/visits", VisitRoutes.record),
        .signedIn(.post, "/v1/visits/{id}/cancellation", [.desk, .operator], VisitRoutes.cancel),
        .desk(.get, "/v1/locations/{id}/visits", VisitLists.atLocation),

        .signedIn(.get, "/v1/partners/{id}/settlements/{month}", [.desk, .operator], SettlementRoutes.month),
        .signedIn(.post, "/v1/partners/{id}/settlements/{month}/closure", [.operator], SettlementRoutes.close),
        .signedIn(.get, "/v1/partners/{id}/tariffs", [.operator], TariffRoutes.list),
        .signedIn(.post, "/v1/partners/{id}/tariffs", [.operator], TariffRoutes.set),

        .signedIn(.post, "/v1/corrections", [.operator], CorrectionRoutes.request),
        .signedIn(.get, "/v1/corrections", [.operator], CorrectionRoutes.list),
        .signedIn(.post, "/v1/corrections/{id}/approval", [.operator], CorrectionRoutes.approve),
        .signedIn(.post, "/v1/corrections/{id}/refusal", [.operator], CorrectionRoutes.refuse),
    ]

    /// Whoever is signed in.
    private static let everyRole = Set(Role.allCases)
}
