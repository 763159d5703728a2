import Desk
import Kernel
import Secrets
import SimulatorModel
import Store

// What desks and the operator do at the counter.
extension Simulation {
    /// Two logins at the first location, one at each of the others.
    private mutating func anyDesk() -> (place: Int, login: Int) { any([(0, 0), (0, 1), (1, 2), (2, 3)]) ?? (0, 0) }

    private func loginID(_ login: Int) -> LoginID { LoginID(bits: 0x4000 + UInt128(login)) }

    mutating func showCard() async throws -> Bool {
        guard let member = any(members.indices.filter { members[$0].card != nil }), let card = members[member].card
        else { return false }
        // Clocks may differ by a step; two steps are too many.
        let step = world.now.seconds / 30 + Int64(any([0, 0, 0, 0, 0, 0, -1, 1, -2, 2]) ?? 0)
        try await verify(
            .card(number: card.number, code: card.secret.digits(step: step)),
            .card(person: member, step: step),
            "the card of \(member)"
        )
        return true
    }

    mutating func showDocument() async throws -> Bool {
        guard let member = any(Array(members.indices)) else { return false }
        let known = world.people[member]
        let phone = chance(10) ? "+40799999999" : known.phone
        if chance(known.document == nil ? 10 : 85) {
            let number = chance(85) ? known.document ?? "RX123456" : "RX123456"
            try await verify(
                .document(phone: phone, number: number),
                .document(phone: phone, number: number),
                "phone and document of \(member)"
            )
        } else {
            let name = chance(85) ? known.familyName : "Ionescu"
            try await verify(
                .seen(phone: phone, familyName: name, birthDate: known.birthDate, documentSeen: true),
                .seen(phone: phone, familyName: name, birthDate: known.birthDate),
                "phone, name and birth date of \(member)"
            )
        }
        return true
    }

    mutating func guess() async throws -> Bool {
        guard chance(50), let member = any(members.indices.filter { members[$0].card != nil }),
            let card = members[member].card
        else {
            try await verify(.card(number: "1", code: "000000"), .card(person: nil, step: nil), "nobody's card")
            return true
        }
        let right = (-2...2).map { card.secret.digits(step: world.now.seconds / 30 + $0) }
        let wrong = ["111111", "222222", "333333", "444444", "555555", "666666"].first { !right.contains($0) } ?? ""
        try await verify(
            .card(number: card.number, code: wrong),
            .card(person: member, step: nil),
            "the card of \(member) with a wrong code"
        )
        return true
    }

    /// Somebody tries until the desk is shut, and once more.
    mutating func guessAll() async throws -> Bool {
        let desk = anyDesk()
        for _ in 0..<32 {
            try await verify(
                .card(number: "1", code: "000000"),
                .card(person: nil, step: nil),
                "nobody's card",
                at: desk
            )
        }
        return true
    }

    private mutating func verify(
        _ proof: VerificationRequest.Proof,
        _ modelled: World.Proof,
        _ act: String,
        at desk: (place: Int, login: Int)? = nil
    ) async throws {
        let (place, login) = desk ?? anyDesk()
        let wanted = world.verify(modelled, at: place, by: login)
        let request = VerificationRequest(location: stage.places[place], proof: proof)
        let (room, loginID) = (stage.desk, loginID(login))
        let found = try await stage.write { try room.verify(request, by: loginID, in: $0) }
        let what = "Desk \(login) at \(place) is shown \(act)"
        switch found {
        case .failure(let refusal): try compare(.refused(refusal.code), wanted.answer, what)
        case .success(let sheet):
            let verification = sheet.verification
            let known = verifications.firstIndex(of: verification.id)
            try compare(.done(isReplay: known != nil), wanted.answer, what)
            guard known == nil || known == wanted.verification else {
                throw Discrepancy(
                    "\(what): it should have been verification \(String(describing: wanted.verification))"
                )
            }
            if known == nil { verifications.append(verification.id) }
            guard let model = wanted.verification else { return }
            guard members[world.verifications[model].person].person == verification.person else {
                throw Discrepancy("\(what): somebody else was verified.")
            }
            touched.insert(world.verifications[model].person)
        }
    }

    mutating func record() async throws -> Bool {
        guard let verification = recent(verifications.count) else { return false }
        let right = world.verifications[verification].place
        let place = chance(95) ? right : number(0...2)
        var orders: [(service: String, quantity: Int)] = []
        for _ in 0..<number(1...3) {
            let service = chance(97) ? any(Scene.places[place].services) ?? "gp" : any(["massage", "nothing"]) ?? "gp"
            orders.append((service, chance(70) ? 1 : number(1...4)))
        }
        let recording = Recording(
            verification: verification,
            place: place,
            orders: orders,
            key: newKey(),
            body: UInt8(number(0...255))
        )
        try await send(recording, "Visit")
        return true
    }

