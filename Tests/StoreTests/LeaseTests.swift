import Kernel
import Store
import TestKit
import Testing

@Suite("Leases")
struct LeaseTests {
    @Test("of two programs one does the work; when it has died the other takes over after its time, and keeps it")
    func takenOver() async throws {
        try await TestStore.with([]) { kit in
            let (first, second) = (Lease.newHolder(), Lease.newHolder())
            try await kit.expect(by: first, isTaken: true)
            try await kit.expect(by: second, isTaken: false)
            kit.clock.advance(seconds: 29)
            try await kit.expect(by: second, isTaken: false)
            kit.clock.advance(seconds: 1)
            try await kit.expect(by: second, isTaken: true)
            try await kit.expect(by: first, isTaken: false)
        }
    }

    @Test("who goes on working keeps it")
    func renewed() async throws {
        try await TestStore.with([]) { kit in
            let (first, second) = (Lease.newHolder(), Lease.newHolder())
            for _ in 0..<50 {
                try await kit.expect(by: first, isTaken: true)
                kit.clock.advance(seconds: 5)
                try await kit.expect(by: second, isTaken: false)
            }
        }
    }

    @Test("given back, it is free at once; another's can't be given back")
    func givenBack() async throws {
        try await TestStore.with([]) { kit in
            let (first, second) = (Lease.newHolder(), Lease.newHolder())
            try await kit.expect(by: first, isTaken: true)
            try await kit.store.write { try Lease.giveBack("work", by: second, in: $0) }
            try await kit.expect(by: second, isTaken: false)
            try await kit.store.write { try Lease.giveBack("work", by: first, in: $0) }
            try await kit.expect(by: second, isTaken: true)
        }
    }

    @Test("each piece of work has its own")
    func names() async throws {
        try await TestStore.with([]) { kit in
            try await kit.expect("invitations", by: Lease.newHolder(), isTaken: true)
            try await kit.expect("sweep", by: Lease.newHolder(), isTaken: true)
        }
    }

    @Test("of many that ask at the same moment one gets it, whether it is new or over")
    func race() async throws {
        try await TestStore.with([]) { kit in
            for _ in 0..<5 {
                let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for _ in 0..<16 { group.addTask { try await kit.take(by: Lease.newHolder()) } }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(winners == 1)
                kit.clock.advance(seconds: 30)
            }
        }
    }
}

extension TestStore {
    fileprivate func expect(
        _ name: String = "work",
        by holder: HolderID,
        isTaken: Bool,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let taken = try await take(name, by: holder)
        #expect(taken == isTaken, sourceLocation: location)
    }

    fileprivate func take(_ name: String = "work", by holder: HolderID) async throws -> Bool {
        try await store.write { try Lease.take(name, by: holder, seconds: 30, in: $0) }
    }
}
