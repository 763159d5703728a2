import Employers
import Entitlements
public import Kernel
import Messaging
import People
import Secrets
public import Store

extension Family {
    /// HR says yes (B24): the family member is known and covered from the start on, all in the open transaction, and
    /// the member is told.
    ///
    /// - Parameter startsOn: may lie back to the first day of the oldest open payroll month; nil for the first of next
    ///   month. Throws `noSuchRequest` for another employer's, `alreadyDecided`, `notEmployed` when the employee has
    ///   left by then, `employerSuspended`, `periodClosed`, `beforeClosedPeriod`, `startTooFar`, `packageNotOffered` when no
    ///   agreement sells the package on that day, `priceHigher` when it costs more then than the member consented to,
    ///   `alreadySubscribed`. When it costs less, the add-on does. Who left and came back to the employer since has it
    ///   deducted from the salary of today.
    public func approve(
        _ id: FamilyRequestID,
        for employer: EmployerID,
        startsOn: Day? = nil,
        by login: LoginID? = nil,
        in session: Session
    ) throws -> AddOn {
        try session.lock(employer)
        var request = try pendingRequest(id, of: employer, in: session)
        try session.lock(request.member)
        let account = try employers.employer(employer, in: session)
        let today = account.zone.day(at: session.now)
        switch account.state(on: today) {
        case .active: break
        case .suspended: throw FamilyFailure.employerSuspended
        case .ended: throw FamilyFailure.notEmployed
        }
        let calendar = try calendar(of: account, in: session)
        let start = try FamilyRules.start(asked: startsOn, today: today, calendar)
        guard start >= request.birthDate else { throw FamilyFailure.startBeforeBirth }
        guard let employment = try employment(of: request, on: today, in: session) else {
            throw FamilyFailure.notEmployed
        }
        let leftUntil = employment.endsOn.map { FamilyRules.end(employmentEndsOn: $0, startsOn: start) }
        // No month is deducted in which that employment had not begun.
        guard leftUntil != start, start.month >= employment.startsOn.month else { throw FamilyFailure.notEmployed }
        let agreed = try employers.price(of: request.package, employer: employer, on: start, in: session)
        guard let price = agreed?.familyPrice else { throw FamilyFailure.packageNotOffered }
        guard price.currency == request.price.currency, price.amount <= request.price.amount else {
            throw FamilyFailure.priceHigher(consented: request.price, now: price)
        }
        if employment.id != request.employment { request = try move(request, to: employment, in: session) }
        let isChild = isChild(request, on: today)
        let known = try knownPerson(request, in: session)
        var contacts = try contacts(of: request, in: session)
        if !isChild { contacts = try own(contacts, of: known, request, on: today, in: session) }
        try decide(request, as: .approved, by: login, in: session)
        let addOn = try subscribe(
            request,
            at: account,
            for: price,
            from: start,
            leftUntil: leftUntil,
            as: known,
            contacts: contacts,
            in: session
        )
        if isChild {
            let isGuardian = try guardianOfAge(request, at: account, in: session) == nil
            try tellApproved(request, addOn, isGuardian ? .child : .reached, in: session)
        } else {
            let isReached = try contacts.preferred != nil || people.isActivated(addOn.person, in: session)
            try tellApproved(request, addOn, isReached ? .reached : .notReached, in: session)
            try invite(request, addOn, by: contacts, in: session)
        }
        return addOn
    }

    /// HR says no, with a reason that the member is told.
    ///
    /// Throws `noSuchRequest` for another employer's, `alreadyDecided`, `reasonInvalid`.
    @discardableResult
    public func refuse(
        _ id: FamilyRequestID,
        for employer: EmployerID,
        reason: String,
        by login: LoginID? = nil,
        in session: Session
    ) throws -> FamilyRequest {
        guard let reason = FamilyRules.reason(reason) else { throw FamilyFailure.reasonInvalid }
        try session.lock(employer)
        let request = try pendingRequest(id, of: employer, in: session)
        try decide(request, as: .refused, by: login, reason: reason, in: session)
        try tellRefused(request, reason: reason, in: session)
        return try self.request(id, in: session)
    }