    /// The same request again; or, seldom, another with its key.
    mutating func recordAgain() async throws -> Bool {
        guard let index = recent(recordings.count) else { return false }
        var again = recordings[index]
        if chance(15) {
            again = Recording(
                verification: again.verification,
                place: again.place,
                orders: again.orders,
                key: chance(50) ? again.key : any(cancellations)?.key ?? again.key,
                body: again.body &+ 1
            )
        }
        try await send(again, "Again: visit")
        return true
    }

    private mutating func send(_ request: Recording, _ act: String) async throws {
        let person = world.verifications[request.verification].person
        let wanted = world.record(
            request.orders,
            against: request.verification,
            at: request.place,
            key: request.key,
            body: request.body
        )
        let new = NewVisit(
            verification: verifications[request.verification],
            services: try request.orders.map {
                NewVisit.Order(service: try ServiceCode($0.service).orThrow(), quantity: $0.quantity)
            },
            key: request.key,
            requestHash: [request.body]
        )
        let (room, location, login) = (stage.desk, stage.places[request.place], loginID(0))
        let found = try await stage.outcome { try room.recordVisit(new, at: location, by: login, in: $0) }
        let orders = request.orders.map { "\($0.quantity) \($0.service)" }.joined(separator: ", ")
        let what = "\(act) of \(person) at \(request.place) with \(request.key), \(request.body): \(orders)"
        touched.insert(person)
        if recordings.last?.key != request.key { recordings.append(request) }
        switch found {
        case .failure(let refusal): try compare(.refused(refusal.code), wanted.answer, what)
        case .success(let (visit, isReplay)):
            try compare(.done(credits: visit.credits.count, isReplay: isReplay), wanted.answer, what)
            guard let number = wanted.visit else { return }
            if isReplay {
                guard visits[number] == visit.id else { throw Discrepancy("\(what): it is another visit.") }
            } else {
                visits.append(visit.id)
                try await settle(number, visit.id)
            }
        }
    }

    /// Tells the model which grants paid a visit, as the ledger's postings say.
    private mutating func settle(_ visit: Int, _ id: VisitID) async throws {
        let person = world.visits[visit].person
        let (account, rows) = (members[person].person, Self.grantsSQL)
        let found = try await stage.read { session in
            (
                grants: try session.all(rows, account, read: StoredGrant.init(row:)),
                parts: try session.all(Self.partsSQL, id) { row in
                    (grant: try row[0] as GrantID, amount: try row[1] as Int64)
                }
            )
        }
        try world.learnGrants(of: person, found.grants)
        try world.take(found.parts, for: visit)
    }

    private static let partsSQL: SQL = """
        SELECT p.credit_grant, -p.amount FROM posting p JOIN entry e ON e.id = p.entry
        WHERE e.reference = ?1 AND e.kind = 'debit' AND p.credit_grant IS NOT NULL ORDER BY p.leg
        """

    mutating func cancel(asOperator: Bool) async throws -> Bool {
        guard let visit = recent(visits.count) else { return false }
        let right = world.visits[visit].place
        let place: Int? = asOperator ? nil : chance(92) ? right : number(0...2)
        let request = Cancelling(visit: visit, place: place, key: newKey(), body: UInt8(number(0...255)))
        try await send(request, "Cancellation")
        cancellations.append(request)
        return true
    }

    mutating func cancelAgain() async throws -> Bool {
        guard let index = recent(cancellations.count) else { return false }
        let again = cancellations[index]
        let other = Cancelling(visit: again.visit, place: again.place, key: again.key, body: again.body &+ 1)
        try await send(chance(85) ? again : other, "Again: cancellation")
        return true
    }

    private mutating func send(_ request: Cancelling, _ act: String) async throws {
        let wanted = world.cancel(request.visit, by: request.place, key: request.key, body: request.body)
        let (room, id, login) = (stage.desk, visits[request.visit], loginID(0))
        let canceller: Canceller = request.place.map { .desk(stage.places[$0], login) } ?? .operator(login)
        let found = try await stage.outcome { session in
            try room.cancel(id, by: canceller, key: request.key, requestHash: [request.body], in: session)
        }
        let person = world.visits[request.visit].person
        let what =
            "\(act) of visit \(request.visit) of \(person) by \(request.place.map { "place \($0)" } ?? "the operator")"
            + " with \(request.key), \(request.body)"
        touched.insert(person)
        switch found {
        case .failure(let refusal): try compare(.refused(refusal.code), wanted, what)
        case .success(let (cancellation, isReplay)):
            try compare(.done(credits: cancellation.creditsReturned.count, isReplay: isReplay), wanted, what)
        }
    }

    /// The operator has grants made and expired.
    mutating func sweep() async throws -> Bool {
        guard let member = any(Array(members.indices)) else { return false }
        let (room, person) = (stage.desk, members[member].person)
        _ = try await stage.write { try room.bringCreditsUpToDate(of: person, in: $0) }
        world.touch(member)
        note("Grants and expiry of \(member) are swept.")
        touched.insert(member)
        return true
    }
}
