public import Store

extension Partners {
    /// The schema of this room.
    public static let migrations = [directory, Migration("partners/0002", tariffs)]

    private static let directory = Migration(
        "partners/0001",
        [
            """
            CREATE TABLE directory (
                number {int} NOT NULL PRIMARY KEY CHECK (number = 1),
                revision {id} NOT NULL -- another after each change of a partner or location
            ) {strict}
            """,
            """
            CREATE TABLE partner (
                id {id} NOT NULL PRIMARY KEY,
                code {text} NOT NULL UNIQUE,
                name {text} NOT NULL,
                website {text},
                added_at {instant} NOT NULL
            ) {strict}
            """,
            """
            CREATE TABLE location (
                id {id} NOT NULL PRIMARY KEY,
                partner {id} NOT NULL REFERENCES partner (id),
                code {text} NOT NULL UNIQUE,
                name {text} NOT NULL,
                town {text} NOT NULL,
                county {text} NOT NULL,
                address {text} NOT NULL,
                latitude {int} NOT NULL CHECK (latitude BETWEEN -90000000 AND 90000000), -- millionths of a degree
                longitude {int} NOT NULL CHECK (longitude BETWEEN -180000000 AND 180000000),
                phone {text},
                email {text},
                zone {text} NOT NULL,
                partner_name_folded {text} NOT NULL,
                town_folded {text} NOT NULL,
                search_words {text} NOT NULL, -- of names, address, specialities and services: folded, each once
                revision {id} NOT NULL -- another after each change of it and of what it does
            ) {strict}
            """,
            "CREATE INDEX location_partner ON location (partner)",
            "CREATE INDEX location_page ON location (partner_name_folded, partner, id)",
            """
            CREATE TABLE location_speciality (
                location {id} NOT NULL REFERENCES location (id),
                speciality {text} NOT NULL,
                PRIMARY KEY (location, speciality)
            ) {clustered}
            """,
            """
            CREATE TABLE location_service (
                location {id} NOT NULL REFERENCES location (id),
                service {text} NOT NULL,
                PRIMARY KEY (location, service)
            ) {clustered}
            """,
            """
            CREATE TABLE location_package (
                location {id} NOT NULL REFERENCES location (id),
                package {text} NOT NULL,
                PRIMARY KEY (location, package)
            ) {clustered}
            """,
            """
            CREATE TABLE opening_hours (
                location {id} NOT NULL REFERENCES location (id),
                position {int} NOT NULL,
                days {text} NOT NULL,
                opens {text} NOT NULL,
                closes {text} NOT NULL,
                PRIMARY KEY (location, position)
            ) {clustered}
            """,
        ]
    )
}
