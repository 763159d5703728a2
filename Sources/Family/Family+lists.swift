public import Kernel
public import Store

extension Family {
    /// A member's requests with their add-ons, the latest first.
    public func family(of member: PersonID, in session: Session) throws -> [FamilyRequest] {
        try session.all(FamilySQL.requestsOfMember, member, 500, read: FamilyRequest.init(row:))
    }

    /// An employer's requests, the latest first, page by page.
    ///
    /// - Parameter limit: 1 to 200 items a page; what lies outside is brought inside. Throws `cursorInvalid`.
    public func requests(
        of employer: EmployerID,
        state: FamilyRequestState? = nil,
        limit: Int = 50,
        cursor: String? = nil,
        in session: Session
    ) throws -> FamilyRequestPage {
        var before = FamilyRequestID(bits: .max)
        if let cursor {
            guard let id = FamilyRequestID(cursor) else { throw FamilyFailure.cursorInvalid }
            before = id
        }
        let limit = min(max(limit, 1), FamilyRules.pageLimit)
        let items = try session.all(
            FamilySQL.requestsOfEmployer,
            employer,
            before,
            state,
            limit + 1,
            read: FamilyRequest.init(row:)
        )
        guard items.count > limit else { return FamilyRequestPage(items: items, nextCursor: nil) }
        let page = Array(items.prefix(limit))
        return FamilyRequestPage(items: page, nextCursor: page.last?.id.description)
    }
}
