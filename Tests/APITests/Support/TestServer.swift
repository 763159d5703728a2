import Foundation
import FoundationNetworking
import Hummingbird
import Kernel
import Logging
import Secrets
import Store
import StoreSQLite
import Synchronization
import TestKit

@testable import API

/// The real server on a port of its own, over a database of its own.
struct TestServer: Sendable {
    let kit: TestStore
    let services: Services
    let port: Int
    let log: LogLines

    /// Runs a test against a server with those endpoints; the whole table unless said otherwise.
    static func with(
        endpoints: [Endpoint] = Endpoint.all,
        trustsForwardedFor: Bool = false,
        queueLimit: Int = SQLiteStore.queueLimit,
        bodyPace: BodyPace = BodyPace(),
        _ body: @escaping @Sendable (TestServer) async throws -> Void
    ) async throws {
        try await TestStore.with(testMigrations, queueLimit: queueLimit) { kit in
            let log = LogLines()
            let services = Services(
                store: kit.store,
                vault: kit.vault,
                hasher: PasswordHasher(cost: 16),
                logger: Logger(label: "test") { _ in LogRecorder(lines: log) },
                trustsForwardedFor: trustsForwardedFor
            )
            let (ports, bound) = AsyncStream.makeStream(of: Int.self)
            let application = makeApplication(
                services,
                router: makeRouter(services, endpoints: endpoints),
                host: "127.0.0.1",
                port: 0,
                bodyPace: bodyPace
            ) { bound.yield($0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await application.run() }
                group.addTask {
                    for await port in ports {
                        try await body(TestServer(kit: kit, services: services, port: port, log: log))
                        break
                    }
                }
                // Whichever ends first decides: the test, or a server that couldn't start.
                try await group.next()
                group.cancelAll()
            }
        }
    }

    /// Asks the server.
    func ask(
        _ method: String,
        _ path: String,
        token: String? = nil,
        headers: [String: String] = [:],
        body: Data? = nil
    ) async throws -> Answer {
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await Self.session.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        return Answer(status: response.statusCode, response: response, data: data)
    }

    /// Asks with a JSON body.
    func ask(
        _ method: String,
        _ path: String,
        token: String? = nil,
        headers: [String: String] = [:],
        json: [String: any Sendable]
    ) async throws -> Answer {
        // Sorted, so that the same request is the same bytes.
        let body = try JSONSerialization.data(withJSONObject: json, options: .sortedKeys)
        let headers = headers.merging(["Content-Type": "application/json"]) { given, _ in given }
        return try await ask(method, path, token: token, headers: headers, body: body)
    }

    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        // A busy machine is no failure; a server that never answers is.
        configuration.timeoutIntervalForRequest = 600
        return URLSession(configuration: configuration)
    }()
}

/// What came back.
struct Answer: Sendable {
    let status: Int
    let response: HTTPURLResponse
    let data: Data

    var text: String { String(decoding: data, as: UTF8.self) }

    func header(_ name: String) -> String? { response.value(forHTTPHeaderField: name) }

    /// The body as a JSON object; empty when it isn't one.
    var object: [String: Any] { (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:] }

    func string(_ key: String) -> String? { object[key] as? String }
    func int(_ key: String) -> Int? { object[key] as? Int }
    func nested(_ key: String) -> [String: Any] { object[key] as? [String: Any] ?? [:] }

    /// The items of a list.
    var items: [[String: Any]] { object["items"] as? [[String: Any]] ?? [] }

    /// The code at the end of a problem's type.
    var code: String? { string("type")?.split(separator: ":").last.map(String.init) }
}
