import Foundation
import TestKit
import Testing

@Suite("Several programs on one database", .enabled(if: TestEngine.current == .postgres, "A file has one program."))
struct FleetTests {
    private static let members = 12
    private static let visits = 3000
    private static let desks = 24

    @Test(
        "3,000 visits, a killed program and a crashed server: nothing that was acknowledged is lost, nothing happens twice"
    )
    func chaos() async throws {
        let server = try TestServer.start(options: ["fsync=on"])
        try await World.with(server: server) { world in
            let location = try await world.program.setUp(seeds: try seeds(in: world.folder))
            let fleet = try await Fleet(world.program, count: 3)
            let members = try await join(world, fleet)
            let desk = try await fleet.any().signIn("desk@clinic.example", "desk password of the test")
            let orders = try await orders(of: members, location: location, desk: desk, fleet)

            let ledger = Acknowledgements()
            try await send(orders.shuffled(), desk, fleet, ledger) { count in
                if count == Self.visits / 4 { try await fleet.replaceOne() }
                if count == Self.visits / 2 { try await Self.offThePool { try server.restart() } }
            }
            let interrupted = await ledger.interrupted
            #expect(interrupted > 0, "the faults have hit nobody")
            // Whatever wasn't answered is sent again, and some of what was: the same key gives the same visit.
            let unanswered = await ledger.unanswered(of: orders)
            try await send((unanswered + orders.prefix(300)).shuffled(), desk, fleet, ledger, isLast: true)
            print("\(interrupted) requests failed; \(unanswered.count) had to be sent again after the faults.")

            let (visits, refused) = (await ledger.visits, await ledger.refused)
            try await compare(visits, orders, members, fleet)
            #expect(visits.count + refused.count == Self.visits)
            #expect(refused.isSubset(of: orders.filter { $0.member.isShort }.map(\.key)))
            #expect(await fleet.stop() == [0, 0, 0])
            let proof = try await world.program.run("ledger", "verify")
            #expect(proof.status == 0, "\(proof.errors)")
        }
        try server.stop()
    }

    // MARK: Before

    /// Somebody who visits often.
    private struct Member {
        let email: String
        let phone: String
        let nationalID: String
        /// Whether their credits don't last.
        let isShort: Bool
        var token = ""
    }

    /// A visit that a desk wants to record.
    private struct Order {
        let key: String
        let member: Member
        let body: Data
        let credits: Int
    }

    /// The seeds with a premium package whose credits last, and nothing that is limited.
    private func seeds(in folder: URL) throws -> String {
        let copy = folder.appending(path: "seeds")
        try FileManager.default.copyItem(at: Program.root.appending(path: "seeds"), to: copy)
        let file = copy.appending(path: "packages.json")
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let changed = text.replacing(/("code": *"premium".*?"credits": *)120/.dotMatchesNewlines()) { "\($0.1)10000" }
            .replacing(/"limit": *{[^}]*}/, with: #""limit": null"#)
        try #require(changed != text)
        try Data(changed.utf8).write(to: file)
        return copy.path
    }

