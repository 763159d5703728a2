public import Kernel
public import Store

extension People {
    /// Makes somebody a child's guardian until the child is of age; doing it again moves that day.
    ///
    /// - Parameters:
    ///   - start: from when on; not before the guardian is of age.
    ///   - ofAge: from when on the child acts for itself, and nobody for it.
    public func setGuardian(
        _ guardian: PersonID,
        of child: PersonID,
        from start: Instant,
        until ofAge: Instant,
        in session: Session
    ) throws {
        try session.run(GuardianSQL.set, guardian, child, start, ofAge)
    }

    /// The children for whom a guardian acts now, whoever was made known first coming first.
    public func children(of guardian: PersonID, in session: Session) throws -> [PersonID] {
        try session.all(GuardianSQL.children, guardian, session.now) { try $0[0] as PersonID }
    }

    /// Whose things somebody asks for: their own, or those of a child for whom they act now. Throws `.noSuchPerson` for
    /// anybody else's.
    public func subject(_ asked: PersonID?, for caller: PersonID, in session: Session) throws -> PersonID {
        guard let asked, asked != caller else { return caller }
        guard try children(of: caller, in: session).contains(asked) else { throw PeopleFailure.noSuchPerson }
        return asked
    }

    /// Who acts for somebody now; nobody for who is of age.
    func guardians(of child: PersonID, in session: Session) throws -> [PersonID] {
        try session.all(GuardianSQL.guardians, child, session.now) { try $0[0] as PersonID }
    }
}

/// Every statement on guardians.
private enum GuardianSQL {
    static let set: SQL = """
        INSERT INTO guardianship (guardian, child, starts_at, ends_at) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (guardian, child) DO UPDATE SET ends_at = excluded.ends_at,
            starts_at = CASE WHEN excluded.starts_at < guardianship.starts_at THEN excluded.starts_at
                ELSE guardianship.starts_at END
        """

    static let children: SQL = """
        SELECT child FROM guardianship WHERE guardian = ?1 AND starts_at <= ?2 AND ends_at > ?2 ORDER BY child
        """

    static let guardians: SQL = """
        SELECT guardian FROM guardianship WHERE child = ?1 AND starts_at <= ?2 AND ends_at > ?2 ORDER BY guardian
        """
}
