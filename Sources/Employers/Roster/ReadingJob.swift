import CSV
import Kernel
import Store

/// What is settled once a file was surveyed.
struct ReadingJob: Sendable {
    let roster: RosterID
    let employer: Employer
    let dialect: Dialect
    let rules: RowRules
    /// What ignored columns are full of, by their places.
    let ignoredContents: [Int: IgnoredContent]
    /// What rows are staged as until they are compared: what most of them will be, which needn't be written again.
    let expected: RowKind
    /// How many steps it takes: each row is staged and compared.
    let steps: Int

    /// Says how the file is read.
    func begin(_ file: UploadedRoster, in session: Session) throws {
        let header = rules.header
        let changed = try session.runCounting(
            RosterSQL.setReading,
            roster,
            file.sha256,
            file.byteCount,
            dialect.encoding.description,
            dialect.delimiter.description,
            header.given.rawValue,
            steps,
            session.now
        )
        guard changed == 1 else { throw RosterFailure.interrupted }
        try header.stored(rules.dateOrders, ignoredContents).keep(of: roster, in: session)
    }

    /// Says how far it has come; throws `interrupted` when somebody else has ended this reading.
    func touch(rows: Int, done: Int, in session: Session) throws {
        guard try session.runCounting(RosterSQL.touch, roster, rows, done, session.now) == 1 else {
            throw RosterFailure.interrupted
        }
    }
}
