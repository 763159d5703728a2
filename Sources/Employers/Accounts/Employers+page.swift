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
        var place = try PagePlace(query.cursor)
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
                    return EmploymentPage(items: items, nextCursor: place.cursor)
                }
                place = PagePlace(name: name, id: employment.id)
                items.append(EmploymentPage.Item(employment: employment, state: state))
            }
            guard found.count == batch else { return EmploymentPage(items: items, nextCursor: nil) }
            looked += found.count
        }
        return EmploymentPage(items: items, nextCursor: place.cursor)
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

    init(name: String, id: EmploymentID) {
        self.name = name
        self.id = id
    }

    init(_ cursor: String?) throws {
        guard let cursor else {
            self.init(name: "", id: EmploymentID(bits: 0))
            return
        }
        // The identifier has no space, so it ends at the first one.
        let parts = cursor.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let id = EmploymentID(String(parts[0])) else { throw EmployersFailure.cursorInvalid }
        self.init(name: String(parts[1]), id: id)
    }

    var cursor: String { "\(id) \(name)" }
}
