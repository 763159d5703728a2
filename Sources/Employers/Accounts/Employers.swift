public import Entitlements
public import Kernel
public import Messaging
public import People
public import Secrets
public import Store

/// Employers: their accounts, what they negotiated, and who is on their rosters.
///
/// Verbs take the open session; they open no transaction and send nothing.
public struct Employers: Sendable {
    let people: People
    let entitlements: Entitlements
    let messaging: Messaging
    let vault: Vault

    /// The feature, with what it stands on.
    public init(people: People, entitlements: Entitlements, messaging: Messaging, vault: Vault) {
        self.people = people
        self.entitlements = entitlements
        self.messaging = messaging
        self.vault = vault
    }

    /// The same, with rooms of its own over the same vault.
    public init(vault: Vault) {
        self.init(
            people: People(vault: vault),
            entitlements: Entitlements(),
            messaging: Messaging(vault: vault),
            vault: vault
        )
    }

    /// Opens an account (B1).
    ///
    /// Throws `employerCodeTaken` when another employer has the code, `employerNameInvalid`.
    @discardableResult
    public func open(_ new: NewEmployer, in session: Session) throws -> Employer {
        guard (1...200).contains(new.name.count) else { throw EmployersFailure.employerNameInvalid }
        let id: EmployerID = session.newID()
        let inserted = try session.runCounting(
            EmployersSQL.insertEmployer,
            id,
            new.code,
            new.name,
            new.taxId,
            new.country,
            new.currency,
            new.zone,
            session.now,
            new.needsApproval
        )
        guard inserted == 1 else { throw EmployersFailure.employerCodeTaken }
        try tellCoverage(id, in: session)
        return try employer(id, in: session)
    }

    /// The employer; throws `noSuchEmployer`.
    public func employer(_ id: EmployerID, in session: Session) throws -> Employer {
        guard let employer = try session.first(EmployersSQL.employer, id, read: Employer.init(row:)) else {
            throw EmployersFailure.noSuchEmployer
        }
        return try complete(employer, in: session)
    }

    /// The employer with that code; throws `noSuchEmployer`.
    public func employer(code: EmployerCode, in session: Session) throws -> Employer {
        guard let employer = try session.first(EmployersSQL.employerByCode, code, read: Employer.init(row:)) else {
            throw EmployersFailure.noSuchEmployer
        }
        return try complete(employer, in: session)
    }

    /// The employers in the order of their codes, from behind a code.
    public func employers(after code: EmployerCode? = nil, limit: Int = 100, in session: Session) throws -> [Employer] {
        try session.all(EmployersSQL.employers, code?.text ?? "", limit, read: Employer.init(row:))
            .map { try complete($0, in: session) }
    }

    /// Suspends an employer from a day on, until further notice: desks refuse its people, and say that it isn't their doing.
    ///
    /// Throws `suspensionReasonInvalid`, `dayPast` for a day before the employer's today, `alreadySuspended` while another
    /// suspension is open, also one that is still to begin.
    @discardableResult
    public func suspend(_ id: EmployerID, from day: Day, reason: String, in session: Session) throws -> Employer {
        // Ends and suspensions follow one another: coverage is told of all of them at once.
        try session.lock(id)
        let known = try employer(id, in: session)
        guard (1...500).contains(reason.unicodeScalars.count), !reason.holdsControls else {
            throw EmployersFailure.suspensionReasonInvalid
        }
        guard day >= known.zone.day(at: session.now) else { throw EmployersFailure.dayPast }
        guard known.openSuspension == nil else { throw EmployersFailure.alreadySuspended }
        let suspension: SuspensionID = session.newID()
        try session.run(EmployersSQL.suspend, suspension, id, day, reason, session.now)
        try tellCoverage(id, in: session)
        return try employer(id, in: session)
    }

    /// Lifts a suspension: from a day on, today unless it says another, desks serve the employer's people again. One that
    /// would only have begun later never does.
    ///
    /// Throws `notSuspended`, `dayPast`.
    @discardableResult
    public func reinstate(_ id: EmployerID, from day: Day? = nil, in session: Session) throws -> Employer {
        try session.lock(id)
        let known = try employer(id, in: session)
        guard let open = known.openSuspension else { throw EmployersFailure.notSuspended }
        let today = known.zone.day(at: session.now)
        guard day.map({ $0 >= today }) ?? true else { throw EmployersFailure.dayPast }
        try session.runOne(EmployersSQL.reinstate, id, max(day ?? today, open.span.from), session.now)
        try tellCoverage(id, in: session)
        return try employer(id, in: session)
    }

    /// Ends an account from a day on; nil takes it back.
    public func end(_ id: EmployerID, from day: Day?, in session: Session) throws {
        try session.lock(id)
        _ = try employer(id, in: session)
        try session.run(EmployersSQL.end, id, day)
        try tellCoverage(id, in: session)
    }

    /// Says whether a second HR user must approve each roster before it is applied (B11a). What is being applied goes on.
    @discardableResult
    public func setApproval(_ id: EmployerID, isNeeded: Bool, in session: Session) throws -> Employer {
        // Whoever begins an application just now has seen the setting, or will.
        try session.lock(id)
        _ = try employer(id, in: session)
        try session.run(EmployersSQL.setApproval, id, isNeeded)
        return try employer(id, in: session)
    }

    /// The day it is for an employer.
    public func today(of id: EmployerID, in session: Session) throws -> Day {
        try employer(id, in: session).zone.day(at: session.now)
    }

    /// Coverage asks on which days the sponsor is suspended, or has ended.
    private func tellCoverage(_ id: EmployerID, in session: Session) throws {
        let employer = try employer(id, in: session)
        try entitlements.setSponsor(id, zone: employer.zone, refused: employer.refused, in: session)
    }

    private func complete(_ employer: Employer, in session: Session) throws -> Employer {
        var employer = employer
        employer.suspensions = try session.all(EmployersSQL.suspensions, employer.id) { row in
            Suspension(span: DaySpan(from: try row[0], until: try row[1]), reason: try row[2])
        }
        return employer
    }
}

extension Employer {
    init(row: Row) throws {
        self.init(
            id: try row[0],
            code: try row[1],
            name: try row[2],
            taxId: try row[3],
            country: try row[4],
            currency: try row[5],
            zone: try row[6],
            endedFrom: try row[7],
            needsApproval: try row[8]
        )
    }
}
