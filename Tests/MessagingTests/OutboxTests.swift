import Kernel
import Messaging
import Store
import TestKit
import Testing

@Suite("Outbox")
struct OutboxTests {
    @Test("B17: codes go before invitations, invitations before news, and each in the order of posting")
    func order() async throws {
        try await TestStore.with(Messaging.migrations) { kit in
            for (text, priority) in [
                ("n", .news), ("i1", .invitation), ("c1", .code), ("i2", .invitation), ("c2", .code),
            ] as [(String, Priority)] {
                _ = try await kit.post(.test(text, priority))
                kit.clock.advance(seconds: 1)
            }
            let transport = RecordingTransport()
            #expect(try await kit.dispatcher(transport).dispatchDue() == 5)
            #expect(transport.messages.map(\.text) == ["c1", "c2", "i1", "i2", "n"])
        }
    }

    @Test("a message goes out once, and nothing but its encrypted address stays")
    func wiped() async throws {
        try await TestStore.with(Messaging.migrations) { kit in
            let id = try await kit.post(.test("123456", to: "ana@acme.example"))[0]
            let before = try await kit.store.read { session in
                try session.first("SELECT address, subject, words FROM message") { row in
                    [try row[0] as [UInt8], try row[1], try row[2]]
                }
            }
            for (sealed, plain) in zip(try #require(before), ["ana@acme.example", "About", "123456"]) {
                #expect(!String(decoding: sealed, as: UTF8.self).contains(plain))
            }
            let transport = RecordingTransport()
            #expect(try await kit.dispatcher(transport).dispatchDue() == 1)
            #expect(try await kit.dispatcher(transport).dispatchDue() == 0)
            #expect(transport.messages.map(\.to) == ["ana@acme.example"])
            #expect(try await kit.state(of: id) == .sent)
            let isWiped = try await kit.store.read { session in
                try session.first("SELECT subject IS NULL AND words IS NULL FROM message") { try $0[0] as Bool }
            }
            #expect(isWiped == true)
        }
    }

    @Test("without a transport for its channel a message stays due, and keeps no other waiting")
    func noTransport() async throws {
        try await TestStore.with(Messaging.migrations) { kit in
            let sms = Draft(channel: .sms, to: "+40722555014", text: "code", priority: .code)
            let ids = try await kit.post(sms, .test("mail"))
            let transport = RecordingTransport(channels: [.email])
            #expect(try await kit.dispatcher().dispatchDue() == 0)
            #expect(try await kit.dispatcher(transport).dispatchDue() == 1)
            #expect(try await kit.state(of: ids[0]) == .due)
            #expect(try await kit.state(of: ids[1]) == .sent)
            let messaging = Messaging(vault: kit.vault)
            #expect(try await kit.store.read { try messaging.due(in: $0) } == [.sms: 1])
        }
    }

    @Test("what can't be delivered is tried again later and later, and given up when it is no use any more")
    func backOff() async throws {
        try await TestStore.with(Messaging.migrations) { kit in
            let id = try await kit.post(.test())[0]
            let transport = RecordingTransport(failure: .unavailable(reason: "down"))
            let dispatcher = kit.dispatcher(transport)
            for wait in [2, 4, 8, 16] as [Int64] {
                try await dispatcher.dispatchDue()
                kit.clock.advance(seconds: wait - 1)
                transport.fail(nil)
                #expect(try await dispatcher.dispatchDue() == 0)
                transport.fail(.unavailable(reason: "down"))
                kit.clock.advance(seconds: 1)
            }
            transport.fail(nil)
            #expect(try await dispatcher.dispatchDue() == 1)
            #expect(try await kit.state(of: id) == .sent)

            let late = try await kit.post(.test("too late", .code))[0]
            kit.clock.advance(seconds: 600)
            #expect(try await dispatcher.dispatchDue() == 0)
            #expect(try await kit.state(of: late) == .failed)
            #expect(!transport.messages.contains { $0.text == "too late" })
        }
    }

