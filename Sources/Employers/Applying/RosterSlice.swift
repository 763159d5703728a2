import Entitlements
import Kernel
import People
import Store

/// One slice of an application. Each verb takes the next people of its kind and says how many they were and where it
/// stopped; nil when there were none.
struct RosterSlice {
    let application: Application
    let employers: Employers

    private var changeSet: ChangeSetID { application.changeSet }
    private typealias Known = (row: AppliedRow, employment: EmploymentRecord, introduced: ChangeSetID)

    /// Who is new gets a person (known by their national id, or made), an employment, coverage and an invitation: all of
    /// the slice with a few statements, but for those who come back, bring or need a username, or have an end.
    func join(limit: Int, in session: Session) throws -> (count: Int, place: String)? {
        let after = Int(application.place) ?? 0
        let next = try session.first(ApplyingSQL.nextJoins, application.roster, after, limit) { row in
            (last: try row[0] as Int?, count: try row[1] as Int)
        }
        guard let next, let last = next.last else { return nil }
        let slice = ArrivalSlice(batch: application.roster, after: after, through: last)
        let language = LanguageNames.language(of: application.country)
        try employers.people.enroll(slice, language: language, changeSet: changeSet, in: session)
        try session.run(
            ApplyingSQL.joins,
            slice.batch,
            slice.after,
            slice.through,
            changeSet,
            application.appliedOn,
            language
        )
        try employers.entitlements.cover(slice, from: application.appliedOn, changeSet: changeSet, in: session)
        try session.run(
            InvitationSQL.queueArrivals,
            slice.batch,
            slice.after,
            slice.through,
            changeSet,
            session.now
        )
        try joinOthers(of: slice, in: session)
        return (next.count, String(last))
    }

    /// Who comes back is the person that they were, and the employment that was over becomes a former one.
    private func joinOthers(of slice: ArrivalSlice, in session: Session) throws {
        let rows = try session.all(ApplyingSQL.otherJoins, slice.batch, slice.after, slice.through) { row in
            (
                row: try AppliedRow(row: row),
                former: row.isNull(AppliedRow.width) ? nil : try EmploymentRecord(row: row, at: AppliedRow.width),
                introduced: try row[AppliedRow.width + 18] as ChangeSetID?
            )
        }
        guard !rows.isEmpty else { return }
        for case (_, let former?, let introduced?) in rows { try makeFormer(former, introduced, in: session) }
        var employments = rows.map { row, former, _ in
            // The person isn't known yet, unless they come back.
            EmploymentRecord(row, person: former?.person ?? PersonID(bits: 0), of: application)
        }
        let arrivals = try zip(rows, employments).map { row, employment in
            let nationalID = try row.row.nationalID(
                of: application.country,
                people: employers.people,
                today: application.appliedOn
            )
            return try Arrival(
                employment,
                person: row.former?.person,
                nationalID: nationalID,
                country: application.country
            )
        }
        let persons = try employers.people.enroll(arrivals, changeSet: changeSet, in: session)
        for (index, person) in persons.enumerated() { employments[index].person = person }
        try write(employments, in: session)
        let coverages = try zip(rows, employments).compactMap { row, employment in
            coverage(employment, notBefore: row.former == nil ? nil : try coveredUntil(employment, in: session))
        }
        try employers.entitlements.cover(coverages, changeSet: changeSet, in: session)
        try session.runEach(InvitationSQL.queue, employments) { employment, arguments in
            arguments = [employment.id.value, changeSet.value, session.now.value, Invitation.Reason.join.value]
        }
    }

    /// Who differs gets a new version of the employment, and profile and coverage follow as far as they are touched.
    func change(limit: Int, in session: Session) throws -> (count: Int, place: String)? {
        let rows: [Known] = try session.all(
            ApplyingSQL.changes,
            application.roster,
            Int(application.place) ?? 0,
            limit
        ) { row in
            (
                try AppliedRow(row: row), try EmploymentRecord(row: row, at: AppliedRow.width),
                try row[AppliedRow.width + 18]
            )
        }
        guard let last = rows.last else { return nil }
        for (row, old, introduced) in rows {
            let new = old.changed(by: row, given: application.given)
            try replace(old, introduced, with: new, in: session)
            if row.changed.contains(.nationalID) { try takeNationalID(of: old, in: session) }
            try describe(new, row, in: session)
            try cover(new, insteadOf: old, in: session)
            let contacts: RosterColumns = RosterColumns([.email, .phone])
            if !row.changed.isDisjoint(with: contacts), new.email != nil || new.phone != nil {
                try session.run(
                    InvitationSQL.queue,
                    new.id,
                    changeSet,
                    session.now,
                    Invitation.Reason.contact.rawValue
                )
            }
        }
        return (rows.count, String(last.row.number))
    }

    /// Who is missing ends today, and coverage when the agreement says. Who would only have begun later never does.
    func leave(limit: Int, in session: Session) throws -> (count: Int, place: String)? {
        let leavers = try session.all(ApplyingSQL.leaves, application.roster, application.place, limit) { row in
            (employment: try EmploymentRecord(row: row, at: 0), introduced: try row[18] as ChangeSetID)
        }
        guard let last = leavers.last else { return nil }
        for (old, introduced) in leavers {
            var new = old
            new.endsOn = max(application.appliedOn.adding(days: 1), old.startsOn)
            new.leftByAbsence = true
            try replace(old, introduced, with: new, in: session)
            let hasBegun = old.startsOn <= application.appliedOn
            try employers.entitlements.endCoverage(
                of: new.source,
                until: hasBegun ? application.terms.until(lastDay: application.appliedOn) : old.startsOn,
                changeSet: changeSet,
                in: session
            )
        }
        return (leavers.count, last.employment.employeeNumber)
    }