    /// Imports a roster and activates everybody on it; each is invited once, though three programs could do it.
    private func join(_ world: World, _ fleet: Fleet) async throws -> [Member] {
        let generated = try await world.program.run("roster", "generate", "--rows", "\(Self.members)").output
        var rows = generated.split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
        let header = rows[0]
        func column(_ name: String) throws -> Int { try #require(header.firstIndex(of: name)) }
        let package = try column("package")
        for index in rows.indices.dropFirst() { rows[index][package] = index == 1 ? "primary" : "premium" }
        let file = world.folder.appending(path: "roster.csv")
        try Data(rows.map { $0.joined(separator: ",") }.joined(separator: "\n").utf8).write(to: file)
        let imported = try await world.program.run("roster", "import", file.path, "--employer", "ACME", "--apply")
        try #require(imported.status == 0, "\(imported.errors)")

        let (email, phone, nationalID) = (try column("email"), try column("phone"), try column("national_id"))
        let members = rows.dropFirst().map {
            Member(email: $0[email], phone: $0[phone], nationalID: $0[nationalID], isShort: $0[package] == "primary")
        }
        try await expectOneInvitation(each: members, world.outbox)
        return try await withThrowingTaskGroup(of: Member.self) { group in
            for member in members {
                group.addTask {
                    var member = member
                    member.token = try await fleet.any().activate(member.email, world.outbox)
                    return member
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func expectOneInvitation(each members: [Member], _ outbox: Outbox) async throws {
        var count = 0
        for _ in 0..<600 where count < members.count {
            count = try outbox.messages().count
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try outbox.messages().compactMap { $0["to"]?.text }.sorted() == members.map(\.email).sorted())
    }

    /// What the desk will record, most of it once, a third of it twice.
    private func orders(of members: [Member], location: String, desk: String, _ fleet: Fleet) async throws -> [Order] {
        var orders: [Order] = []
        for member in members {
            let proof = try await fleet.any().post(
                "/v1/verifications",
                ["locationId": location, "phone": member.phone, "documentNumber": member.nationalID],
                token: desk
            )
            try #require(proof.status == 201, "\(proof.text)")
            let id = try #require(try proof.json["id"]?.text)
            let services = try #require(try proof.json["services"]?.items).filter {
                $0["covered"]?.bool == true && $0["limitReached"]?.bool == false && ($0["credits"]?.number ?? 0) > 0
            }
            for index in 0..<Self.visits / members.count {
                let service = services[index % min(services.count, 5)]
                let body: [String: any Sendable] = [
                    "verificationId": id, "services": [["serviceId": try #require(service["id"]?.text)]],
                ]
                let order = Order(
                    key: UUID().uuidString,
                    member: member,
                    body: try JSONSerialization.data(withJSONObject: body),
                    credits: try #require(service["credits"]?.number)
                )
                orders += index % 3 == 0 ? [order, order] : [order]
            }
        }
        return orders
    }

    // MARK: Meanwhile

    /// What the programs have answered: each key's visit, and the keys that lack of credits refused.
    private actor Acknowledgements {
        private(set) var visits: [String: String] = [:]
        private(set) var refused: Set<String> = []

        /// How many requests came to nothing because a program or the server was gone.
        private(set) var interrupted = 0

        func interrupt() { interrupted += 1 }

        func unanswered(of orders: [Order]) -> [Order] {
            orders.filter { visits[$0.key] == nil && !refused.contains($0.key) }
        }

        /// How many visits there are, when this one is new.
        func acknowledge(_ key: String, _ visit: String) -> Int? {
            if let known = visits[key] {
                #expect(known == visit, "one key gave two visits")
                return nil
            }
            visits[key] = visit
            refused.remove(key)
            return visits.count
        }

        /// A key that made a visit never says afterwards that it can't.
        func refuse(_ key: String) {
            #expect(visits[key] == nil, "a visit that was acknowledged is refused")
            refused.insert(key)
        }
    }

    /// Sends orders from many desks at once to any of the programs.
    ///
    /// - Parameters:
    ///   - isLast: every one must be answered; else each is sent once.
    ///   - event: told how many visits there are, once for each number.
    private func send(
        _ orders: [Order],
        _ desk: String,
        _ fleet: Fleet,
        _ ledger: Acknowledgements,
        isLast: Bool = false,
        event: @escaping @Sendable (Int) async throws -> Void = { _ in }
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for start in 0..<Self.desks {
                group.addTask {
                    for index in stride(from: start, to: orders.count, by: Self.desks) {
                        let order = orders[index]
                        let isDone = try await send(order, desk, fleet, ledger, tries: isLast ? 100 : 1, event)
                        #expect(isDone || !isLast, "a request is never answered")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Whether the order was acknowledged or refused for good.
    private func send(
        _ order: Order,
        _ desk: String,
        _ fleet: Fleet,
        _ ledger: Acknowledgements,
        tries: Int,
        _ event: @Sendable (Int) async throws -> Void
    ) async throws -> Bool {
        for _ in 0..<tries {
            let headers = ["Idempotency-Key": order.key]
            let answer: Server.Answer
            do {
                answer = try await fleet.any().call(
                    "POST",
                    "/v1/visits",
                    token: desk,
                    headers: headers,
                    body: order.body
                )
            } catch is URLError {
                // The program died, or was dead.
                await ledger.interrupt()
                try await Task.sleep(for: .milliseconds(20))
                continue
            }
            switch answer.status {
            case 201:
                let visit = try #require(try answer.json["id"]?.text)
                if let count = await ledger.acknowledge(order.key, visit) { try await event(count) }
                return true
            case 409:
                #expect(try answer.json["type"]?.text?.hasSuffix("credits-insufficient") == true, "\(answer.text)")
                await ledger.refuse(order.key)
                return true
            case 503:
                #expect(answer.headers["retry-after"] != nil)
                await ledger.interrupt()
                try await Task.sleep(for: .milliseconds(200))
            default:
                Issue.record("status \(answer.status): \(answer.text)")
                return true
            }
        }
        return false
    }

    private static func offThePool(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
        }
    }

    // MARK: Afterwards

    /// The members' lists and credits say what the acknowledgements say.
    private func compare(
        _ visits: [String: String],
        _ orders: [Order],
        _ members: [Member],
        _ fleet: Fleet
    ) async throws {
        let acknowledged = visits.values.sorted()
        #expect(Set(acknowledged).count == acknowledged.count, "two keys gave one visit")
        var listed: [String] = []
        for member in members { listed += try await self.visits(of: member, fleet) }
        #expect(listed.sorted() == acknowledged)
        var spent: [String: Int] = [:]
        for (_, order) in Dictionary(orders.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        where visits[order.key] != nil { spent[order.member.email, default: 0] += order.credits }
        for member in members {
            let credits = try await fleet.any().get("/v1/me/credits", token: member.token).json
            let given = credits["grants"]?.items.compactMap { $0["amount"]?.number }.reduce(0, +)
            #expect(credits["balance"]?.number == (given ?? 0) - (spent[member.email] ?? 0))
        }
    }

    private func visits(of member: Member, _ fleet: Fleet) async throws -> [String] {
        var ids: [String] = []
        var cursor: String? = ""
        while let place = cursor {
            let query = "limit=200" + (place.isEmpty ? "" : "&cursor=\(place)")
            let page = try await fleet.any().get("/v1/me/visits?\(query)", token: member.token).json
            ids += page.items.compactMap { $0["id"]?.text }
            cursor = page["nextCursor"]?.text
        }
        return ids
    }
}
