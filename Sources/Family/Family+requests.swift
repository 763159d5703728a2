import Employers
import Entitlements
public import Kernel
import Messaging
import People
import Secrets
public import Store

extension Family {
    /// A member asks for an add-on (B23). The price of the start that comes unless HR says another one, and the consent to
    /// it, are kept with the request.
    ///
    /// Throws `givenNameInvalid`, `familyNameInvalid`, `noSuchPackage`, `birthDateInvalid`, `emailInvalid`, `phoneInvalid`,
    /// People's `consentNotCurrent`; `notEmployed`, `employerSuspended`, `packageNotOffered`, `employerNotNamed`;
    /// `alreadyRequested` for the same family member (name and birth date) while HR hasn't decided, `alreadySubscribed` while
    /// there is an add-on without an end, `tooManyRequests`.
    public func request(
        _ new: NewFamilyRequest,
        by member: PersonID,
        in session: Session
    ) throws -> FamilyRequest {
        guard let givenName = FamilyRules.name(new.givenName) else { throw FamilyFailure.givenNameInvalid }
        guard let familyName = FamilyRules.name(new.familyName) else { throw FamilyFailure.familyNameInvalid }
        guard try entitlements.package(new.package, in: session) != nil else { throw FamilyFailure.noSuchPackage }
        try session.lock(member)
        let (employment, employer, price) = try salary(of: member, for: new, in: session)
        let today = employer.zone.day(at: session.now)
        guard FamilyRules.isBirthDate(new.birthDate, today: today) else { throw FamilyFailure.birthDateInvalid }
        let contacts = try contacts(email: new.email, phone: new.phone, country: employer.country).sealed(vault)
        try people.accept(.payrollDeduction, version: new.consentVersion, by: member, in: session)
        let key = FamilyRules.nameKey(given: givenName, family: familyName)
        guard try !isSubscribed(key, bornOn: new.birthDate, by: member, on: Day(daysSinceEpoch: .max), in: session)
        else {
            throw FamilyFailure.alreadySubscribed
        }
        let id: FamilyRequestID = session.newID()
        let inserted = try session.runCounting(
            FamilySQL.insertRequest,
            id,
            employer.id,
            employment.id,
            member,
            employment.employeeNumber,
            "\(employment.givenName) \(employment.familyName)",
            givenName,
            familyName,
            key,
            new.relation,
            new.birthDate,
            new.package,
            price.amount,
            price.currency,
            contacts.email,
            contacts.phone,
            new.consentVersion,
            new.language,
            session.now
        )
        guard inserted == 1 else { throw FamilyFailure.alreadyRequested }
        let pending = try session.first(FamilySQL.pendingCount, member) { try $0[0] as Int } ?? 0
        guard pending <= FamilyRules.pendingLimit else { throw FamilyFailure.tooManyRequests }
        return try request(id, in: session)
    }

    /// What an add-on would cost this member from the first of next month on, by employer: shown before asking. Nil when
    /// nobody offers it.
    public func price(
        of package: PackageCode,
        for member: PersonID,
        employer: EmployerID? = nil,
        in session: Session
    ) throws -> Money? {
        for employment in try employers.currentEmployments(of: member, in: session) {
            guard employer == nil || employer == employment.employer else { continue }
            let today = try employers.today(of: employment.employer, in: session)
            let start = FamilyRules.usualStart(today: today)
            let price = try employers.price(of: package, employer: employment.employer, on: start, in: session)
            if let price { return price.familyPrice }
        }
        return nil
    }

    /// The request, whosever it is; throws `noSuchRequest`.
    func request(_ id: FamilyRequestID, in session: Session) throws -> FamilyRequest {
        guard let request = try session.first(FamilySQL.request, id, read: FamilyRequest.init(row:)) else {
            throw FamilyFailure.noSuchRequest
        }
        return request
    }

    /// Whose payroll deducts: the employer that was named, else the only one of the member's that offers the package.
    private func salary(
        of member: PersonID,
        for new: NewFamilyRequest,
        in session: Session
    ) throws -> (Employment, Employer, Money) {
        var failure = FamilyFailure.notEmployed
        var possible: [(Employment, Employer, Money)] = []
        for employment in try employers.currentEmployments(of: member, in: session) {
            guard new.employer == nil || new.employer == employment.employer else { continue }
            let employer = try employers.employer(employment.employer, in: session)
            let today = employer.zone.day(at: session.now)
            switch employer.state(on: today) {
            case .ended: continue
            case .suspended: failure = .employerSuspended
            case .active:
                let start = FamilyRules.usualStart(today: today)
                let price = try employers.price(of: new.package, employer: employer.id, on: start, in: session)
                if let price { possible.append((employment, employer, price.familyPrice)) }
                failure = .packageNotOffered
            }
        }
        guard let salary = possible.first else { throw failure }
        guard possible.allSatisfy({ $0.1.id == salary.1.id }) else { throw FamilyFailure.employerNotNamed }
        return salary
    }

    /// How to reach a family member, as somebody typed it. Throws `emailInvalid`, `phoneInvalid`.
    func contacts(email: String?, phone: String?, country: Country) throws -> FamilyContacts {
        FamilyContacts(
            email: try self.email(reading: email)?.text,
            phone: try self.phone(reading: phone, country: country)?.text
        )
    }

    private func email(reading typed: String?) throws -> EmailAddress? {
        guard let typed, typed.contains(where: { !$0.isWhitespace }) else { return nil }
        do {
            return try EmailAddress(reading: typed)
        } catch {
            throw FamilyFailure.emailInvalid(error.message)
        }
    }

    private func phone(reading typed: String?, country: Country) throws -> PhoneNumber? {
        guard let typed, typed.contains(where: { !$0.isWhitespace }) else { return nil }
        do {
            return try PhoneNumber(reading: typed, country: country)
        } catch {
            throw FamilyFailure.phoneInvalid(error.message)
        }
    }
}
