public import Store

extension Entitlements {
    /// The schema of this room.
    public static let migrations = [catalogue, coverage]

    private static let catalogue = Migration(
        "entitlements/0001",
        [
            "CREATE TABLE category (code {text} NOT NULL PRIMARY KEY, name_ro {text} NOT NULL, name_en {text} NOT NULL) {clustered}",
            "CREATE TABLE speciality (code {text} NOT NULL PRIMARY KEY, name_ro {text} NOT NULL, name_en {text} NOT NULL) {clustered}",
            """
            CREATE TABLE service (
                code {text} NOT NULL PRIMARY KEY,
                name_ro {text} NOT NULL,
                name_en {text} NOT NULL,
                category {text} NOT NULL REFERENCES category (code),
                speciality {text} REFERENCES speciality (code)
            ) {clustered}
            """,
            """
            CREATE TABLE package (
                code {text} NOT NULL PRIMARY KEY,
                rank {int} NOT NULL, -- not UNIQUE: two packages may change places in one load
                name_ro {text} NOT NULL,
                name_en {text} NOT NULL
            ) {clustered}
            """,
            """
            CREATE TABLE catalogue (
                number {int} NOT NULL PRIMARY KEY CHECK (number = 1), -- there is one
                revision {id} NOT NULL -- another after each change
            ) {strict}
            """,
            """
            CREATE TABLE package_terms (
                package {text} NOT NULL REFERENCES package (code),
                holds_from {day} NOT NULL,
                holds_until {day}, -- exclusive
                period {text} NOT NULL CHECK (period IN ('month', 'year')),
                credits {int} NOT NULL CHECK (credits >= 0),
                carry_over_periods {int} NOT NULL CHECK (carry_over_periods >= 0),
                PRIMARY KEY (package, holds_from),
                CHECK (holds_until IS NULL OR holds_until > holds_from)
            ) {clustered}
            """,
            """
            CREATE TABLE package_alias (
                folded {text} NOT NULL PRIMARY KEY, -- code, names and aliases, without case and diacritics
                package {text} NOT NULL REFERENCES package (code)
            ) {clustered}
            """,
            """
            CREATE TABLE entitlement (
                package {text} NOT NULL REFERENCES package (code),
                service {text} NOT NULL REFERENCES service (code),
                holds_from {day} NOT NULL,
                holds_until {day}, -- exclusive
                credits {int} NOT NULL CHECK (credits >= 0),
                limit_count {int} CHECK (limit_count > 0),
                limit_per {text} CHECK (limit_per IN ('month', 'year')),
                PRIMARY KEY (package, service, holds_from),
                CHECK ((limit_count IS NULL) = (limit_per IS NULL)),
                CHECK (holds_until IS NULL OR holds_until > holds_from)
            ) {clustered}
            """,
        ]
    )

    private static let coverage = Migration(
        "entitlements/0002",
        [
            """
            CREATE TABLE sponsor (
                id {id} NOT NULL PRIMARY KEY,
                zone {text} NOT NULL,
                refused {text} NOT NULL -- the days on which its people are, as `DaySpans` are written
            ) {clustered}
            """,
            """
            CREATE TABLE coverage (
                id {id} NOT NULL PRIMARY KEY,
                person {id} NOT NULL,
                source {id} NOT NULL,
                sponsor {id} NOT NULL REFERENCES sponsor (id) {deferred},
                package {text} NOT NULL REFERENCES package (code) {deferred},
                starts_on {day} NOT NULL,
                ends_on {day}, -- exclusive
                introduced {id} NOT NULL REFERENCES change_set (id) {deferred},
                superseded {id} REFERENCES change_set (id) {deferred},
                CHECK (ends_on IS NULL OR ends_on > starts_on)
            ) {strict}
            """,
            "CREATE INDEX coverage_person ON coverage (person)",
            "CREATE INDEX coverage_source ON coverage (source)",
            """
            CREATE VIEW live_coverage AS SELECT c.* FROM coverage c
            WHERE EXISTS (SELECT 1 FROM change_set s WHERE s.id = c.introduced AND s.state = 1)
                AND NOT EXISTS (SELECT 1 FROM change_set s WHERE s.id = c.superseded AND s.state = 1)
            """,
            // The newest versions, published or about to be: what the next change changes.
            """
            CREATE VIEW head_coverage AS SELECT c.* FROM coverage c
            WHERE EXISTS (SELECT 1 FROM change_set s WHERE s.id = c.introduced AND s.state <> 2)
                AND NOT EXISTS (SELECT 1 FROM change_set s WHERE s.id = c.superseded AND s.state <> 2)
            """,
        ]
    )
}
