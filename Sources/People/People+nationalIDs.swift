public import Kernel
public import Store

/// That a change set gave a national id to somebody who was known before, or took it from them.
public struct NationalIDChange: Hashable, Sendable {
    let changeSet: ChangeSetID
    let isTaken: Bool
    /// Whose it became, or was.
    public let person: PersonID
    /// The keyed index of the number.
    public let index: [UInt8]
}

// Persons' national ids count at once, whatever becomes of the change set. So what a set changed is kept beside it, until it is
// undone or can't be undone any more.
extension People {
    /// Takes a number from somebody who was given it by mistake. Who has another one, or none, keeps it so.
    public func takeNationalID(
        _ index: [UInt8],
        from person: PersonID,
        changeSet: ChangeSetID,
        in session: Session
    ) throws {
        try session.run(NationalIDSQL.keepTaken, changeSet, person, index)
        guard try session.runCounting(NationalIDSQL.take, person, index) == 1 else { return }
        try session.run(NationalIDSQL.free, index, person)
    }

    /// Some of what a change set gave and took, first what it gave.
    public func nationalIDChanges(
        of changeSet: ChangeSetID,
        limit: Int,
        in session: Session
    ) throws -> [NationalIDChange] {
        try session.all(NationalIDSQL.changes, changeSet, limit) { row in
            NationalIDChange(changeSet: changeSet, isTaken: try row[0], person: try row[1], index: try row[2])
        }
    }

    /// A change set that was undone and whose changes weren't yet: the latest, as sets are undone.
    public func undoneChangeSet(in session: Session) throws -> ChangeSetID? {
        try session.first(NationalIDSQL.undoneChangeSet) { try $0[0] }
    }

    /// Undoes a change and forgets it.
    ///
    /// - Parameter isStated: whether somebody says that the number is the person's: only then is it given back, and else taken.
    public func undo(_ change: NationalIDChange, isStated: Bool, in session: Session) throws {
        if change.isTaken, isStated {
            // Unless the person has another by now, or the number is somebody else's.
            let given = try session.runCounting(NationalIDSQL.giveBack, change.changeSet, change.person, change.index)
            let claimed =
                given == 1 ? try session.runCounting(PeopleSQL.claimNationalID, change.index, change.person) : 0
            guard claimed == given else { throw StoreFailure.overtaken }
        } else if !change.isTaken, !isStated {
            let taken = try session.runCounting(NationalIDSQL.take, change.person, change.index)
            if taken == 1 { try session.run(NationalIDSQL.free, change.index, change.person) }
        }
        try session.run(NationalIDSQL.forgetChange, change.changeSet, change.isTaken, change.person, change.index)
    }

    /// Forgets what a change set gave and took: it can't be undone any more.
    public func forgetNationalIDChanges(of changeSet: ChangeSetID, in session: Session) throws {
        try session.run(NationalIDSQL.forgetChanges, changeSet)
    }
}

/// The statements on national ids that are given and taken.
enum NationalIDSQL {
    static let keepGiven: SQL = """
        INSERT INTO national_id_change (change_set, is_taken, person, number_index, sealed, country)
        VALUES (?1, 0, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING
        """

    static let keepTaken: SQL = """
        INSERT INTO national_id_change (change_set, is_taken, person, number_index, sealed, country)
        SELECT ?1, 1, p.id, p.national_id_index, p.national_id_sealed, p.national_id_country FROM person p
        WHERE p.id = ?2 AND p.national_id_index = ?3
        ON CONFLICT DO NOTHING
        """

    static let take: SQL = """
        UPDATE person SET national_id_index = NULL, national_id_sealed = NULL, national_id_country = NULL
        WHERE id = ?1 AND national_id_index = ?2
        """

    static let free: SQL = "DELETE FROM national_id WHERE number_index = ?1 AND person = ?2"

    static let giveBack: SQL = """
        UPDATE person SET
            national_id_index = ?3,
            national_id_sealed = (
                SELECT c.sealed FROM national_id_change c
                WHERE c.change_set = ?1 AND c.is_taken = 1 AND c.person = ?2 AND c.number_index = ?3),
            national_id_country = (
                SELECT c.country FROM national_id_change c
                WHERE c.change_set = ?1 AND c.is_taken = 1 AND c.person = ?2 AND c.number_index = ?3)
        WHERE id = ?2 AND national_id_index IS NULL
            AND NOT EXISTS (SELECT 1 FROM national_id n WHERE n.number_index = ?3)
        """

    static let changes: SQL = """
        SELECT is_taken, person, number_index FROM national_id_change
        WHERE change_set = ?1 ORDER BY is_taken, person, number_index LIMIT ?2
        """

    static let undoneChangeSet: SQL = """
        SELECT s.id FROM change_set s
        WHERE s.state = 2 AND EXISTS (SELECT 1 FROM national_id_change c WHERE c.change_set = s.id)
        ORDER BY s.id DESC LIMIT 1
        """

    static let forgetChange: SQL = """
        DELETE FROM national_id_change WHERE change_set = ?1 AND is_taken = ?2 AND person = ?3 AND number_index = ?4
        """

    static let forgetChanges: SQL = "DELETE FROM national_id_change WHERE change_set = ?1"
}
