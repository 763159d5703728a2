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
        let pattern = query.text.map(\.folded).flatMap { $0.isEmpty ? nil : likePattern($0) }
        let wanted = query.state
        var place = try place(behind: query.cursor, of: employer, in: session)
        var items: [EmploymentPage.Item] = []
        var looked = 0
        while looked < Self.pageScanLimit {
            let batch = min(Self.pageScanLimit - looked, limit + 1)
            let found = try session.all(
                EmploymentSQL.page,
                employer,
                place.name,
                place.id,
                pattern,
                query.package,
                today,
                wanted == nil || wanted == .upcoming,
                wanted == nil || wanted == .invited || wanted == .active,
                wanted == nil || wanted == .ended,
                batch
            ) { row in (try Employment(row: row), try row[15] as String) }
            for (employment, name) in found {
                let state = try state(of: employment, on: today, in: session)
                guard wanted == nil || state == wanted else {
                    place = PagePlace(name: name, id: employment.id)
                    continue
                }
                guard items.count < limit else {
                    return EmploymentPage(items: items, nextCursor: place.id.description)
                }
                place = PagePlace(name: name, id: employment.id)
                items.append(EmploymentPage.Item(employment: employment, state: state))
            }
            guard found.count == batch else { return EmploymentPage(items: items, nextCursor: nil) }
            looked += found.count
        }
        return EmploymentPage(items: items, nextCursor: place.id.description)
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
}
