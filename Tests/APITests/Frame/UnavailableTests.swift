import Dispatch
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

@testable import API

@Suite("When nothing can be stored")
struct UnavailableTests {
    @Test(
        "more writes than may wait are refused with 503 and Retry-After, and the others are done",
        .enabled(if: TestEngine.current == .sqlite, "StoreTests fills the queue for connections")
    )
    func queueFull() async throws {
        try await TestServer.with(queueLimit: 3) { server in
            let world = try await TestWorld.make(server)
            let order = try await world.order(server)
            let (begun, goesOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            let slow = Task {
                try await server.kit.store.write { _ in
                    begun.signal()
                    goesOn.wait()
                }
            }
            await offThePool { begun.wait() }
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for number in 0..<12 {
                    group.addTask { try await world.send(order, key: "key-\(number)", to: server) }
                }
                var answers: [Answer] = []
                for try await answer in group {
                    answers.append(answer)
                    // Three wait for the writer, and all others have been told.
                    if answers.count == 9 { goesOn.signal() }
                }
                return answers
            }
            try await slow.value
            #expect(answers.prefix(9).allSatisfy { $0.status == 503 && $0.code == "unavailable" })
            #expect(answers.prefix(9).allSatisfy { $0.header("Retry-After") == "1" })
            #expect(answers.suffix(3).allSatisfy { $0.status == 201 })
            let visits = try await server.ask("GET", "/v1/me/visits", token: world.token(of: .member))
            #expect(visits.items.count == 3)
        }
    }

    /// Waits for what a thread of its own may wait for.
    private func offThePool(_ wait: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            DispatchQueue.global().async {
                wait()
                continuation.resume()
            }
        }
    }
}
