import Employers
import Entitlements
public import Kernel
import Messaging
import People
import Secrets
public import Store

extension Family {
    /// The member ends an add-on at the end of the month (B28): coverage and deduction end with it. One that hasn't
    /// begun by then never begins. Ending it again changes nothing.
    ///
    /// Throws `noSuchAddOn` for another member's.
    @discardableResult
    public func end(_ id: AddOnID, of member: PersonID, in session: Session) throws -> AddOn {
        let request = try requestOf(id, in: session)
        guard request.member == member, let before = request.addOn else { throw FamilyFailure.noSuchAddOn }
        try session.lock(request.employer)
        let today = try employers.today(of: request.employer, in: session)
        let until = FamilyRules.end(askedOn: today, startsOn: before.startsOn)
        guard try session.runCounting(FamilySQL.endOnRequest, id, until) == 1 else {
            return try addOn(id, in: session)
        }
        let after = try addOn(id, in: session)
        try follow(after, in: session)
        try tellEnd(request, after, in: session)
        return after
    }

    /// The member takes a request back: one that HR hasn't decided is withdrawn, and the add-on that
    /// HR's yes made of another ends at the end of the month.
    ///
    /// Throws `noSuchRequest` for another member's, `alreadyDecided` for a refused one.
    @discardableResult
    public func end(_ id: FamilyRequestID, of member: PersonID, in session: Session) throws -> FamilyRequest {
        try session.lock(try self.request(id, in: session).employer)
        let request = try self.request(id, in: session)
        guard request.member == member else { throw FamilyFailure.noSuchRequest }
        switch request.state {
        case .pending: try decide(request, as: .withdrawn, in: session)
        case .approved:
            guard let addOn = request.addOn else { throw FamilyFailure.noSuchAddOn }
            try end(addOn.id, of: member, in: session)
        case .refused: throw FamilyFailure.alreadyDecided
        case .withdrawn: break
        }
        return try self.request(id, in: session)
    }

    /// Brings an employer's add-ons in line with its employments: who leaves loses the family's add-ons at the end of
    /// the month of the last day of work, and whose end is withdrawn gets them back. Doing it again changes nothing.
    ///
    /// For after a roster was applied or undone, and once a day. Payroll doesn't need it: it asks the employments.
    ///
    /// - Returns: how many add-ons it changed.
    @discardableResult
    public func followEmployments(of employer: EmployerID, in session: Session) throws -> Int {
        try session.lock(employer)
        let today = try employers.today(of: employer, in: session)
        let followers = try session.all(FamilySQL.following, employer, today) { row in
            (
                addOn: try row[0] as AddOnID, employment: try row[1] as EmploymentID, startsOn: try row[2] as Day,
                leftUntil: try row[3] as Day?
            )
        }
        var changed = 0
        for follower in followers {
            // Of an employment that an undone roster had brought, it never begins.
            var leftUntil: Day? = follower.startsOn
            if let employment = try employers.employment(follower.employment, in: session) {
                leftUntil = employment.endsOn.map {
                    FamilyRules.end(employmentEndsOn: $0, startsOn: follower.startsOn)
                }
            }
            guard leftUntil != follower.leftUntil else { continue }
            try move(follower.addOn, leftUntil: leftUntil, in: session)
            changed += 1
        }
        return changed
    }

    /// Whether a member has an add-on, or had one, that is deducted from the salary of that employment.
    public func hasAddOn(_ member: PersonID, of employment: EmploymentID, in session: Session) throws -> Bool {
        try session.first(FamilySQL.addOnOfEmployment, member, employment, read: { _ in true }) != nil
    }

    /// Moves the end that comes with the employee's leaving, and the coverage with it; tells the member.
    private func move(_ id: AddOnID, leftUntil: Day?, in session: Session) throws {
        let before = try addOn(id, in: session)
        try session.run(FamilySQL.endOnLeaving, id, leftUntil)
        let request = try requestOf(id, in: session)
        guard let after = request.addOn, after.until != before.until else { return }
        try follow(after, in: session)
        if after.until == nil {
            try tellGoesOn(request, after, in: session)
            try tellOfAgeMeanwhile(request, after, in: session)
        } else {
            try tellEnd(request, after, in: session)
        }
    }

    /// The add-on, whosever it is.
    func addOn(_ id: AddOnID, in session: Session) throws -> AddOn {
        guard let addOn = try requestOf(id, in: session).addOn else { throw FamilyFailure.noSuchAddOn }
        return addOn
    }

    func requestOf(_ id: AddOnID, in session: Session) throws -> FamilyRequest {
        guard let request = try session.first(FamilySQL.requestOfAddOn, id, read: FamilyRequest.init(row:)) else {
            throw FamilyFailure.noSuchAddOn
        }
        return request
    }
}
