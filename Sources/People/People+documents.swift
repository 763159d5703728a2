public import Kernel
import Secrets
public import Store

extension People {
    /// The keyed index of a national id: equal numbers of one country have equal indexes.
    public func nationalIDIndex(_ id: NationalID) -> [UInt8] {
        vault.index("\(id.country):\(id.text)", .nationalID)
    }

    /// The national id as it is kept: encrypted.
    public func seal(_ id: NationalID) throws -> [UInt8] { try vault.seal(id.text, .nationalID) }

    /// What `seal` encrypted, for a country on a day.
    public func openNationalID(_ sealed: [UInt8], country: Country, today: Day) throws -> NationalID {
        try NationalID(reading: vault.open(sealed, .nationalID), country: country, today: today)
    }

    /// Who has those national ids, by index.
    public func persons(
        withNationalIDIndexes indexes: [[UInt8]],
        in session: Session
    ) throws -> [[UInt8]: PersonID] {
        var found: [[UInt8]: PersonID] = [:]
        for index in indexes {
            found[index] = try person(withNationalIDIndex: index, in: session)
        }
        return found
    }

    func person(withNationalIDIndex index: [UInt8], in session: Session) throws -> PersonID? {
        try session.first(PeopleSQL.personOfNationalID, index) { try $0[0] as PersonID }
    }

    /// Keeps the number of the person's identity document, in place of an older one.
    public func recordDocument(_ document: DocumentNumber, of person: PersonID, in session: Session) throws {
        try session.run(
            PeopleSQL.upsertDocument,
            person,
            vault.index(document.text, .document),
            try vault.seal(document.text, .document),
            session.now
        )
    }

    /// Whether an identity document or a national id of the person is on record.
    public func hasDocumentOnRecord(_ person: PersonID, in session: Session) throws -> Bool {
        try session.first(PeopleSQL.hasDocument, person) { try $0[0] as Bool } ?? false
    }

    /// Whether the text, as a desk typed it from a card, is the number of the person's identity document or the
    /// person's national id.
    public func matches(_ person: PersonID, document typed: String, in session: Session) throws -> Bool {
        let known = try session.first(PeopleSQL.documentsOfPerson, person) { row in
            (document: try row[0] as [UInt8]?, nationalID: try row[1] as [UInt8]?, country: try row[2] as Country?)
        }
        guard let known else { return false }
        if let index = known.document, let read = try? DocumentNumber(reading: typed),
            areEqualInConstantTime(index, vault.index(read.text, .document))
        {
            return true
        }
        guard let index = known.nationalID, let country = known.country,
            let read = try? NationalID(reading: typed, country: country, today: Zone.utc.day(at: session.now))
        else { return false }
        return areEqualInConstantTime(index, nationalIDIndex(read))
    }
}
