public import Kernel
import People
public import Store

extension Employers {
    /// A page of an employer's employments (B12).
    ///
    /// Caveat: whether a person has an account is asked for each, so with the states `invited` and `active` a page
    /// looks at no more than `pageScanLimit` employments and may be short, with a cursor to go on from.
    public func employments(
        of employer: EmployerID,
        _ query: EmploymentQuery = EmploymentQuery(),
        in session: Session
    ) throws -> EmploymentPage {
        let today = try today(of: employer, in: session)
        let limit = min(max(query.limit, 1), 200)
        let wanted = query.state
        var place = try place(behind: query.cursor, of: employer, in: session)
        var items: [EmploymentPage.Item] = []
        var looked = 0
        while looked < Self.pageScanLimit {
            let batch = min(Self.pageScanLimit - looked, limit + 1)
            let places = try places(behind: place, of: employer, query, on: today, limit: batch, in: session)
            let found = try places.map { try session.ask(EmploymentSQL.employment, $0.id, read: Employment.init(row:)) }
            for (next, answer) in zip(places, found) {
                guard let employment = try answer.get().first else { continue }
                let state = try state(of: employment, on: today, in: session)
                guard wanted == nil || state == wanted else {
                    place = next
                    continue
                }
                guard items.count < limit else {
                    return EmploymentPage(items: items, nextCursor: place.id.description)
                }
                place = next
                items.append(EmploymentPage.Item(employment: employment, state: state))
            }
            guard places.count == batch else { return EmploymentPage(items: items, nextCursor: nil) }
            looked += places.count
        }
        return EmploymentPage(items: items, nextCursor: place.id.description)
    }

    /// Who comes behind a place in the order of names and may be of the page.
    private func places(
        behind place: PagePlace,
        of employer: EmployerID,
        _ query: EmploymentQuery,
        on today: Day,
        limit: Int,
        in session: Session
    ) throws -> [PagePlace] {
        let wanted = query.state
        let isUpcomingShown = wanted == nil || wanted == .upcoming
        let isCurrentShown = wanted == nil || wanted == .invited || wanted == .active
        let isEndedShown = wanted == nil || wanted == .ended
        guard let text = query.text?.folded, !text.isEmpty else {
            return try session.all(
                EmploymentSQL.page,
                employer,
                place.name,
                place.id,
                query.package,
                today,
                isUpcomingShown,
                isCurrentShown,
                isEndedShown,
                limit,
                read: PagePlace.init(row:)
            )
        }
        return try session.all(
            EmploymentSQL.search,
            employer,
            place.name,
            place.id,
            query.package,
            today,
            isUpcomingShown,
            isCurrentShown,
            isEndedShown,
            limit,
            likePattern(text),
            read: PagePlace.init(row:)
        )
    }

    /// A cursor names the last employment of the page and nothing of its person: cursors stand in addresses, which end up
    /// in logs.
    private func place(behind cursor: String?, of employer: EmployerID, in session: Session) throws -> PagePlace {
        guard let cursor else { return PagePlace(name: "", id: EmploymentID(bits: 0)) }
        guard let id = EmploymentID(cursor),
            let name = try session.first(EmploymentSQL.sortName, id, employer, read: { try $0[0] as String })
        else { throw EmployersFailure.cursorInvalid }
        return PagePlace(name: name, id: id)
    }

    /// What HR sees of an employment on its employer's day.
    public func state(of employment: Employment, on day: Day, in session: Session) throws -> EmploymentState {
        if employment.hasEnded(on: day) { return .ended }
        if employment.startsOn > day { return .upcoming }
        return try people.isActivated(employment.person, in: session) ? .active : .invited
    }

    /// How many employments a page looks at before it is cut short.
    static let pageScanLimit = 5000

    private func likePattern(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
        return "%\(escaped)%"
    }
}

/// Behind which name and employment a page begins.
private struct PagePlace {
    var name: String
    var id: EmploymentID

    init(name: String, id: EmploymentID) { (self.name, self.id) = (name, id) }

    init(row: Row) throws { self.init(name: try row[0], id: try row[1]) }
}
