public import Credits
public import Kernel
public import Store

/// All that is kept of a visit but its entry, which stands for it.
public struct VisitRecord {
    let id: VisitID
    let verification: VerificationID
    let location: LocationID
    let login: LoginID
    let person: PersonID
    let day: Day
    let recordedAt: Instant
    let credits: CreditAmount
    let key: String
    let requestHash: [UInt8]
    var lines: [Visit.Line]

    /// A visit as it is recorded.
    ///
    /// - Parameter verification: against which it was.
    /// - Parameter login: who recorded it.
    /// - Parameter credits: what all of it cost.
    public init(
        id: VisitID,
        verification: VerificationID,
        location: LocationID,
        login: LoginID,
        person: PersonID,
        day: Day,
        recordedAt: Instant,
        credits: CreditAmount,
        key: String,
        requestHash: [UInt8],
        lines: [Visit.Line] = []
    ) {
        self.id = id
        self.verification = verification
        self.location = location
        self.login = login
        self.person = person
        self.day = day
        self.recordedAt = recordedAt
        self.credits = credits
        self.key = key
        self.requestHash = requestHash
        self.lines = lines
    }

    /// What its entry stands for. A visit that costs nothing has none, and keeps it itself.
    public var evidence: Evidence {
        Evidence("carnet-visit-1") { fields in
            fields.add(id)
            fields.add(verification)
            fields.add(location)
            fields.add(login)
            fields.add(person)
            fields.add(day.description)
            fields.add(recordedAt)
            fields.add(credits)
            fields.add(key)
            fields.add(requestHash)
            fields.add(lines.count)
            for line in lines {
                fields.add(line.service.text)
                fields.add(line.quantity)
                fields.add(line.credits)
                fields.add(line.package.text)
                fields.add(line.source)
            }
        }
    }

    /// Writes it down, with the entry of its debit.
    public func insert(_ entry: EntryID?, in session: Session) throws {
        try session.run(
            VisitSQL.insertVisit,
            id,
            verification,
            location,
            login,
            person,
            day,
            recordedAt,
            credits,
            entry,
            entry == nil ? evidence : nil,
            key,
            requestHash
        )
        try session.runEach(VisitSQL.insertService, lines.enumerated()) { line, arguments in
            arguments = [
                id.value, line.offset.value, line.element.service.value, line.element.quantity.value,
                line.element.credits.value, line.element.package.value, line.element.source.value,
            ]
        }
    }
}
