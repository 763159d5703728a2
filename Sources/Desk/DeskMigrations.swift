public import Store

extension Desk {
    /// The schema of the desk.
    public static let migrations = [
        Migration(
            "desk/0001",
            [
                """
                CREATE TABLE verification (
                    id {id} NOT NULL PRIMARY KEY,
                    location {id} NOT NULL,
                    login {id} NOT NULL,
                    person {id} NOT NULL, -- whom the desk treats
                    holder {id} NOT NULL, -- whose card or document it was: the person, or a child's guardian
                    step {int}, -- of the rotating code; null for the other ways
                    created_at {instant} NOT NULL,
                    expires_at {instant} NOT NULL,
                    UNIQUE (step, holder, person) -- a used code never works twice; those of one time lie together
                ) {clustered}
                """,
                """
                CREATE TABLE lookup (
                    person {id} NOT NULL, -- zero where nobody was found, or more than one
                    id {id} NOT NULL,
                    at {instant} NOT NULL,
                    location {id} NOT NULL,
                    login {id} NOT NULL,
                    way {text} NOT NULL CHECK ({way in 'card', 'document', 'seen'}),
                    verification {id} REFERENCES verification (id),
                    refusal {text}, -- the wire code
                    counted {bool} NOT NULL CHECK (counted IN (0, 1)), -- towards the limit on failed look-ups
                    PRIMARY KEY (person, id), -- as a member asks for them
                    CHECK ((verification IS NULL) <> (refusal IS NULL))
                ) {clustered}
                """,
                "CREATE INDEX lookup_login ON lookup (login, at) WHERE counted = 1",
                "CREATE INDEX lookup_location ON lookup (location, at) WHERE counted = 1",
                """
                CREATE TABLE visit (
                    id {id} NOT NULL PRIMARY KEY,
                    verification {id} NOT NULL REFERENCES verification (id),
                    location {id} NOT NULL,
                    login {id} NOT NULL,
                    person {id} NOT NULL,
                    day {day} NOT NULL, -- at the location
                    recorded_at {instant} NOT NULL,
                    credits {int} NOT NULL CHECK (credits >= 0),
                    entry {id} UNIQUE, -- the ledger's debit
                    evidence {bytes}, -- the hash of all that the visit says, where no entry has it
                    key {text} NOT NULL,
                    request_hash {bytes} NOT NULL,
                    UNIQUE (location, key), -- exactly once
                    CHECK ((credits = 0) = (entry IS NULL)),
                    CHECK ((entry IS NULL) = (evidence IS NOT NULL))
                ) {clustered}
                """,
                "CREATE INDEX visit_person ON visit (person, day)",
                "CREATE INDEX visit_location ON visit (location, day)",
                """
                CREATE TABLE visit_service (
                    visit {id} NOT NULL REFERENCES visit (id),
                    position {int} NOT NULL,
                    service {text} NOT NULL,
                    quantity {int} NOT NULL CHECK (quantity > 0),
                    credits {int} NOT NULL CHECK (credits >= 0), -- each
                    package {text} NOT NULL,
                    source {id} NOT NULL, -- the employment or add-on whose coverage it is
                    PRIMARY KEY (visit, position)
                ) {clustered}
                """,
                """
                CREATE TABLE cancellation (
                    visit {id} NOT NULL PRIMARY KEY REFERENCES visit (id), -- exactly once
                    at {instant} NOT NULL,
                    login {id} NOT NULL,
                    scope {id} NOT NULL, -- whose key: the location's, or zero for the operator's
                    reason {text},
                    credits {int} NOT NULL CHECK (credits >= 0),
                    entry {id} UNIQUE, -- the ledger's return
                    evidence {bytes}, -- the hash of all that the cancellation says, where no entry has it
                    key {text} NOT NULL,
                    request_hash {bytes} NOT NULL,
                    UNIQUE (scope, key),
                    CHECK ((credits = 0) = (entry IS NULL)),
                    CHECK ((entry IS NULL) = (evidence IS NOT NULL))
                ) {strict}
                """,
            ]
        ),
        Migration("desk/0002", settlements),
    ]
}