    @Test("what is refused for good isn't tried again")
    func refused() async throws {
        try await TestStore.with(Messaging.migrations) { kit in
            let id = try await kit.post(.test())[0]
            let transport = RecordingTransport(failure: .refused(reason: "no such mailbox"))
            try await kit.dispatcher(transport).dispatchDue()
            #expect(try await kit.state(of: id) == .failed)
        }
    }

    @Test("a message that was claimed before a crash goes out again after its lease, with the same id")
    func crash() async throws {
        try await TestStore.with(Messaging.migrations) { kit in
            let id = try await kit.post(.test())[0]
            // As if the program had ended between claiming and recording.
            try await kit.store.write { session in
                try session.run("UPDATE message SET due_at = due_at + 30000000, tries = 1")
            }
            let transport = RecordingTransport()
            #expect(try await kit.dispatcher(transport).dispatchDue() == 0)
            kit.clock.advance(seconds: 30)
            #expect(try await kit.dispatcher(transport).dispatchDue() == 1)
            #expect(transport.messages.map(\.id) == [id])
        }
    }

    @Test("many dispatchers at once hand over each of 500 messages exactly once")
    func race() async throws {
        try await TestStore.with(Messaging.migrations) { kit in
            let messaging = Messaging(vault: kit.vault)
            try await kit.store.write { session in
                try messaging.post((0..<500).map { .test("\($0)", .invitation) }, in: session)
            }
            let transport = RecordingTransport()
            let sent = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 { group.addTask { try await kit.dispatcher(transport).dispatchDue() } }
                return try await group.reduce(0, +)
            }
            #expect(sent == 500)
            #expect(Set(transport.messages.map(\.id)).count == 500)
            #expect(transport.messages.count == 500)
        }
    }

    @Test("one message that can't be decrypted holds up no other")
    func unreadable() async throws {
        try await TestStore.with(Messaging.migrations) { kit in
            let ids = try await kit.post(.test("broken"), .test("whole"))
            try await kit.store.write { session in
                try session.run("UPDATE message SET words = ?2 WHERE id = ?1", ids[0], [1, 2, 3] as [UInt8])
            }
            let transport = RecordingTransport()
            #expect(try await kit.dispatcher(transport).dispatchDue() == 1)
            #expect(try await kit.state(of: ids[0]) == .failed)
            #expect(transport.messages.map(\.text) == ["whole"])
        }
    }

    @Test("eight dispatchers at once deliver each message once between them")
    func atOnceOnce() async throws {
        try await TestStore.with(Messaging.migrations) { kit in
            let messaging = Messaging(vault: kit.vault)
            let drafts = (0..<200).map { Draft.test("\($0)", [.code, .invitation, .news][$0 % 3]) }
            try await kit.store.write { try messaging.post(drafts, in: $0) }
            let transport = RecordingTransport()
            let sent = try await atOnce(8) { _ in try await kit.dispatcher(transport).dispatchDue() }
            #expect(sent.reduce(0, +) == 200)
            #expect(transport.messages.count == 200)
            #expect(Set(transport.messages.map(\.id)).count == 200)
        }
    }

    @Test("a cause that is rolled back sends nothing")
    func rolledBack() async throws {
        struct Refusal: Error {}
        try await TestStore.with(Messaging.migrations) { kit in
            let messaging = Messaging(vault: kit.vault)
            await #expect(throws: Refusal.self) {
                try await kit.store.write { session in
                    try messaging.post(.test(), in: session)
                    throw Refusal()
                }
            }
            let sent = try await kit.dispatcher(RecordingTransport()).dispatchDue()
            #expect(sent == 0)
        }
    }

    @Test("the service delivers by itself, and ends when it is asked to")
    func service() async throws {
        try await TestStore.with(Messaging.migrations) { kit in
            let transport = RecordingTransport()
            let dispatcher = kit.dispatcher(transport)
            let running = Task { try await dispatcher.run() }
            let id = try await kit.post(.test("by itself", .code))[0]
            var arrivals = transport.arrivals.makeAsyncIterator()
            #expect(await arrivals.next()?.id == id)
            running.cancel()
            try await running.value
        }
    }
}