    /// The employer's request, undecided.
    private func pendingRequest(
        _ id: FamilyRequestID,
        of employer: EmployerID,
        in session: Session
    ) throws -> FamilyRequest {
        let request = try request(id, in: session)
        guard request.employer == employer else { throw FamilyFailure.noSuchRequest }
        guard request.state == .pending else { throw FamilyFailure.alreadyDecided }
        return request
    }

    /// The employment from whose salary an add-on is deducted: the request's or, of who left and came back, today's with the
    /// same employer.
    private func employment(
        of request: FamilyRequest,
        on today: Day,
        in session: Session
    ) throws -> Employment? {
        if let employment = try employers.employment(request.employment, in: session), !employment.hasEnded(on: today) {
            return employment
        }
        return try employers.currentEmployments(of: request.member, in: session)
            .first { $0.employer == request.employer }
    }

    /// Moves an undecided request to another employment of its member.
    private func move(
        _ request: FamilyRequest,
        to employment: Employment,
        in session: Session
    ) throws -> FamilyRequest {
        try session.runOne(
            FamilySQL.moveRequest,
            request.id,
            employment.id,
            employment.employeeNumber,
            employment.fullName
        )
        return try self.request(request.id, in: session)
    }

    /// Moves a request out of `pending`. Whoever calls it has locked the employer before reading the request.
    func decide(
        _ request: FamilyRequest,
        as state: FamilyRequestState,
        by login: LoginID? = nil,
        reason: String? = nil,
        in session: Session
    ) throws {
        try session.runOne(FamilySQL.decide, request.id, state, session.now, login, reason)
    }

    /// Whether the same family member of the same employee has an add-on that isn't over on a day.
    func isSubscribed(_ request: FamilyRequest, on day: Day, in session: Session) throws -> Bool {
        try isSubscribed(request.nameKey, bornOn: request.birthDate, by: request.member, on: day, in: session)
    }

    /// Whether the family member of that name has one.
    func isSubscribed(
        _ nameKey: String,
        bornOn birthDate: Day,
        by member: PersonID,
        on day: Day,
        in session: Session
    ) throws -> Bool {
        try session.first(FamilySQL.overlapping, member, nameKey, birthDate, day) { _ in true } ?? false
    }

    /// Makes the add-on, the person and the coverage.
    private func subscribe(
        _ request: FamilyRequest,
        at employer: Employer,
        for price: Money,
        from start: Day,
        leftUntil: Day?,
        as known: PersonID?,
        contacts: FamilyContacts,
        in session: Session
    ) throws -> AddOn {
        guard try !isSubscribed(request, on: start, in: session) else { throw FamilyFailure.alreadySubscribed }
        let id: AddOnID = session.newID()
        let today = employer.zone.day(at: session.now)
        let isChild = isChild(request, on: today)
        let person = try enroll(
            request,
            source: SourceID(bits: id.bits),
            as: known,
            // Nobody signs in as a child.
            contacts: isChild ? FamilyContacts() : contacts,
            country: employer.country,
            in: session
        )
        try session.run(
            FamilySQL.insertAddOn,
            id,
            request.id,
            request.employer,
            person,
            start,
            leftUntil,
            session.now
        )
        try setPrices(of: id, request, from: start, at: price, in: session)
        let addOn = try addOn(id, in: session)
        try cover(addOn, in: session)
        try keepContacts(of: addOn, in: session)
        if isChild { try setGuardian(of: addOn, request, contacts: contacts, at: employer, in: session) }
        return addOn
    }

    /// The family member, where the employee has had an add-on for them before.
    private func knownPerson(_ request: FamilyRequest, in session: Session) throws -> PersonID? {
        try session.first(FamilySQL.knownPerson, request.member, request.nameKey, request.birthDate) {
            try $0[0] as PersonID
        }
    }

    /// How to reach the family member, as the member said with the request.
    private func contacts(of request: FamilyRequest, in session: Session) throws -> FamilyContacts {
        let sealed = try session.first(FamilySQL.contacts, request.id) { row in
            (try row[0] as [UInt8]?, try row[1] as [UInt8]?)
        }
        return try FamilyContacts(opening: sealed ?? (nil, nil), vault)
    }
}
