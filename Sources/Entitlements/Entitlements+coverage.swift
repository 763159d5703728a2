public import Kernel
public import Store

// Coverage is versioned by change sets. Each verb is idempotent within its change set: a slice that runs again after a
// crash changes nothing.
extension Entitlements {
    /// Tells coverage what it must know of an employer: its day, and from when it is suspended.
    public func setSponsor(_ id: EmployerID, zone: Zone, suspendedFrom: Day?, in session: Session) throws {
        try session.run(CoverageSQL.setSponsor, id, zone, suspendedFrom)
    }

    /// Begins coverages. One that a source already has, of the same package from the same day, is left as it is.
    public func cover(_ new: [NewCoverage], changeSet: ChangeSetID, in session: Session) throws {
        try session.runEach(CoverageSQL.cover, new) { coverage, arguments in
            let id: CoverageID = session.newID()
            arguments = [
                id.value, coverage.person.value, coverage.source.value, coverage.sponsor.value, coverage.package.value,
                coverage.from.value, coverage.until.value, changeSet.value,
            ]
        }
    }

    /// Ends what a source covers: `until` is the first day without. Coverage that would only begin then never was.
    public func endCoverage(
        of source: SourceID,
        until: Day,
        changeSet: ChangeSetID,
        in session: Session
    ) throws {
        for head in try heads(of: source, in: session) where head.until.map({ $0 > until }) ?? true {
            try supersede(head, changeSet, in: session)
            if head.from < until { try insert(head, until: until, changeSet, in: session) }
        }
    }

    /// Changes the package from a day on: what was covered until then stays as it was.
    public func changePackage(
        of source: SourceID,
        to package: PackageCode,
        from day: Day,
        changeSet: ChangeSetID,
        in session: Session
    ) throws {
        for head in try heads(of: source, in: session)
        where head.package != package && head.until.map({ $0 > day }) ?? true {
            try supersede(head, changeSet, in: session)
            if head.from < day { try insert(head, until: day, changeSet, in: session) }
            try insert(head, package: package, from: max(head.from, day), until: head.until, changeSet, in: session)
        }
    }

    /// Moves the first day of what a source covers.
    public func moveStart(of source: SourceID, to day: Day, changeSet: ChangeSetID, in session: Session) throws {
        let heads = try heads(of: source, in: session)
        guard let first = heads.first, first.from != day, first.until.map({ $0 > day }) ?? true else { return }
        try supersede(first, changeSet, in: session)
        try insert(first, from: day, until: first.until, changeSet, in: session)
    }

    /// Takes back the end of what a source covers.
    public func reopen(_ source: SourceID, changeSet: ChangeSetID, in session: Session) throws {
        guard let last = try heads(of: source, in: session).last, last.until != nil else { return }
        try supersede(last, changeSet, in: session)
        try insert(last, until: nil, changeSet, in: session)
    }

    /// Everything that covers a person, past and future included; what the desk asks first.
    public func coverages(of person: PersonID, in session: Session) throws -> [Coverage] {
        try session.all(CoverageSQL.ofPerson, person, read: Coverage.init(row:))
    }

    /// Everything that a source covers, the earliest first.
    public func coverages(from source: SourceID, in session: Session) throws -> [Coverage] {
        try session.all(CoverageSQL.ofSource, source, read: Coverage.init(row:))
    }

    /// The newest versions of a source's coverage, whether they are published yet or not, the earliest first.
    private func heads(of source: SourceID, in session: Session) throws -> [Head] {
        try session.all(CoverageSQL.heads, source) { row in
            Head(
                id: try row[0],
                person: try row[1],
                source: source,
                sponsor: try row[2],
                package: try row[3],
                from: try row[4],
                until: try row[5]
            )
        }
    }

    private struct Head {
        let id: CoverageID
        let person: PersonID
        let source: SourceID
        let sponsor: EmployerID
        let package: PackageCode
        let from: Day
        let until: Day?
    }

    private func supersede(_ head: Head, _ changeSet: ChangeSetID, in session: Session) throws {
        try session.run(CoverageSQL.supersede, head.id, changeSet)
    }

    private func insert(
        _ head: Head,
        package: PackageCode? = nil,
        from: Day? = nil,
        until: Day?,
        _ changeSet: ChangeSetID,
        in session: Session
    ) throws {
        let id: CoverageID = session.newID()
        try session.run(
            CoverageSQL.insert,
            id,
            head.person,
            head.source,
            head.sponsor,
            package ?? head.package,
            from ?? head.from,
            until,
            changeSet
        )
    }
}
