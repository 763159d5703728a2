import Credits
import Desk
import Hummingbird
import Kernel
import NIOCore
import Store

/// A member's credits (B44).
enum CreditRoutes {
    /// GET /v1/me/credits: grants that are due are made first, so that what is shown is what a desk would see.
    static func mine(_ call: Call, _ caller: MemberCaller) async throws -> Response {
        let (credits, desk, limit) = (call.services.credits, call.services.desk, try call.limit())
        let before = try call.cursor { Int64($0) } ?? .max
        let (store, subject) = (call.store, try call.subject(caller))
        let known = try await store.glance { session -> Statement? in
            try desk.accountIfUpToDate(of: subject.person(in: session), in: session).map {
                try credits.statement(of: $0, limit: limit, before: before, in: session)
            }
        }
        if let known { return .json(bytes: StatementReply(statement: known, limit: limit).json()) }
        let statement = try await store.write { session in
            let account = try desk.bringCreditsUpToDate(of: subject.person(in: session), in: session)
            return try credits.statement(of: account, limit: limit, before: before, in: session)
        }
        return .json(bytes: StatementReply(statement: statement, limit: limit).json())
    }
}

/// A member's credits on the wire.
struct StatementReply: Sendable {
    let statement: Statement
    let limit: Int

    func json() -> ByteBuffer {
        var json = JSONWriter()
        json.object { json in
            json.integer("balance", statement.balance.count)
            json.array("entries") { json in
                for entry in statement.entries {
                    json.object { json in
                        json.text("at", entry.at)
                        json.integer("credits", entry.credits.count)
                        json.text("id", entry.id)
                        json.text("kind", entry.kind.rawValue)
                        json.text("reason", ifPresent: entry.reason)
                        json.text("visitId", ifPresent: entry.visit)
                    }
                }
            }
            json.array("grants") { json in
                for grant in statement.grants {
                    json.object { json in
                        json.integer("amount", grant.amount.count)
                        json.text("expiresOn", ifPresent: grant.expiresOn)
                        json.text("id", grant.id)
                        json.integer("left", grant.left.count)
                        json.text("package", ifPresent: grant.package)
                        json.text("returns", ifPresent: grant.returns)
                        json.text("startsOn", grant.startsOn)
                    }
                }
            }
            let isFull = statement.entries.count == limit
            json.text("nextCursor", isFull ? statement.entries.last?.sequence : nil)
            json.array("setAside") { json in
                for line in statement.setAside {
                    json.object { json in
                        json.integer("credits", line.credits.count)
                        json.text("expiresOn", ifPresent: line.expiresOn)
                        json.text("id", line.id)
                        json.text("package", ifPresent: line.package)
                        json.text("startsOn", line.startsOn)
                    }
                }
            }
        }
        return json.buffer
    }
}
