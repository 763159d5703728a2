import Kernel
import Store
import TestKit
import Testing

private let migrations = [
    Migration(
        "test/0001",
        [
            "CREATE TABLE value (key {id} NOT NULL PRIMARY KEY, number {int}, words {text}, data {bytes}, day {day}) {strict}",
            "CREATE TABLE part (whole {id} NOT NULL REFERENCES value (key), number {int} NOT NULL) {strict}",
        ]
    )
]

@Suite("Sessions")
struct SessionTests {
    @Test("questions are answered by what was there when they were asked for, in whatever order they are looked at")
    func asking() async throws {
        try await TestStore.with(migrations) { kit in
            try await kit.store.write { session in
                let ids: [PersonID] = (0..<3).map { _ in session.newID() }
                for (number, id) in ids.enumerated() {
                    try session.run("INSERT INTO value (key, number) VALUES (?1, ?2)", id, number)
                }
                let one = try session.ask("SELECT number FROM value WHERE key = ?1", ids[1]) { try $0[0] as Int }
                let all = try session.ask("SELECT number FROM value ORDER BY number") { try $0[0] as Int }
                let none = try session.ask("SELECT number FROM value WHERE number > 5") { try $0[0] as Int }
                let (seen, found, missing) = (try all.get(), try one.get(), try none.get())
                #expect(seen == [0, 1, 2])
                #expect(found == [1])
                #expect(missing.isEmpty)
                let again = try one.get()
                #expect(again == [1])
            }
        }
    }

