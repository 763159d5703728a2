import Foundation
import Testing

/// A location with a desk, and members who come often: what tests under load begin with.
struct Practice {
    /// Somebody who visits often.
    struct Member {
        let email: String
        let phone: String
        let nationalID: String
        /// Whether their credits don't last.
        let isShort: Bool
        var token = ""
    }

    /// A visit that a desk wants to record.
    struct Order {
        let key: String
        let member: Member
        let body: Data
        let credits: Int
    }

    let location: String
    let members: [Member]
    /// The desk's token.
    let desk: String

    /// Sets the program up, with a premium package whose credits last, and nothing that is limited; returns the location.
    static func setUp(_ world: World) async throws -> String {
        try await world.program.setUp(seeds: try seeds(in: world.folder))
    }

    private static func seeds(in folder: URL) throws -> String {
        let copy = folder.appending(path: "seeds")
        try FileManager.default.copyItem(at: Program.root.appending(path: "seeds"), to: copy)
        let file = copy.appending(path: "packages.json")
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let changed = text.replacing(/("code": *"premium".*?"credits": *)120/.dotMatchesNewlines()) { "\($0.1)1000000" }
            .replacing(/"limit": *{[^}]*}/, with: #""limit": null"#)
        try #require(changed != text)
        try Data(changed.utf8).write(to: file)
        return copy.path
    }

    /// Imports a roster, activates everybody on it, and signs the desk in; each is invited once.
    ///
    /// - Parameters:
    ///   - short: whether the credits of the first member don't last.
    ///   - server: whom to ask, each time.
    static func open(
        _ world: World,
        at location: String,
        members count: Int,
        short: Bool = false,
        _ server: @escaping @Sendable () async -> Server
    ) async throws -> Practice {
        let generated = try await world.program.run("roster", "generate", "--rows", "\(count)").output
        var rows = generated.split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
        let header = rows[0]
        func column(_ name: String) throws -> Int { try #require(header.firstIndex(of: name)) }
        let package = try column("package")
        for index in rows.indices.dropFirst() { rows[index][package] = short && index == 1 ? "primary" : "premium" }
        let file = world.folder.appending(path: "roster.csv")
        try Data(rows.map { $0.joined(separator: ",") }.joined(separator: "\n").utf8).write(to: file)
        let imported = try await world.program.run("roster", "import", file.path, "--employer", "ACME", "--apply")
        try #require(imported.status == 0, "\(imported.errors)")

        let (email, phone, nationalID) = (try column("email"), try column("phone"), try column("national_id"))
        let members = rows.dropFirst().map {
            Member(email: $0[email], phone: $0[phone], nationalID: $0[nationalID], isShort: $0[package] == "primary")
        }
        try await expectOneInvitation(each: members, world.outbox)
        let activated = try await withThrowingTaskGroup(of: Member.self) { group in
            for member in members {
                group.addTask {
                    var member = member
                    member.token = try await server().activate(member.email, world.outbox)
                    return member
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let desk = try await server().signIn("desk@clinic.example", "desk password of the test")
        return Practice(location: location, members: activated, desk: desk)
    }

    private static func expectOneInvitation(each members: [Member], _ outbox: Outbox) async throws {
        var count = 0
        for _ in 0..<600 where count < members.count {
            count = try outbox.messages().count
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try outbox.messages().compactMap { $0["to"]?.text }.sorted() == members.map(\.email).sorted())
    }

    /// So many visits of each member, against a new verification of each.
    func orders(each count: Int, _ server: Server) async throws -> [Order] {
        var orders: [Order] = []
        for member in members {
            let proof = try await server.post(
                "/v1/verifications",
                ["locationId": location, "phone": member.phone, "documentNumber": member.nationalID],
                token: desk
            )
            try #require(proof.status == 201, "\(proof.text)")
            let id = try #require(try proof.json["id"]?.text)
            let services = try #require(try proof.json["services"]?.items).filter {
                $0["covered"]?.bool == true && $0["limitReached"]?.bool == false && ($0["credits"]?.number ?? 0) > 0
            }
            for index in 0..<count {
                let service = services[index % min(services.count, 5)]
                let body: [String: any Sendable] = [
                    "verificationId": id, "services": [["serviceId": try #require(service["id"]?.text)]],
                ]
                orders.append(
                    Order(
                        key: UUID().uuidString,
                        member: member,
                        body: try JSONSerialization.data(withJSONObject: body),
                        credits: try #require(service["credits"]?.number)
                    )
                )
            }
        }
        return orders
    }

    /// Sends an order.
    func send(_ order: Order, to server: Server) async throws -> Server.Answer {
        try await server.call(
            "POST",
            "/v1/visits",
            token: desk,
            headers: ["Idempotency-Key": order.key],
            body: order.body
        )
    }

    /// All visits that members are shown.
    func visits(_ server: Server) async throws -> [String] {
        var ids: [String] = []
        for member in members {
            var cursor: String? = ""
            while let place = cursor {
                let query = "limit=200" + (place.isEmpty ? "" : "&cursor=\(place)")
                let page = try await server.get("/v1/me/visits?\(query)", token: member.token).json
                ids += page.items.compactMap { $0["id"]?.text }
                cursor = page["nextCursor"]?.text
            }
        }
        return ids
    }

    /// What members were given must be what is left and what these orders cost.
    func compareCredits(with orders: [Order], _ server: Server) async throws {
        for member in members {
            let credits = try await server.get("/v1/me/credits", token: member.token).json
            let given = credits["grants"]?.items.compactMap { $0["amount"]?.number }.reduce(0, +) ?? 0
            let spent = orders.reduce(0) { $1.member.email == member.email ? $0 + $1.credits : $0 }
            #expect(credits["balance"]?.number == given - spent)
        }
    }
}
