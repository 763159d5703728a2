import Employers
public import Kernel
public import Store

extension Family {
    /// Closes a month (B26): its lines and leavers are frozen, and those of the months before it that were still open.
    /// Closing it again gives the same SHA-256.
    ///
    /// Throws `periodTooEarly` before the first day of the month before it.
    @discardableResult
    public func close(
        _ employer: EmployerID,
        _ month: Month,
        by login: LoginID? = nil,
        in session: Session
    ) throws -> PayrollClosure {
        let today = try employers.today(of: employer, in: session)
        guard PayrollRules.canClose(month, today: today) else {
            throw FamilyFailure.periodTooEarly(closableFrom: month.adding(months: -1).firstDay)
        }
        let closedThrough = try lockCalendar(of: employer, in: session)
        if let closedThrough, month <= closedThrough {
            return try closure(employer, month, in: session)
        }
        try followEmployments(of: employer, in: session)
        let firstStart = try session.first(PayrollSQL.firstStart, employer) { try $0[0] as Day? } ?? nil
        var deductions = try deductions(of: employer, before: month.next.firstDay, in: session)
        var frontier = closedThrough
        for month in PayrollRules.monthsToClose(
            through: month,
            closedThrough: closedThrough,
            firstCharged: firstStart?.month
        ) {
            let payroll = try open(employer, month, deductions, closedThrough: frontier, in: session)
            try freeze(payroll, of: employer, by: login, in: session)
            var taken: [AddOnID: Int64] = [:]
            for line in payroll.lines { taken[line.addOn, default: 0] += line.amount.amount }
            for index in deductions.indices { deductions[index].charged += taken[deductions[index].addOn] ?? 0 }
            frontier = month
        }
        try session.run(PayrollSQL.advance, employer, month)
        return try closure(employer, month, in: session)
    }

    /// Through which month an employer's payroll is closed; the calendar stays locked until the transaction ends.
    func lockCalendar(of employer: EmployerID, in session: Session) throws -> Month? {
        try session.first(PayrollSQL.lockCalendar, employer) { try $0[0] as Month? } ?? nil
    }

    /// A closed month, as it was frozen. One before the first that was ever frozen is empty.
    func frozen(_ employer: EmployerID, _ month: Month, in session: Session) throws -> Payroll {
        let period = try session.first(PayrollSQL.period, employer, month) { row in
            (currency: try row[0] as Currency, sha256: try row[1] as String)
        }
        guard let period else {
            let currency = try employers.employer(employer, in: session).currency
            let empty = Payroll.empty(month, currency: currency)
            return Payroll.empty(month, currency: currency, sha256: PayrollCSV.sha256(PayrollCSV.lines(of: empty)))
        }
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

    private func closure(_ employer: EmployerID, _ month: Month, in session: Session) throws -> PayrollClosure {
        let known = try session.first(PayrollSQL.period, employer, month) { row in
            PayrollClosure(month: month, sha256: try row[1], closedAt: try row[2])
        }
        if let known { return known }
        // Before the first month that was frozen nothing was ever charged: it was closed along with that one.
        let firstClosed = try session.first(PayrollSQL.firstClosed, employer) { try $0[0] as Instant? } ?? nil
        let empty = try frozen(employer, month, in: session)
        return PayrollClosure(month: month, sha256: empty.sha256 ?? "", closedAt: firstClosed ?? session.now)
    }

    private func freeze(
        _ payroll: Payroll,
        of employer: EmployerID,
        by login: LoginID?,
        in session: Session
    ) throws {
        let sha256 = PayrollCSV.sha256(PayrollCSV.lines(of: payroll))
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
    }
}

extension Payroll {
    fileprivate static func empty(_ month: Month, currency: Currency, sha256: String? = nil) -> Payroll {
        Payroll(
            month: month,
            state: .closed,
            lines: [],
            leavers: [],
            total: Money(amount: 0, currency: currency),
            sha256: sha256
        )
    }
}
