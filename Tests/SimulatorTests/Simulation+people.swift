import Entitlements
import Foundation
import Kernel
import People
import Secrets
import SimulatorModel
import Store

// What HR, members and the operator's catalogue do.
extension Simulation {
    private static let mostMembers = 10

    /// A day of an employer's, not far from today.
    private mutating func day(of employer: Int, _ range: ClosedRange<Int>) -> Day {
        Scene.zones[employer].day(at: world.now).adding(days: number(range))
    }

    /// Days on which coverage begins: mostly now, sometimes in the past or future.
    private mutating func firstDay(of employer: Int) -> Day {
        switch number(0...9) {
        case 0...1: day(of: employer, 1...40)
        case 2...4: day(of: employer, -70 ... -1)
        default: day(of: employer, 0...0)
        }
    }

    /// Days on which something ends or changes: today or later, and seldom in the past.
    private mutating func changeDay(of employer: Int) -> Day {
        switch number(0...9) {
        case 0: day(of: employer, -20 ... -1)
        case 1...4: day(of: employer, 0...1)
        case 5...6: Scene.zones[employer].day(at: world.now).month.next.firstDay
        default: day(of: employer, 2...45)
        }
    }

    mutating func join() async throws -> Bool {
        guard members.count < Self.mostMembers else { return try await joinAgain() }
        let number = members.count
        let email = "m\(number)@acme.example"
        let birthDate = try Day("1985-04-12").orThrow()
        let nationalID = number.isMultiple(of: 2) ? Self.nationalID(number) : nil
        let phone = "+407211000\(10 + number)"
        let arrival = Arrival(
            source: SourceID(bits: UInt128(0xA000 + number)),
            givenName: "Ana",
            familyName: "Pop\(number)",
            birthDate: birthDate,
            email: try EmailAddress(reading: email),
            phone: try PhoneNumber(reading: phone, country: .romania),
            nationalID: try nationalID.map { try NationalID(reading: $0, country: .romania) }
        )
        let people = stage.people
        let person = try await stage.write { session in
            try people.enroll([arrival], changeSet: ChangeSet.immediate, in: session)[0]
        }
        members.append(Member(person: person, email: email))
        world.enroll(phone: phone, document: nationalID, familyName: "Pop\(number)", birthDate: birthDate)
        note("HR enrolls member \(number), \(nationalID == nil ? "without" : "with") a national id.")
        return try await cover(number)
    }

    /// A valid CNP of a man born on 12 April 1985.
    private static func nationalID(_ number: Int) -> String {
        let digits = "185041240" + String(100 + number)
        let weights = [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]
        let remainder = zip(digits, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 } % 11
        return digits + String(remainder == 10 ? 1 : remainder)
    }

    mutating func joinAgain() async throws -> Bool {
        guard let person = any(Array(members.indices)), world.people[person].sources.count < 4 else { return false }
        return try await cover(person)
    }

    private mutating func cover(_ member: Int) async throws -> Bool {
        let employer = number(0...1)
        let package = any(["primary", "primary", "premium", "annual"]) ?? "primary"
        let from = firstDay(of: employer)
        let until = chance(25) ? from.adding(days: number(5...70)) : nil
        let (person, sponsor, code) = (
            members[member].person, stage.employers[employer], try PackageCode(package).orThrow()
        )
        let entitlements = stage.entitlements
        let source = try await stage.write { session in
            let source: SourceID = session.newID()
            let coverage = NewCoverage(
                person: person,
                source: source,
                sponsor: sponsor,
                package: code,
                from: from,
                until: until
            )
            try entitlements.cover([coverage], changeSet: ChangeSet.immediate, in: session)
            return source
        }
        world.cover(member, source, employer: employer, package: package, from: from, until: until)
        note("Employer \(employer) covers \(member) with \(package) from \(from) until \(until?.description ?? "-").")
        touched.insert(member)
        return true
    }

    /// One source of one member.
    private mutating func anySource() -> (member: Int, source: Int, id: SourceID, employer: Int)? {
        guard let member = any(Array(members.indices)), let source = any(Array(world.people[member].sources.indices))
        else { return nil }
        touched.insert(member)
        let found = world.people[member].sources[source]
        return (member, source, found.id, found.employer)
    }

    mutating func leave() async throws -> Bool {
        guard let at = anySource() else { return false }
        let day = changeDay(of: at.employer)
        try await revise { try $0.endCoverage(of: at.id, until: day, changeSet: $2, in: $1) }
        world.end(at.member, source: at.source, until: day)
        note("HR ends coverage \(at.source) of \(at.member) on \(day).")
        return true
    }

