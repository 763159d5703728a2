public import Store

extension Employers {
    /// The schema of this room.
    public static let migrations = [accounts, rosters]

    private static let accounts = Migration(
        "employers/0001",
        [
            """
            CREATE TABLE employer (
                id {id} NOT NULL PRIMARY KEY,
                code {text} NOT NULL UNIQUE,
                name {text} NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                tax_id {text},
                country {text} NOT NULL,
                currency {text} NOT NULL,
                zone {text} NOT NULL,
                ended_from {day},
                roster_base {int} NOT NULL DEFAULT 0, -- raised by each application of a roster
                needs_approval {bool} NOT NULL DEFAULT 0 CHECK (needs_approval IN (0, 1)), -- of rosters, by a second user
                opened_at {instant} NOT NULL
            ) {strict}
            """,
            // What was is kept: what a suspended employer's people couldn't use then isn't counted as used later.
            """
            CREATE TABLE suspension (
                id {id} NOT NULL PRIMARY KEY,
                employer {id} NOT NULL REFERENCES employer (id),
                starts_on {day} NOT NULL,
                ends_on {day}, -- exclusive; NULL: until further notice
                reason {text} NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
                suspended_at {instant} NOT NULL,
                reinstated_at {instant},
                CHECK (ends_on >= starts_on),
                CHECK ((ends_on IS NULL) = (reinstated_at IS NULL))
            ) {strict}
            """,
            "CREATE INDEX suspension_employer ON suspension (employer, id)",
            "CREATE UNIQUE INDEX suspension_open ON suspension (employer) WHERE ends_on IS NULL",
            """
            CREATE TABLE agreement (
                id {id} NOT NULL PRIMARY KEY,
                employer {id} NOT NULL REFERENCES employer (id),
                starts_on {day} NOT NULL,
                coverage_ends {text} NOT NULL CHECK (coverage_ends IN ('month', 'day')), -- of the last day of work
                UNIQUE (employer, starts_on)
            ) {strict}
            """,
            """
            CREATE TABLE agreement_price (
                agreement {id} NOT NULL REFERENCES agreement (id),
                package {text} NOT NULL,
                price {int} NOT NULL CHECK (price >= 0), -- minor units of the employer's currency, a month
                family_price {int} NOT NULL CHECK (family_price >= 0),
                PRIMARY KEY (agreement, package)
            ) {clustered}
            """,
            """
            CREATE TABLE employment (
                id {id} NOT NULL,
                employer {id} NOT NULL REFERENCES employer (id) {deferred},
                employee_number {text} NOT NULL,
                person {id} NOT NULL,
                given_name {text} NOT NULL,
                family_name {text} NOT NULL,
                username {text},
                email {text},
                phone {text},
                national_id_index {bytes}, -- the number itself is kept by People, once
                birth_date {day},
                department {text},
                package {text} NOT NULL,
                starts_on {day} NOT NULL,
                ends_on {day}, -- exclusive
                left_by_absence {bool} NOT NULL CHECK (left_by_absence IN (0, 1)), -- a full roster lacked the number
                former {bool} NOT NULL CHECK (former IN (0, 1)), -- over, and followed by another of the same person
                language {text} NOT NULL,
                sort_name {text} NOT NULL,
                search_text {text} NOT NULL,
                introduced {id} NOT NULL,
                superseded {id},
                PRIMARY KEY (id, introduced),
                CHECK (ends_on IS NULL OR ends_on >= starts_on),
                CHECK (left_by_absence = 0 OR ends_on IS NOT NULL)
            ) {strict}
            """,
            // Within a change set nobody gets another's number; across them, the comparison sees to it. An index over
            // superseded IS NULL would also forbid what a withdrawn set had made.
            """
            CREATE UNIQUE INDEX employment_number ON employment (employer, employee_number, introduced)
            WHERE former = 0
            """,
            "CREATE INDEX employment_person ON employment (person)",
            // Names and national ids, by which employments are found. No indexes of `employment`, because newcomers are filed
            // in these orders before they are taken in. Of names, what a version has said stays here.
            """
            CREATE TABLE employment_name (
                employer {id} NOT NULL,
                sort_name {text} NOT NULL,
                employment {id} NOT NULL,
                PRIMARY KEY (employer, sort_name, employment)
            ) {clustered}
            """,
            // Each version that isn't a former one: within a change set, a national id is one employment's.
            """
            CREATE TABLE employment_national_id (
                employer {id} NOT NULL,
                national_id_index {bytes} NOT NULL,
                introduced {id} NOT NULL,
                employment {id} NOT NULL,
                PRIMARY KEY (employer, national_id_index, introduced)
            ) {clustered}
            """,
            """
            CREATE VIEW live_employment AS SELECT e.* FROM employment e
            WHERE EXISTS (SELECT 1 FROM change_set s WHERE s.id = e.introduced AND s.state = 1)
                AND NOT EXISTS (SELECT 1 FROM change_set s WHERE s.id = e.superseded AND s.state = 1)
            """,
        ]
    )
}
