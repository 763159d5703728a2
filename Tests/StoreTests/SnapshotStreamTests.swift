import Kernel
import Store
import Synchronization
import TestKit
import Testing

/// Rows that one snapshot tells and a task takes.
@Suite("Snapshot streams")
struct SnapshotStreamTests {
    private static let migrations = [
        Migration("test/0001", ["CREATE TABLE value (number {int} NOT NULL PRIMARY KEY) {strict}"])
    ]

    private static func with(rows: Int, _ body: (any Store) async throws -> Void) async throws {
        try await TestStore.with(migrations) { kit in
            try await kit.store.write { session in
                try session.runEach("INSERT INTO value (number) VALUES (?1)", 0..<rows) { $1 = [$0.value] }
            }
            try await body(kit.store)
        }
    }

    private static func numbers(
        of store: any Store,
        ahead: Int,
        told: @escaping @Sendable () -> Void = {}
    ) async -> SnapshotStream<Int> {
        await SnapshotStream(of: store, ahead: ahead) { session, hand in
            try session.each("SELECT number FROM value ORDER BY number") { row in
                try hand(try row[0])
                told()
            }
        }
    }

    @Test("every row comes, in order, and no more parts wait than may")
    func whole() async throws {
        try await Self.with(rows: 1000) { store in
            let told = Mutex(0)
            let stream = await Self.numbers(of: store, ahead: 2) { told.withLock { $0 += 1 } }
            var taken: [Int] = []
            for try await number in stream.parts {
                #expect(told.withLock { $0 } <= taken.count + 2)
                taken.append(number)
                stream.makeRoom()
            }
            await stream.end()
            #expect(taken == Array(0..<1000))
        }
    }

    @Test("whoever wants no more gets no more; it told one snapshot, whatever was written meanwhile")
    func ended() async throws {
        try await Self.with(rows: 1000) { store in
            let told = Mutex(0)
            let stream = await Self.numbers(of: store, ahead: 1) { told.withLock { $0 += 1 } }
            var taken: [Int] = []
            for try await number in stream.parts {
                taken.append(number)
                try await store.write { try $0.run("DELETE FROM value WHERE number > 5") }
                if taken.count == 10 { break }
                stream.makeRoom()
            }
            await stream.end()
            #expect(taken == Array(0..<10))
            #expect(told.withLock { $0 } <= 11)
        }
    }

    @Test("what the snapshot throws comes out where its parts do; the next one has its turn")
    func failure() async throws {
        try await Self.with(rows: 10) { store in
            let broken = await SnapshotStream<Int>(of: store, ahead: 1) { session, hand in
                try hand(1)
                try session.each("SELECT number FROM nothing") { try hand(try $0[0]) }
            }
            var taken: [Int] = []
            await #expect(throws: StoreFailure.self) {
                for try await number in broken.parts {
                    taken.append(number)
                    broken.makeRoom()
                }
            }
            await broken.end()
            #expect(taken == [1])
            let next = await Self.numbers(of: store, ahead: 1)
            var count = 0
            for try await _ in next.parts {
                count += 1
                next.makeRoom()
            }
            await next.end()
            #expect(count == 10)
        }
    }
}
