import Store

extension Credits {
    /// What was asked for, and that it was approved or refused; none of it ever changes, and the entry's hash says what was
    /// asked for and approved.
    static let corrections: [SQL] = [
        """
        CREATE TABLE correction (
            id {id} NOT NULL PRIMARY KEY,
            person {id} NOT NULL,
            credits {int} NOT NULL CHECK (credits <> 0), -- what the member gets
            reason {text} NOT NULL,
            requested_by {id} NOT NULL,
            requested_at {instant} NOT NULL,
            key {text} UNIQUE,
            request_hash {bytes},
            CHECK ((key IS NULL) = (request_hash IS NULL))
        ) {strict}
        """,
        """
        CREATE TABLE correction_approval (
            correction {id} NOT NULL PRIMARY KEY REFERENCES correction (id), -- exactly once
            login {id} NOT NULL, -- not who asked for it
            at {instant} NOT NULL,
            entry {id} NOT NULL UNIQUE -- of the ledger
        ) {strict}
        """,
        """
        CREATE TABLE correction_refusal (
            correction {id} NOT NULL PRIMARY KEY REFERENCES correction (id), -- of one that isn't approved
            login {id} NOT NULL,
            at {instant} NOT NULL
        ) {strict}
        """,
        "CREATE INDEX entry_correction ON entry (id) WHERE kind = 'correction'",
    ]
}
