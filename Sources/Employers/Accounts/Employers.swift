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
        return employer
    }

    /// The employer with that code; throws `noSuchEmployer`.
    public func employer(code: EmployerCode, in session: Session) throws -> Employer {
        guard let employer = try session.first(EmployersSQL.employerByCode, code, read: Employer.init(row:)) else {
            throw EmployersFailure.noSuchEmployer
        }
        return employer
    }

    /// The employers in the order of their codes, from behind a code.
    public func employers(after code: EmployerCode? = nil, limit: Int = 100, in session: Session) throws -> [Employer] {
        try session.all(EmployersSQL.employers, code?.text ?? "", limit, read: Employer.init(row:))
    }

    /// Suspends an employer from a day on: desks refuse its people, and say that it isn't their doing.
    public func suspend(_ id: EmployerID, from day: Day, reason: String, in session: Session) throws {
        _ = try employer(id, in: session)
        try session.run(EmployersSQL.suspend, id, day, reason)
        try tellCoverage(id, in: session)
    }

    /// Takes a suspension back.
    public func reinstate(_ id: EmployerID, in session: Session) throws {
        _ = try employer(id, in: session)
        try session.run(EmployersSQL.suspend, id, Day?.none, String?.none)
        try tellCoverage(id, in: session)
    }

    /// Ends an account from a day on; nil takes it back.
    public func end(_ id: EmployerID, from day: Day?, in session: Session) throws {
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

    /// Coverage asks whether the sponsor is suspended, or has ended, on the sponsor's own day.
    private func tellCoverage(_ id: EmployerID, in session: Session) throws {
        let employer = try employer(id, in: session)
        let refusedFrom = [employer.suspendedFrom, employer.endedFrom].compactMap(\.self).min()
        try entitlements.setSponsor(id, zone: employer.zone, suspendedFrom: refusedFrom, in: session)
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
            suspendedFrom: try row[7],
            suspensionReason: try row[8],
            endedFrom: try row[9],
            needsApproval: try row[10]
        )
    }
}
