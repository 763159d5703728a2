public import Kernel
public import Store

// Coverage is versioned by change sets. Each verb is idempotent within its change set: a slice that runs again after a
// crash changes nothing. What one source covers is a timeline, so it never covers twice on one day.
extension Entitlements {
    /// Tells coverage what it must know of an employer: its zone, and on which of its days its people are refused, past
    /// ones included: what was no coverage then doesn't become coverage because it is over.
    public func setSponsor(_ id: EmployerID, zone: Zone, refused: DaySpans, in session: Session) throws {
        try session.run(CoverageSQL.setSponsor, id, zone, refused)
    }

    /// Begins coverages. One that a source already has, of the same package from the same day, is left as it is, and so
    /// is whatever this change set has made of it since. One that ends before it begins covers nothing and isn't kept.
    ///
    /// Throws `coverageOverlaps` where a source already covers part of that time in another way: then it is to be
    /// changed, moved or reopened, not begun.
    public func cover(_ new: [NewCoverage], changeSet: ChangeSetID, in session: Session) throws {
        let new = new.filter { coverage in coverage.until.map { $0 > coverage.from } ?? true }
        for coverage in new { try lock(coverage.source, changeSet, in: session) }
        let begun = try session.runEachCounting(CoverageSQL.cover, new) { coverage, arguments in
            let id: CoverageID = session.newID()
            arguments = [
                id.value, coverage.person.value, coverage.source.value, coverage.sponsor.value, coverage.package.value,
                coverage.from.value, coverage.until.value, changeSet.value,
            ]
        }
        // Only when some weren't begun is it worth asking why.
        if begun < new.count {
            for coverage in new { try check(coverage, changeSet, in: session) }
        }
    }

    /// Begins the coverages of a slice of arrivals, each from its first day on, and none before the earliest: without end.
    public func cover(
        _ slice: ArrivalSlice,
        from earliest: Day,
        changeSet: ChangeSetID,
        in session: Session
    ) throws {
        try session.run(
            CoverageSQL.coverArrivals,
            slice.batch,
            slice.after,
            slice.through,
            changeSet,
            earliest
        )
    }

    /// Ends what a source covers: `until` is the first day without. Coverage that would only begin then never was. An
    /// earlier end stays; `reopen` takes one back.
    public func endCoverage(
        of source: SourceID,
        until: Day,
        changeSet: ChangeSetID,
        in session: Session
    ) throws {
        try revise(source, changeSet, in: session) { $0.clear(from: until) }
    }

    /// Changes the package from a day on: what was covered until then stays as it was, and so do the days.
    public func changePackage(
        of source: SourceID,
        to package: PackageCode,
        from day: Day,
        changeSet: ChangeSetID,
        in session: Session
    ) throws {
        try revise(source, changeSet, in: session) { $0.replace(with: package, from: day) }
    }

    /// Moves the first day of what a source covers, forward or back. What would have ended before it never was.
    public func moveStart(of source: SourceID, to day: Day, changeSet: ChangeSetID, in session: Session) throws {
        try revise(source, changeSet, in: session) { $0.begin(on: day) }
    }

    /// Takes back the end of what a source covers: its last package holds without end.
    ///
    /// - Returns: false when the source covers nothing that could be reopened (its coverage ended before it began):
    ///   `cover` it anew.
    @discardableResult
    public func reopen(_ source: SourceID, changeSet: ChangeSetID, in session: Session) throws -> Bool {
        try revise(source, changeSet, in: session) { $0.reopen() }
    }

    /// Everything that covers a person, past and future included.
    public func coverages(of person: PersonID, in session: Session) throws -> [Coverage] {
        try session.all(CoverageSQL.ofPerson, person, read: Coverage.init(row:))
    }

    /// Everything that covers a person, past and future included, with the terms of its packages; what the desk asks
    /// first.
    public func coverageHistory(of person: PersonID, in session: Session) throws -> CoverageHistory {
        try ask(for: person, in: session).get()
    }

    /// Asks for everything that covers a person and goes on; `get` waits for it.
    public func ask(for person: PersonID, in session: Session) throws -> AskedCoverages {
        let rows = try session.ask(CoverageSQL.termedOfPerson, person, read: AskedCoverages.Found.init(row:))
        return AskedCoverages(rows: rows, catalogues: catalogues, session: session)
    }

    /// Everything that a source covers, the earliest first.
    public func coverages(from source: SourceID, in session: Session) throws -> [Coverage] {
        try session.all(CoverageSQL.ofSource, source, read: Coverage.init(row:))
    }

    /// Writes the difference between what a source covers and what it is to cover.
    ///
    /// - Returns: whether the source covers anything to begin with.
    @discardableResult
    private func revise(
        _ source: SourceID,
        _ changeSet: ChangeSetID,
        in session: Session,
        _ change: (inout Timeline<PackageCode>) -> Void
    ) throws -> Bool {
        try lock(source, changeSet, in: session)
        let heads = try session.all(CoverageSQL.heads, source, read: CoverageHead.init(row:))
        guard let first = heads.first else { return false }
        var wanted = Timeline(heads.map(\.span))
        change(&wanted)
        for head in heads where !wanted.spans.contains(head.span) {
            try session.run(CoverageSQL.supersede, head.id, changeSet)
        }
        for span in wanted.spans where !heads.contains(where: { $0.span == span }) {
            let id: CoverageID = session.newID()
            try session.run(
                CoverageSQL.insert,
                id,
                first.person,
                source,
                first.sponsor,
                span.value,
                span.from,
                span.until,
                changeSet
            )
        }
        return true
    }

    /// What is changed at once, by whoever asks, is locked source by source. A set of its own is one import's, which is
    /// alone with its sources; locks for all of them would fill the server's table of locks.
    private func lock(_ source: SourceID, _ changeSet: ChangeSetID, in session: Session) throws {
        if changeSet == ChangeSet.immediate { try session.lock(source) }
    }

    private func check(_ coverage: NewCoverage, _ changeSet: ChangeSetID, in session: Session) throws {
        for head in try session.all(CoverageSQL.heads, coverage.source, read: CoverageHead.init(row:)) {
            let isBefore = head.span.until.map { $0 <= coverage.from } ?? false
            let isAfter = coverage.until.map { $0 <= head.span.from } ?? false
            let isSame = head.span.value == coverage.package && head.span.from == coverage.from
            // The set of immediate acts is nobody's slice to run again.
            let isOwn = head.introduced == changeSet && changeSet != ChangeSet.immediate
            if !isBefore, !isAfter, !isSame, !isOwn { throw EntitlementsFailure.coverageOverlaps }
        }
    }
}

/// The newest version of a coverage, whether it is published yet or not.
private struct CoverageHead {
    let id: CoverageID
    let person: PersonID
    let sponsor: EmployerID
    let span: Timeline<PackageCode>.Span
    let introduced: ChangeSetID

    init(row: Row) throws {
        id = try row[0]
        person = try row[1]
        sponsor = try row[2]
        span = Timeline.Span(value: try row[3], from: try row[4], until: try row[5])
        introduced = try row[6]
    }
}
