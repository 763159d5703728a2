import Foundation
import Kernel
import Messaging
import TestKit
import Testing

@Suite("Directory transport")
struct DirectoryTransportTests {
    @Test("B17: each message is one complete JSON file, readable by its user alone, in a folder that it makes")
    func files() async throws {
        try await TestStore.with(Messaging.migrations) { kit in
            let folder = kit.folder.appending(path: "deep/outbox")
            let sms = Draft(channel: .sms, to: "+40722555014", text: "Codul: 123456 „ăș”\n", priority: .code)
            let ids = try await kit.post(sms, .test("hello"))
            let dispatcher = kit.dispatcher(DirectoryTransport(path: folder.path))
            #expect(try await dispatcher.dispatchDue() == 2)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(Set(names) == Set(ids.map { "\($0).json" }))

            let file = folder.appending(path: "\(ids[0]).json")
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: any Sendable]
            )
            #expect(Set(json.keys) == ["id", "channel", "to", "subject", "text", "at"])
            #expect(json["id"] as? String == "\(ids[0])")
            #expect(json["channel"] as? String == "sms")
            #expect(json["to"] as? String == "+40722555014")
            #expect(json["text"] as? String == sms.text)
            #expect(json["subject"] is NSNull)
            #expect(json["at"] as? String == "\(Instant.testStart)")
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test("delivering the same message again replaces its file by an equal one")
    func again() async throws {
        try await TestStore.with(Messaging.migrations) { kit in
            let transport = DirectoryTransport(path: kit.folder.path)
            let id = MessageID(at: .testStart, random: 1)
            let message = OutgoingMessage(
                id: id,
                channel: .email,
                to: "a@b.example",
                subject: "s",
                text: "t",
                at: .testStart
            )
            try await transport.deliver(message)
            let path = kit.folder.appending(path: "\(id).json")
            let first = try Data(contentsOf: path)
            try await transport.deliver(message)
            #expect(try Data(contentsOf: path) == first)
        }
    }

    @Test("a folder that can't be written keeps the message due")
    func unwritable() async throws {
        try await TestStore.with(Messaging.migrations) { kit in
            let blocked = kit.folder.appending(path: "file")
            try Data().write(to: blocked)
            let id = try await kit.post(.test())[0]
            #expect(try await kit.dispatcher(DirectoryTransport(path: blocked.path)).dispatchDue() == 0)
            #expect(try await kit.state(of: id) == .due)
        }
    }
}
