import Credits
public import Kernel
import Partners
import People
public import Store

extension Desk {
    /// Whether a person has used what a source covers, or credits that it granted, since an instant, in a visit that still counts.
    public func hasUsed(_ source: SourceID, by person: PersonID, since: Instant, in session: Session) throws -> Bool {
        let visits = try session.all(VisitSQL.usedSince, person, source, since) { row in
            (debit: try row[0] as EntryID?, isCovered: try row[1] as Bool)
        }
        return try visits.contains { visit in
            if visit.isCovered { return true }
            return try visit.debit.map { try credits.took($0, from: source, in: session) } ?? false
        }
    }

    /// The visits of a day at a location, the latest first, with the members' names.
    ///
    /// - Parameter before: the last visit of the page before.
    public func visits(
        at location: LocationID,
        on day: Day,
        before: VisitID = VisitID(bits: .max),
        limit: Int = DeskLimits.page,
        in session: Session
    ) throws -> [LocationVisit] {
        var rows = VisitRows()
        _ = try session.all(VisitSQL.visitsAtLocation, location, day, before, limit) { try rows.take($0) }
        return try finish(rows, in: session).map { visit in
            LocationVisit(visit: visit, member: try name(of: visit.person, in: session))
        }
    }

    /// The visits of a person, the latest first.
    ///
    /// - Parameter before: the last visit of the page before.
    public func visits(
        of person: PersonID,
        before: VisitID = VisitID(bits: .max),
        limit: Int = DeskLimits.page,
        in session: Session
    ) throws -> [Visit] {
        var rows = VisitRows()
        _ = try session.all(VisitSQL.visitsOfPerson, person, before, limit) { try rows.take($0) }
        return try finish(rows, in: session)
    }

    /// The day that it is at a location: what a list shows unless told. Throws `.notFound`.
    public func today(at location: LocationID, in session: Session) throws -> Day {
        try self.location(location, in: session).zone.day(at: session.now)
    }

    /// A visit; nil when there is none.
    func visit(_ id: VisitID, in session: Session) throws -> Visit? {
        var rows = VisitRows()
        _ = try session.all(VisitSQL.visit, id) { try rows.take($0) }
        return try finish(rows, in: session).first
    }

    private func finish(_ rows: VisitRows, in session: Session) throws -> [Visit] {
        var places = Places()
        return try rows.visits.map { try $0.visit(at: places.place($0.location, of: partners, in: session)) }
    }

    /// The person's name; nil when no source knows the person any more.
    func name(of person: PersonID, in session: Session) throws -> PersonName? {
        do { return try people.name(of: person, in: session) } catch PeopleFailure.noSuchPerson { return nil }
    }
}
