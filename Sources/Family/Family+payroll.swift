import Employers
public import Kernel
public import Store

extension Family {
    /// One employer's payroll of a month (B25): frozen when it is closed, else computed as things stand.
    ///
    /// Throws Employers' `noSuchEmployer`.
    public func payroll(_ employer: EmployerID, _ month: Month, in session: Session) throws -> Payroll {
        if let frozen = try frozen(employer, month, in: session) { return frozen }
        return try open(try employers.employer(employer, in: session), month, in: session)
    }

    /// A month as things stand.
    func open(_ employer: Employer, _ month: Month, in session: Session) throws -> Payroll {
        let calendar = try calendar(of: employer, in: session)
        let deductions = try deductions(of: employer, before: month.next.firstDay, in: session)
        let lines = PayrollRules.lines(of: month, deductions, calendar, currency: employer.currency)
        return Payroll(
            month: month,
            state: .open,
            lines: lines,
            leavers: try leavers(of: employer.id, month, calendar, in: session),
            total: PayrollRules.total(lines, currency: employer.currency),
            sha256: nil
        )
    }

    /// Which months are closed.
    func calendar(of employer: Employer, in session: Session) throws -> PayrollCalendar {
        let closed = try session.all(PayrollSQL.closedMonths, employer.id) { row in
            (month: try row[0] as Month, at: try row[1] as Instant)
        }
        let firstStart = try session.first(PayrollSQL.firstStart, employer.id) { try $0[0] as Day? } ?? nil
        return PayrollCalendar(
            closed: Set(closed.map(\.month)),
            began: closed.map(\.at).min().map { employer.zone.day(at: $0).month },
            firstCharged: firstStart?.month
        )
    }

    /// Every add-on that starts before a day, as payroll sees it: with the employment's number, name and end as they
    /// are now.
    func deductions(of employer: Employer, before day: Day, in session: Session) throws -> [Deduction] {
        var deductions: [Deduction] = []
        let refused = employer.refused
        try session.each(PayrollSQL.deductions, employer.id, day) { row in
            let (month, price): (Month, Int64) = (try row[6], try row[7])
            if deductions.last?.addOn == (try row[0] as AddOnID) {
                deductions[deductions.count - 1].prices.set(price, from: month)
                return
            }
            deductions.append(
                Deduction(
                    addOn: try row[0],
                    employment: try row[1],
                    employeeNumber: try row[2],
                    employeeName: try row[3],
                    familyMember: "\(try row[4] as String) \(try row[5] as String)",
                    prices: AddOnPrices(price, from: month),
                    span: DeductionSpan(
                        from: try row[8],
                        until: FamilyRules.earlier(try row[9], try row[10]),
                        refused: refused
                    ),
                    charged: try row[11]
                )
            )
        }
        var known: [EmploymentID: Employment] = [:]
        for index in deductions.indices {
            let id = deductions[index].employment
            guard let employment = try known[id] ?? employers.employment(id, in: session) else {
                deductions[index].neverBegin()
                continue
            }
            known[id] = employment
            deductions[index].follow(employment)
        }
        return deductions
    }

    /// Whose last day of work lies in the month. With the month after the latest that is closed come those who became
    /// known too late for theirs.
    private func leavers(
        of employer: EmployerID,
        _ month: Month,
        _ calendar: PayrollCalendar,
        in session: Session
    ) throws -> [PayrollLeaver] {
        var first = month
        var told: Set<ToldLeaver> = []
        if calendar.carrier == month, let firstClosed = calendar.closed.min() {
            first = max(firstClosed, month.adding(months: -PayrollRules.lateLeaverMonths))
            told = Set(
                try session.all(PayrollSQL.toldLeavers, employer, first) { row in
                    ToldLeaver(employment: try row[0], endedOn: try row[1])
                }
            )
        }
        let employments = try employers.leavers(
            of: employer,
            from: first.firstDay,
            until: month.next.firstDay,
            in: session
        )
        return employments.compactMap { employment in
            guard let lastDay = employment.endsOn?.adding(days: -1),
                lastDay.month == month || calendar.closed.contains(lastDay.month),
                !told.contains(ToldLeaver(employment: employment.id, endedOn: lastDay))
            else { return nil }
            return PayrollLeaver(
                employment: employment.id,
                employeeNumber: employment.employeeNumber,
                name: employment.fullName,
                endedOn: lastDay
            )
        }
    }
}

/// A leaver that a closed month has told payroll of.
private struct ToldLeaver: Hashable {
    let employment: EmploymentID
    let endedOn: Day
}

extension Employment {
    /// Given names first.
    var fullName: String { "\(givenName) \(familyName)" }
}
