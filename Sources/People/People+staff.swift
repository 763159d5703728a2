public import Kernel
import Secrets
public import Store

extension People {
    /// Adds a login for HR (of an employer), a desk (of a location) or an operator.
    ///
    /// An operator gets a second factor; its `otpauth://` address is shown this once. Throws `.roleIncomplete` unless
    /// employer and location fit the role, and `.identifierTaken` when it is a staff member's already.
    public func addStaff(
        identifier typed: String,
        passwordHash: String,
        role: Role,
        employer: EmployerID? = nil,
        location: LocationID? = nil,
        country: Country = .romania,
        in session: Session
    ) throws -> (login: LoginID, otpauth: String?) {
        guard role != .member, (role == .hr) == (employer != nil), (role == .desk) == (location != nil) else {
            throw PeopleFailure.roleIncomplete
        }
        let identifier = try Identifier(reading: typed, country: country)
        let secret = role.needsSecondFactor ? TimeBasedCode(secret: session.randomBytes(20)) : nil
        let login: LoginID = session.newID()
        try session.run(
            PeopleSQL.insertStaff,
            login,
            role,
            employer,
            location,
            passwordHash,
            try secret.map { try vault.seal($0.secret, .secondFactor) },
            session.now
        )
        guard try attach((identifier.kind, identifier.text), to: login, in: .staff, session) else {
            throw PeopleFailure.identifierTaken
        }
        return (login, secret?.uri(issuer: "Carnet", account: identifier.text))
    }

    /// What each HR user of an employer signs in with, e-mail before phone before username: who they are to one another.
    public func identifiers(ofStaffAt employer: EmployerID, in session: Session) throws -> [LoginID: String] {
        let found = try session.all(PeopleSQL.identifiersOfEmployer, employer) { row in
            (try row[0] as LoginID, try row[1] as String)
        }
        return Dictionary(found) { first, _ in first }
    }
}
