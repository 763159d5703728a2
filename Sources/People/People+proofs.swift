import Kernel
import Secrets
import Store

extension People {
    /// What limits and counts know of an identifier: the same for every way to write it, and for known and unknown ones.
    /// Whatever country a phone number is of, its national digits count, so nobody learns whose it is by when tries run out.
    func identifierIndex(_ typed: String, _ readings: [Identifier]) -> [UInt8] {
        readings.first.map { identifierIndex($0.kind, $0.text) } ?? vault.index("unread:\(typed.folded)", .identifier)
    }

    func identifierIndex(_ kind: IdentifierKind, _ text: String) -> [UInt8] {
        vault.index("\(kind):\(kind == .phone ? PhoneNumber.nationalDigits(of: text) : text[...])", .identifier)
    }

    /// Reads an identifier: several where a phone number lacks its country. One that can't be read is nobody's, and is
    /// answered like any other unknown one.
    func readings(of typed: String) throws -> [Identifier] {
        guard typed.utf8.count <= PeopleRules.identifierByteLimit else { throw IdentifierFailure.tooLong }
        guard !typed.trimmed.isEmpty else { throw IdentifierFailure.empty }
        return Identifier.readings(of: typed)
    }

    /// Begins a proof, within the limits of the identifier and of the address; both are counted whether or not the
    /// identifier leads to somebody.
    func begin(
        _ purpose: Purpose,
        identifier: Identifier?,
        index: [UInt8],
        address: String,
        destination: () throws -> Destination,
        in session: Session
    ) throws -> Start {
        let addressIndex = vault.index(address, .address)
        try limit(
            PeopleSQL.codesOfIdentifier,
            index,
            and: latestSlip(of: identifier, in: session) ?? Instant(microseconds: 0),
            PeopleRules.codesPerHour,
            PeopleRules.hourSeconds,
            in: session
        )
        try limit(
            PeopleSQL.startsOfAddress,
            addressIndex,
            PeopleRules.startsPerMinute,
            PeopleRules.minuteSeconds,
            in: session
        )
        let destination = try destination()
        let id: ProofID = session.newID()
        let code: OneTimeCode? =
            destination.contact != nil && destination.word == nil ? OneTimeCode(random: session.random) : nil
        let leads = destination.word == nil && (destination.person != nil || destination.login != nil)
        try session.run(
            PeopleSQL.insertProof,
            id,
            purpose,
            leads ? destination.person : nil,
            leads ? destination.login : nil,
            leads ? identifier?.kind : nil,
            leads ? identifier?.text : nil,
            code == nil ? nil : destination.contact?.kind,
            code == nil ? nil : destination.contact?.to,
            code.map { codeIndex($0.digits, of: id) },
            index,
            addressIndex,
            PeopleRules.triesPerProof,
            session.now,
            session.now.adding(seconds: PeopleRules.codeLifetimeSeconds)
        )
        return Start(
            id: id,
            code: destination.contact.map { contact in
                PeopleMessages.letter(purpose, destination.word, code?.digits, contact, destination.person)
            }
        )
    }

    /// Takes one try of a proof, and says by what it is completed.
    ///
    /// The try is taken before the code is looked at, in one guarded UPDATE, so that no race gives a sixth.
    func complete(
        _ id: ProofID,
        _ purpose: Purpose,
        code typed: String,
        in session: Session
    ) throws -> Result<(proof: Proof, evidence: Evidence), PeopleFailure> {
        guard let proof = try session.first(PeopleSQL.takeTry, id, purpose, session.now, read: Proof.init) else {
            let waitUntil = try session.first(PeopleSQL.exhausted, id, purpose, session.now) { try $0[0] as Instant }
            guard let waitUntil else { return .failure(.codeInvalid) }
            return .failure(.tooManyTries(retryAfterSeconds: seconds(until: waitUntil, in: session)))
        }
        let digits = PeopleRules.compactCode(typed)
        if let index = proof.codeIndex, areEqualInConstantTime(index, codeIndex(digits, of: id)) {
            try session.run(PeopleSQL.useProof, id, session.now)
            return .success((proof, .code))
        }
        if proof.identifier?.kind == .username, let person = proof.person, let slip = SlipCode(reading: typed),
            try session.runCounting(PeopleSQL.useSlip, person, vault.index(slip.text, .slip), session.now) == 1
        {
            try session.run(PeopleSQL.useProof, id, session.now)
            return .success((proof, .slip))
        }
        return .failure(.codeInvalid)
    }

    /// When the holder of a username last got a slip, which lets them start at once.
    private func latestSlip(of identifier: Identifier?, in session: Session) throws -> Instant? {
        guard case .username(let name)? = identifier, let holder = try holder(of: name, in: session) else { return nil }
        return try session.first(PeopleSQL.latestSlip, holder) { try $0[0] as Instant? } ?? nil
    }

    /// Throws `.tooManyTries`, or another refusal, when that many have been counted in the time before now; with what else the
    /// statement asks for as ?3, where it does. Whoever counts the same waits until this transaction ends, so that many at once
    /// don't each find the last place free.
    func limit(
        _ count: SQL,
        _ index: [UInt8],
        and other: (any Bindable)? = nil,
        _ limit: Int,
        _ window: Int64,
        refusing failure: (Int) -> PeopleFailure = PeopleFailure.tooManyTries,
        in session: Session
    ) throws {
        try session.lock(index)
        let since = session.now.adding(seconds: -window)
        let read = { (row: Row) in (try row[0] as Int, try row[1] as Instant?) }
        let counted =
            if let other {
                try session.first(count, index, since, other, read: read)
            } else {
                try session.first(count, index, since, read: read)
            }
        guard let (number, oldest) = counted, number >= limit, let oldest else { return }
        let wait = seconds(until: oldest.adding(seconds: window), in: session)
        throw failure(wait)
    }

    private func seconds(until instant: Instant, in session: Session) -> Int {
        max(1, Int(instant.seconds - session.now.seconds))
    }

    private func codeIndex(_ digits: String, of id: ProofID) -> [UInt8] { vault.index("\(id):\(digits)", .code) }
}
