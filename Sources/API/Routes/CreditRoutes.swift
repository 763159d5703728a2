import Credits
import Desk
import Hummingbird
import Kernel
import Store

/// A member's credits (B44).
enum CreditRoutes {
    /// GET /v1/me/credits: grants that are due are made first, so that what is shown is what a desk would see.
    static func mine(_ call: Call, _ caller: MemberCaller) async throws -> Response {
        let (credits, desk, limit) = (call.services.credits, call.services.desk, try call.limit())
        let before = try call.query("cursor", APIMessages.cursorInvalid) { Int64($0) } ?? .max
        let store = call.services.store
        let known = try await store.read { session -> Statement? in
            guard try desk.areCreditsUpToDate(of: caller.person, in: session) else { return nil }
            return try credits.statement(of: caller.person, limit: limit, before: before, in: session)
        }
        if let known { return try .json(StatementReply(known, limit: limit)) }
        let statement = try await store.write { session in
            try desk.bringCreditsUpToDate(of: caller.person, in: session)
            return try credits.statement(of: caller.person, limit: limit, before: before, in: session)
        }
        return try .json(StatementReply(statement, limit: limit))
    }
}

/// A member's credits on the wire.
struct StatementReply: Encodable {
    struct Grant: Encodable {
        let id: GrantID
        let package: PackageCode?
        let amount: CreditAmount
        let left: CreditAmount
        let startsOn: Day
        let expiresOn: Day?
        let returns: GrantID?
    }

    struct Entry: Encodable {
        let id: EntryID
        let kind: String
        let at: Instant
        let credits: CreditAmount
        let visitId: VisitID?
        let reason: String?
    }

    let balance: CreditAmount
    let grants: [Grant]
    let entries: [Entry]
    let nextCursor: Nullable<String>

    init(_ statement: Statement, limit: Int) {
        balance = statement.balance
        grants = statement.grants.map {
            Grant(
                id: $0.id,
                package: $0.package,
                amount: $0.amount,
                left: $0.left,
                startsOn: $0.startsOn,
                expiresOn: $0.expiresOn,
                returns: $0.returns
            )
        }
        entries = statement.entries.map {
            Entry(
                id: $0.id,
                kind: $0.kind.rawValue,
                at: $0.at,
                credits: $0.credits,
                visitId: $0.visit,
                reason: $0.reason
            )
        }
        let isFull = statement.entries.count == limit
        nextCursor = Nullable(isFull ? statement.entries.last.map { String($0.sequence) } : nil)
    }
}
