import Employers
public import Kernel
import Secrets
public import Store

extension Family {
    /// Closes a month (B26): its lines and leavers are frozen. Closing it again gives the same SHA-256.
    ///
    /// Months are closed one by one, in any order, from the one on in which the account was opened or its first agreement
    /// begins. Throws `periodTooEarly` before the first day of the month before it, `periodBeforeAccount`.
    @discardableResult
    public func close(
        _ employer: EmployerID,
        _ month: Month,
        by login: LoginID? = nil,
        in session: Session
    ) throws -> PeriodClosure {
        try session.lock(employer)
        let account = try employers.employer(employer, in: session)
        guard PayrollRules.canClose(month, today: account.zone.day(at: session.now)) else {
            throw FamilyFailure.periodTooEarly(closableFrom: month.adding(months: -1).firstDay)
        }
        if let closure = try closure(employer, month, in: session) { return closure }
        let first = try employers.firstDay(of: account, in: session).month
        guard month >= first else { throw FamilyFailure.periodBeforeAccount(first: first) }
        try followEmployments(of: employer, in: session)
        return try freeze(try open(account, month, in: session), of: employer, by: login, in: session)
    }

    /// Whether an employer has closed a month since an instant.
    public func hasClosed(_ employer: EmployerID, since: Instant, in session: Session) throws -> Bool {
        try session.first(PayrollSQL.closedSince, employer, since, read: { _ in true }) != nil
    }

    /// Whether an agreement that holds from a day can't be taken back any more: a month of it is closed, or a member has
    /// consented to a price of it.
    public func reliesOnAgreement(from day: Day, of employer: EmployerID, in session: Session) throws -> Bool {
        if try session.first(PayrollSQL.closedFrom, employer, day.month, read: { _ in true }) != nil { return true }
        return try session.first(FamilySQL.consentedFrom, employer, day.month, day, read: { _ in true }) != nil
    }

    /// A closed month, as it was frozen; nil while it is open.
    func frozen(_ employer: EmployerID, _ month: Month, in session: Session) throws -> Payroll? {
        let period = try session.first(PayrollSQL.period, employer, month) { row in
            (currency: try row[0] as Currency, sha256: try row[1] as String)
        }
        guard let period else { return nil }
        let lines = try session.all(PayrollSQL.lines, employer, month) { row in
            PayrollLine(
                addOn: try row[0],
                employment: try row[1],
                employeeNumber: try row[2],
                name: try row[3],
                familyMembers: [try row[4]],
                reason: try row[5],
                amount: Money(amount: try row[6], currency: period.currency)
            )
        }
        let leavers = try session.all(PayrollSQL.leavers, employer, month) { row in
            PayrollLeaver(employment: try row[0], employeeNumber: try row[1], name: try row[2], endedOn: try row[3])
        }
        return Payroll(
            month: month,
            state: .closed,
            lines: lines,
            leavers: leavers,
            total: PayrollRules.total(lines, currency: period.currency),
            sha256: period.sha256
        )
    }

    private func closure(_ employer: EmployerID, _ month: Month, in session: Session) throws -> PeriodClosure? {
        try session.first(PayrollSQL.period, employer, month) { row in
            PeriodClosure(month: month, sha256: try row[1], closedAt: try row[2])
        }
    }

    private func freeze(
        _ payroll: Payroll,
        of employer: EmployerID,
        by login: LoginID?,
        in session: Session
    ) throws -> PeriodClosure {
        let sha256 = FileDigest.sha256(PayrollCSV.lines(of: payroll))
        let currency = payroll.total.currency
        try session.run(PayrollSQL.insertPeriod, employer, payroll.month, currency, sha256, session.now, login)
        try session.runEach(PayrollSQL.insertLine, payroll.lines.enumerated()) { numbered, arguments in
            let (position, line) = numbered
            arguments = [
                employer.value, payroll.month.value, position.value, line.addOn.value, line.employment.value,
                line.employeeNumber.value, line.name.value, line.familyMembers.joined(separator: ", ").value,
                line.reason.value, line.amount.amount.value,
            ]
        }
        try session.runEach(PayrollSQL.insertLeaver, payroll.leavers.enumerated()) { numbered, arguments in
            let (position, leaver) = numbered
            arguments = [
                employer.value, payroll.month.value, position.value, leaver.employment.value,
                leaver.employeeNumber.value, leaver.name.value, leaver.endedOn.value,
            ]
        }
        return PeriodClosure(month: payroll.month, sha256: sha256, closedAt: session.now)
    }
}