    mutating func changePackage() async throws -> Bool {
        guard let at = anySource(), let package = any(["primary", "premium", "annual"]) else { return false }
        let (day, code) = (changeDay(of: at.employer), try PackageCode(package).orThrow())
        try await revise {
            try $0.changePackage(of: at.id, to: code, from: day, changeSet: $2, in: $1)
        }
        world.changePackage(at.member, source: at.source, to: package, from: day)
        note("HR changes coverage \(at.source) of \(at.member) to \(package) from \(day).")
        return true
    }

    mutating func moveStart() async throws -> Bool {
        guard let at = anySource() else { return false }
        let day = firstDay(of: at.employer)
        try await revise { try $0.moveStart(of: at.id, to: day, changeSet: $2, in: $1) }
        world.moveStart(at.member, source: at.source, to: day)
        note("HR moves the start of coverage \(at.source) of \(at.member) to \(day).")
        return true
    }

    mutating func reopen() async throws -> Bool {
        guard let at = anySource() else { return false }
        try await revise { try $0.reopen(at.id, changeSet: $2, in: $1) }
        world.reopen(at.member, source: at.source)
        note("HR takes back the end of coverage \(at.source) of \(at.member).")
        return true
    }

    /// A change of HR's, in a set of its own.
    private mutating func revise(
        _ body: @escaping @Sendable (Entitlements, Session, ChangeSetID) throws -> Void
    ) async throws {
        // Two at the very same instant would be in no order.
        move(to: world.now.adding(seconds: 1))
        let entitlements = stage.entitlements
        try await stage.write { session in
            let set = try ChangeSet.open(in: session)
            try body(entitlements, session, set)
            try ChangeSet.publish(set, in: session)
        }
    }

    /// The operator suspends an employer, or lifts what it said before.
    mutating func suspend() async throws -> Bool {
        let employer = number(0...1)
        let (id, zone) = (stage.employers[employer], Scene.zones[employer])
        let day = max(changeDay(of: employer), zone.day(at: world.now))
        var spans = refused[employer, default: []]
        if let last = spans.last, last.until == nil {
            let end = max(day, last.from)
            spans[spans.count - 1] = DaySpan(from: last.from, until: end)
            world.reinstate(employer, from: end)
            note("The operator lifts the suspension of employer \(employer) from \(end).")
        } else {
            guard spans.allSatisfy({ span in span.until.map { $0 <= day } ?? true }) else { return false }
            spans.append(DaySpan(from: day, until: nil))
            world.suspend(employer, from: day)
            note("The operator suspends employer \(employer) from \(day).")
        }
        refused[employer] = spans
        let entitlements = stage.entitlements
        try await stage.write { [spans] in
            try entitlements.setSponsor(id, zone: zone, refused: DaySpans(spans), in: $0)
        }
        touched.formUnion(members.indices)
        return true
    }

    /// The operator changes how many credits a package grants.
    mutating func changeTerms() async throws -> Bool {
        guard let (package, terms) = any(Scene.packages.sorted { $0.key < $1.key }) else { return false }
        var changed = terms
        changed.credits += Int64(number(-20...20))
        let new = changed
        let day = chance(50) ? day(of: 0, 1...20) : Zone.bucharest.day(at: world.now).month.next.firstDay
        let entitlements = stage.entitlements
        try await stage.write { try Scene.load([package: new], from: day, entitlements, in: $0) }
        world.set(new, of: package, from: day)
        note("From \(day) on, \(package) grants \(new.credits) credits.")
        touched.formUnion(members.indices)
        return true
    }

    mutating func activate() async throws -> Bool {
        guard let member = any(members.indices.filter { members[$0].card == nil }) else { return false }
        let (people, email, person) = (stage.people, members[member].email, members[member].person)
        try await stage.write { session in
            let start = try people.startActivation(identifier: email, address: "192.0.2.1", in: session)
            _ = try people.completeActivation(
                start.id,
                code: start.code?.digits ?? "",
                passwordHash: "hash",
                termsVersion: "1",
                in: session
            ).get()
        }
        let card = try await stage.read { try people.card(of: person, in: $0) }
        members[member].card = (card.number, TimeBasedCode(secret: try Self.secret(card.otpauth)))
        world.activate(member)
        note("Member \(member) activates.")
        return true
    }

    /// What an authenticator app reads from the card's URI.
    private static func secret(_ otpauth: String) throws -> [UInt8] {
        let text = try (URLComponents(string: otpauth)?.queryItems?.first { $0.name == "secret" }?.value).orThrow()
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (buffer, bits, bytes) = (0, 0, [UInt8]())
        for character in text {
            buffer = (buffer << 5 | (alphabet.firstIndex(of: character) ?? 0)) & 0xFFFF
            bits += 5
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8((buffer >> bits) & 255))
        }
        return bytes
    }
}

extension Optional {
    /// What is there; a discrepancy when nothing is.
    func orThrow() throws -> Wrapped {
        guard let self else { throw Discrepancy("A \(Wrapped.self) of the scene can't be read.") }
        return self
    }
}
