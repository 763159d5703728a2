import Employers
public import Kernel
public import Store

extension Family {
    /// One employer's payroll of a month (B25): frozen when it is closed, else computed as things stand.
    public func payroll(_ employer: EmployerID, _ month: Month, in session: Session) throws -> Payroll {
        let closedThrough = try session.first(PayrollSQL.closedThrough, employer) { try $0[0] as Month? } ?? nil
        if let closedThrough, month <= closedThrough { return try frozen(employer, month, in: session) }
        let deductions = try deductions(of: employer, before: month.next.firstDay, in: session)
        return try open(employer, month, deductions, closedThrough: closedThrough, in: session)
    }

    /// An open month as things stand.
    func open(
        _ employer: EmployerID,
        _ month: Month,
        _ deductions: [Deduction],
        closedThrough: Month?,
        in session: Session
    ) throws -> Payroll {
        let currency = try employers.employer(employer, in: session).currency
        let lines = PayrollRules.lines(of: month, deductions, closedThrough: closedThrough, currency: currency)
        return Payroll(
            month: month,
            state: .open,
            lines: lines,
            leavers: try leavers(of: employer, month, closedThrough: closedThrough, in: session),
            total: PayrollRules.total(lines, currency: currency),
            sha256: nil
        )
    }

    /// Every add-on that starts before a day, as payroll sees it: with the employment's number, name and end as they
    /// are now.
    func deductions(of employer: EmployerID, before day: Day, in session: Session) throws -> [Deduction] {
        var deductions: [Deduction] = []
        var requestedEnds: [Day?] = []
        try session.each(PayrollSQL.deductions, employer, day) { row in
            requestedEnds.append(try row[8])
            deductions.append(
                Deduction(
                    addOn: try row[0],
                    employment: try row[1],
                    employeeNumber: try row[2],
                    employeeName: try row[3],
                    familyMember: "\(try row[4] as String) \(try row[5] as String)",
                    price: try row[6],
                    span: DeductionSpan(from: try row[7], until: try row[8]),
                    charged: try row[9]
                )
            )
        }
        var known: [EmploymentID: Employment] = [:]
        for index in deductions.indices {
            let id = deductions[index].employment
            guard let employment = try known[id] ?? employers.employment(id, in: session) else { continue }
            known[id] = employment
            deductions[index].follow(employment)
        }
        return deductions
    }

    /// Whose last day of work lies in the month. With the oldest open month come those who became known too late for
    /// a month that is closed.
    private func leavers(
        of employer: EmployerID,
        _ month: Month,
        closedThrough: Month?,
        in session: Session
    ) throws -> [PayrollLeaver] {
        var first = month
        var told: Set<ToldLeaver> = []
        if closedThrough?.next == month {
            let firstClosed = try session.first(PayrollSQL.firstPeriod, employer) { try $0[0] as Month? } ?? nil
            first = max(firstClosed ?? month, month.adding(months: -PayrollRules.lateLeaverMonths))
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
