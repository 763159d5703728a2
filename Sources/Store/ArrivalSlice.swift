public import Kernel

/// Some of the people that an import brings: the rows of the view `arrival` of one batch, by their numbers.
///
/// The view belongs to the room that imports. The rooms below it, each of which keeps its own part of a newcomer, take in
/// a slice with a few statements, so that a million people are never a million statements. Its columns: `batch` and
/// `number`; `source`, what says so and the new person's id; `person`, who has the same national id, else the source;
/// `sponsor`, the employer; names, contacts, `birth_date` and `language` of the profile; `is_numbered`,
/// `national_id_index`, `national_id_sealed` and `country` of the national id; `package` and `starts_on` of the coverage.
public struct ArrivalSlice: Hashable, Sendable {
    /// The roster.
    public let batch: RosterID
    /// The number before the first.
    public let after: Int
    /// The last number.
    public let through: Int

    /// The numbers after one through another.
    public init(batch: RosterID, after: Int, through: Int) {
        self.batch = batch
        self.after = after
        self.through = through
    }
}

/// Something that an arrival is found by, such as an e-mail address: filed in a table of its room's own, which is in the order
/// of these keys.
public struct ArrivalKey: Hashable, Sendable {
    /// What is looked for: text or bytes.
    public let key: Value
    /// What says so.
    public let source: SourceID

    /// Reads a row of these two columns.
    public static func text(_ row: Row) throws -> ArrivalKey {
        ArrivalKey(key: .text(try row.text(0)), source: try row[1])
    }

    /// Reads a row of these two columns.
    public static func bytes(_ row: Row) throws -> ArrivalKey {
        ArrivalKey(key: .bytes(try row.bytes(0)), source: try row[1])
    }
}