    @Test("a question that can't be answered fails its session, at the latest when it is looked at")
    func askingInVain() async throws {
        try await TestStore.with(migrations) { kit in
            _ = await #expect(throws: StoreFailure.self) {
                try await kit.store.write { session in
                    try session.run("INSERT INTO value (key, words) VALUES (?1, 'x')", session.newID() as PersonID)
                    let asked = try session.ask("SELECT words FROM value") { try $0[0] as Int }
                    _ = try session.first("SELECT 1") { try $0[0] as Int }
                    _ = try asked.get()
                }
            }
        }
    }

    @Test("what is executed together may refer to one another, be many, and is there for the next question")
    func together() async throws {
        try await TestStore.with(migrations) { kit in
            try await kit.store.write { session in
                let ids: [PersonID] = session.newIDs(12)
                try session.run("INSERT INTO value (key, number) VALUES (?1, 7)", ids[0])
                let seen = try session.together {
                    try session.run("UPDATE value SET number = number + ?2 WHERE key = ?1", ids[0], 1)
                    try session.runEach("INSERT INTO value (key, words) VALUES (?1, '?1 --')", ids.dropFirst()) {
                        $1 = [$0.value]
                    }
                    try session.runEach("INSERT INTO part (whole, number) VALUES (?1, ?2)", ids) { id, arguments in
                        arguments = [id.value, 2.value]
                    }
                    // A question ends what is together.
                    let count = try session.first("SELECT COUNT(*) FROM value") { try $0[0] as Int }
                    try session.together {
                        try session.run("UPDATE value SET number = ?1 -- of the first", 1)
                    }
                    try session.run("UPDATE part SET number = 3")
                    return count
                }
                #expect(seen == 12)
                let parts = try session.all("SELECT number FROM part") { try $0[0] as Int }
                #expect(parts == Array(repeating: 3, count: 12))
                let values = try session.all("SELECT number FROM value WHERE key = ?1", ids[0]) { try $0[0] as Int }
                #expect(values == [1])
                let words = try session.all("SELECT words FROM value WHERE key = ?1", ids[11]) { try $0[0] as String }
                #expect(words == ["?1 --"])
            }
        }
    }

    @Test("one of those together that is refused refuses all of them; what was only begun is sent all the same")
    func togetherInVain() async throws {
        try await TestStore.with(migrations) { kit in
            _ = await #expect(throws: StoreFailure.self) {
                try await kit.store.write { session in
                    try session.together {
                        try session.run("INSERT INTO value (key) VALUES (?1)", session.newID() as PersonID)
                        // Refers to what isn't there.
                        try session.run("INSERT INTO part VALUES (?1, 1)", session.newID() as PersonID)
                    }
                    _ = try session.first("SELECT 1") { try $0[0] as Int }
                }
            }
            struct Refusal: Error {}
            try await kit.store.write { session in
                _ = #expect(throws: Refusal.self) {
                    try session.together {
                        try session.run("INSERT INTO value (key) VALUES (?1)", session.newID() as PersonID)
                        throw Refusal()
                    }
                }
                let count = try session.first("SELECT COUNT(*) FROM value") { try $0[0] as Int }
                #expect(count == 1)
            }
        }
    }

    @Test("every type reads back as it was bound, and NULL as nil")
    func roundTrip() async throws {
        try await TestStore.with(migrations) { kit in
            let day = Day("2026-11-20")
            try await kit.store.write { session in
                let id: PersonID = session.newID()
                try session.run(
                    "INSERT INTO value VALUES (?1, ?2, ?3, ?4, ?5)",
                    id,
                    Int64.min,
                    "ăîșț\u{1}\u{1F9FE}",
                    [0, 255, 0] as [UInt8],
                    day
                )
                let read = try session.first("SELECT * FROM value") { row in
                    (
                        try row[0] as PersonID, try row[1] as Int64, try row[2] as String, try row[3] as [UInt8],
                        try row[4] as Day?
                    )
                }
                #expect(read?.0 == id)
                #expect(read?.1 == .min)
                #expect(read?.2 == "ăîșț\u{1}\u{1F9FE}")
                #expect(read?.3 == [0, 255, 0])
                #expect(read?.4 == day)
                try session.run("DELETE FROM value")
                try session.run(
                    "INSERT INTO value VALUES (?1, ?2, ?3, ?4, ?5)",
                    id,
                    nil as Int?,
                    "",
                    [] as [UInt8],
                    nil as Day?
                )
                let empty = try session.first("SELECT number, words, data, day FROM value") { row in
                    (try row[0] as Int?, try row[1] as String, try row[2] as [UInt8], try row[3] as Day?)
                }
                #expect(empty?.0 == nil)
                #expect(empty?.1 == "")
                #expect(empty?.2 == [])
                #expect(empty?.3 == nil)
            }
        }
    }

    @Test("a column whose values are listed takes these, and no other")
    func listedValues() async throws {
        let migrations = [
            Migration(
                "test/0001",
                [
                    """
                    CREATE TABLE thing (
                        kind {text} CHECK ({kind in 'one', 'two', 'the-third'}),
                        size {int} CHECK ({size in 1, 2, 4})
                    ) {strict}
                    """
                ]
            )
        ]
        try await TestStore.with(migrations) { kit in
            let insert: SQL = "INSERT INTO thing (kind, size) VALUES (?1, ?2)"
            try await kit.store.write { session in
                for kind in ["one", "two", "the-third"] { try session.run(insert, kind, 4) }
                try session.run(insert, nil as String?, 1)
            }
            for (kind, size) in [("third", 1), ("", 2), ("one", 3)] {
                await #expect(throws: StoreFailure.self) {
                    try await kit.store.write { try $0.run(insert, kind, size) }
                }
            }
            let count = try await kit.store.read { try $0.first("SELECT count(*) FROM thing") { try $0[0] as Int } }
            #expect(count == 4)
        }
    }

    @Test("text with NUL in it is refused on every engine, since one can't hold it")
    func noNUL() async throws {
        try await TestStore.with(migrations) { kit in
            _ = await #expect(throws: StoreFailure.constraint("text without NUL")) {
                try await kit.store.write { session in
                    let id: PersonID = session.newID()
                    try session.run("INSERT INTO value (key, words) VALUES (?1, ?2)", id, "a\u{0}b")
                }
            }
        }
    }

    @Test("a column of another type is refused, never bent")
    func wrongType() async throws {
        try await TestStore.with(migrations) { kit in
            await #expect(throws: StoreFailure.unreadable(column: 0, expected: "Day")) {
                try await kit.store.read { try $0.first("SELECT 'tomorrow'") { try $0[0] as Day } }
            }
            await #expect(throws: StoreFailure.unreadable(column: 0, expected: "integer")) {
                try await kit.store.read { try $0.first("SELECT '1'") { try $0[0] as Int } }
            }
        }
    }

    @Test("migrating again changes nothing; a database of a newer program is refused by name")
    func migrateTwice() async throws {
        try await TestStore.with(migrations) { kit in
            try await kit.store.migrate(StoreSchema.migrations + migrations)
            await #expect(throws: StoreFailure.schemaNewer(migration: "test/0001")) {
                try await kit.store.migrate(StoreSchema.migrations)
            }
        }
    }

    @Test("a change set's rows count when it is published, and not after it is withdrawn")
    func changeSets() async throws {
        try await TestStore.with(migrations) { kit in
            func state(_ id: ChangeSetID) async throws -> Int? {
                try await kit.store.point {
                    try $0.first("SELECT state FROM change_set WHERE id = ?1", id) { try $0[0] as Int }
                }
            }
            let set = try await kit.store.write { try ChangeSet.open(in: $0) }
            #expect(try await state(set) == 0)
            try await kit.store.write { try ChangeSet.publish(set, in: $0) }
            #expect(try await state(set) == 1)
            try await kit.store.write { try ChangeSet.withdraw(set, in: $0) }
            try await kit.store.write { try ChangeSet.publish(set, in: $0) }
            #expect(try await state(set) == 2)
            #expect(try await state(ChangeSet.immediate) == 1)
        }
    }
}