    private func makeFormer(_ old: EmploymentRecord, _ introduced: ChangeSetID, in session: Session) throws {
        var former = old
        former.isFormer = true
        try replace(old, introduced, with: former, in: session)
    }

    private func replace(
        _ old: EmploymentRecord,
        _ introduced: ChangeSetID,
        with new: EmploymentRecord,
        in session: Session
    ) throws {
        try session.run(ApplyingSQL.supersede, old.id, introduced, changeSet)
        try write([new], in: session)
    }

    /// Writes versions of employments, and what they are found by.
    private func write(_ employments: [EmploymentRecord], in session: Session) throws {
        let texts = employments.map(\.texts)
        try session.runEach(ApplyingSQL.insert, zip(employments, texts)) { $0.0.bind(changeSet, $0.1, &$1) }
        try session.runEach(ApplyingSQL.addName, zip(employments, texts)) { version, arguments in
            arguments = [version.0.employer.value, version.1.sortName.value, version.0.id.value]
        }
        let numbered = employments.filter { $0.nationalIDIndex != nil && !$0.isFormer }
        try session.runEach(ApplyingSQL.addNationalID, numbered) { version, arguments in
            arguments = [version.employer.value, version.nationalIDIndex.value, changeSet.value, version.id.value]
        }
    }

    /// A number that HR doesn't give any more isn't the person's, unless another employment says so.
    private func takeNationalID(of old: EmploymentRecord, in session: Session) throws {
        guard let index = old.nationalIDIndex,
            try !employers.isStated(index, of: old.person, besides: old.id, in: session)
        else { return }
        try employers.people.takeNationalID(index, from: old.person, changeSet: changeSet, in: session)
    }

    private func describe(_ new: EmploymentRecord, _ row: AppliedRow, in session: Session) throws {
        let told: RosterColumns = RosterColumns([
            .givenName, .familyName, .username, .email, .phone, .nationalID, .birthDate, .locale,
        ])
        guard !row.changed.isDisjoint(with: told) else { return }
        let nationalID =
            row.changed.contains(.nationalID)
            ? try row.nationalID(of: application.country, people: employers.people, today: application.appliedOn) : nil
        let arrival = try Arrival(new, person: new.person, nationalID: nationalID, country: application.country)
        try employers.people.describe([arrival], changeSet: changeSet, in: session)
    }

    /// The first day that nothing covers any more of what the person had here before an employment.
    private func coveredUntil(_ employment: EmploymentRecord, in session: Session) throws -> Day? {
        let (person, employer) = (employment.person, employment.employer)
        let formers = try session.all(ApplyingSQL.formers, person, employer, employment.id) {
            try $0[0] as EmploymentID
        }
        return try formers.flatMap { former in
            try employers.entitlements.coverages(from: SourceID(bits: former.bits), in: session).compactMap(\.until)
        }.max()
    }

    private func coverage(_ employment: EmploymentRecord, notBefore earliest: Day?) -> NewCoverage? {
        let from = RosterRules.coverageStart(
            startsOn: employment.startsOn,
            appliedOn: application.appliedOn,
            notBefore: earliest
        )
        let until = application.terms.until(endsOn: employment.endsOn)
        if let until, until <= from { return nil }
        return NewCoverage(
            person: employment.person,
            source: employment.source,
            sponsor: employment.employer,
            package: employment.package,
            from: from,
            until: until
        )
    }

    private func cover(
        _ new: EmploymentRecord,
        insteadOf old: EmploymentRecord,
        in session: Session
    ) throws {
        guard new.package != old.package || new.startsOn != old.startsOn || new.endsOn != old.endsOn else { return }
        let entitlements = employers.entitlements
        let known = try entitlements.coverages(from: new.source, in: session)
        let isMoved = new.startsOn != old.startsOn
        let earliest = isMoved || known.isEmpty ? try coveredUntil(new, in: session) : nil
        guard let first = known.first else {
            let coverages = [coverage(new, notBefore: earliest)].compactMap(\.self)
            try entitlements.cover(coverages, changeSet: changeSet, in: session)
            return
        }
        if new.endsOn != old.endsOn { try entitlements.reopen(new.source, changeSet: changeSet, in: session) }
        // What has begun stays begun, unless the start moves to a day that is still to come.
        let start = RosterRules.coverageStart(
            startsOn: new.startsOn,
            appliedOn: application.appliedOn,
            notBefore: earliest
        )
        if isMoved, first.from > application.appliedOn || start > application.appliedOn {
            try entitlements.moveStart(of: new.source, to: start, changeSet: changeSet, in: session)
        }
        if new.package != old.package {
            try entitlements.changePackage(
                of: new.source,
                to: new.package,
                from: application.appliedOn,
                changeSet: changeSet,
                in: session
            )
        }
        if new.endsOn != old.endsOn, let until = application.terms.until(endsOn: new.endsOn) {
            try entitlements.endCoverage(of: new.source, until: until, changeSet: changeSet, in: session)
        }
    }
}

extension EmploymentRecord {
    /// The source of its coverage and of its profile.
    var source: SourceID { SourceID(bits: id.bits) }
}

extension Employers {
    /// Whether an employment that counts says that the national id is the person's.
    func isStated(
        _ nationalIDIndex: [UInt8],
        of person: PersonID,
        besides employment: EmploymentID?,
        in session: Session
    ) throws -> Bool {
        try session.first(ApplyingSQL.isStated, person, nationalIDIndex, employment, read: { _ in true }) ?? false
    }
}
