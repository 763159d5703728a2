public import Kernel

/// The right to do a piece of work alone, for a while.
///
/// Several programs may share a database. Each has an identifier of its own (`newHolder`) and takes the lease of a piece of
/// work in the very transaction that does the work, again and again while there is work. One that dies holds its leases
/// until their time is over; then another takes them. Inside of the transaction nobody else can take the lease, so two
/// never do the same work at once, even where their clocks differ.
public enum Lease {
    /// A name for a program that has just started.
    public static func newHolder(_ surroundings: Surroundings = Surroundings()) -> HolderID {
        let random = surroundings.random
        return HolderID(at: surroundings.time.now(), random: UInt128(random.next()) << 64 | UInt128(random.next()))
    }

    /// Takes the lease from now on for so many seconds, or renews it; false when it is somebody else's.
    public static func take(
        _ name: String,
        by holder: HolderID,
        seconds: Int64,
        in session: Session
    ) throws -> Bool {
        // Asked first without waiting: whoever has it may be in the middle of its work.
        guard try isFree(name, for: holder, in: session) else { return false }
        try session.lock(Array(name.utf8))
        guard try isFree(name, for: holder, in: session) else { return false }
        // Written only when a third of the time is over: a program that idles mustn't keep the disk busy.
        let fresh = session.now.adding(seconds: seconds - seconds / 3)
        try session.run(LeaseSQL.take, name, holder, session.now.adding(seconds: seconds), fresh)
        return true
    }

    /// Ends a lease before its time, so that another can take it at once; somebody else's stays.
    public static func giveBack(_ name: String, by holder: HolderID, in session: Session) throws {
        try session.run(LeaseSQL.giveBack, name, holder)
    }

    private static func isFree(_ name: String, for holder: HolderID, in session: Session) throws -> Bool {
        try session.first(LeaseSQL.others, name, holder, session.now, read: { _ in true }) == nil
    }

    /// The table.
    static let migrations = [
        Migration(
            "store/0002",
            [
                """
                CREATE TABLE lease (
                    name {text} NOT NULL PRIMARY KEY,
                    holder {id} NOT NULL,
                    until {instant} NOT NULL
                ) {clustered}
                """
            ]
        )
    ]
}

/// Every statement on leases.
private enum LeaseSQL {
    static let others: SQL = "SELECT 1 FROM lease WHERE name = ?1 AND holder <> ?2 AND until > ?3"

    static let take: SQL = """
        INSERT INTO lease (name, holder, until) VALUES (?1, ?2, ?3)
        ON CONFLICT (name) DO UPDATE SET holder = ?2, until = ?3 WHERE lease.holder <> ?2 OR lease.until < ?4
        """

    static let giveBack: SQL = "DELETE FROM lease WHERE name = ?1 AND holder = ?2"
}
