import Foundation
import FoundationNetworking
import Glibc
import TestKit
import Testing

/// A running `carnet serve`, and how to talk to it.
final class Server: Sendable {
    private let process: Process
    let base: URL

    /// Starts on a free port and waits until it is ready.
    ///
    /// - Parameters:
    ///   - options: what it is told besides.
    ///   - wrapper: another program and its arguments, which starts this one in its own place.
    static func start(
        _ program: Program,
        _ options: [String] = [],
        through wrapper: [String] = []
    ) async throws -> Server {
        let process = program.process(["serve", "--port", "0"] + options, through: wrapper)
        let output = Pipe()
        process.standardOutput = output
        let log = program.folder.appending(path: "serve-\(UUID().uuidString).log")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        process.standardError = try FileHandle(forWritingTo: log)
        try process.start()
        // The first line says where it listens.
        var line = ""
        while !line.hasSuffix("\n") {
            let bytes = output.fileHandleForReading.readData(ofLength: 1)
            guard !bytes.isEmpty else {
                let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
                throw Complaint("serve ended before it was ready: \(text)")
            }
            line += String(decoding: bytes, as: UTF8.self)
        }
        let address = try #require(line.firstMatch(of: /http:\/\/[0-9.]+:[0-9]+/).map { String($0.0) })
        return Server(process: process, base: try #require(URL(string: address)))
    }

    private init(process: Process, base: URL) {
        self.process = process
        self.base = base
    }

    /// Asks it to finish, as a service manager would, and says how it ended.
    func stop() async -> Int32 {
        process.terminate()
        await process.end()
        return process.terminationStatus
    }

    /// Ends it as a power cut would.
    func kill() async {
        Glibc.kill(process.processIdentifier, SIGKILL)
        await process.end()
    }

    /// What it asks of the kernel fails as strace's options say, until that is detached.
    func failing(_ options: [String]) throws -> Strace.Attached {
        try Strace.Attached(to: process.processIdentifier, options)
    }

    /// From now on no file that it writes may grow beyond that.
    func limitFiles(toBytes bytes: Int) async throws {
        let prlimit = Process()
        prlimit.executableURL = URL(filePath: "/usr/bin/env")
        prlimit.arguments = ["prlimit", "--pid", "\(process.processIdentifier)", "--fsize=\(bytes):"]
        try prlimit.start()
        await prlimit.end()
        guard prlimit.terminationStatus == 0 else { throw Complaint("the size of the server's files can't be limited") }
    }

    struct Answer: Sendable {
        let status: Int
        let data: Data
        let headers: [String: String]

        var json: JSON { get throws { try JSON(data) } }
        var text: String { String(decoding: data, as: UTF8.self) }
    }

    func call(
        _ method: String,
        _ path: String,
        token: String? = nil,
        headers: [String: String] = [:],
        body: Data? = nil
    ) async throws -> Answer {
        var request = URLRequest(url: try #require(URL(string: base.absoluteString + path)))
        request.httpMethod = method
        request.httpBody = body
        // A busy machine is no failure; a server that never answers is.
        request.timeoutInterval = 600
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        if body != nil { request.setValue("application/json", forHTTPHeaderField: "Content-Type") }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await URLSession.shared.data(for: request)
        let http = try #require(response as? HTTPURLResponse)
        var found: [String: String] = [:]
        for (name, value) in http.allHeaderFields { found["\(name)".lowercased()] = "\(value)" }
        return Answer(status: http.statusCode, data: data, headers: found)
    }

    func get(_ path: String, token: String? = nil, headers: [String: String] = [:]) async throws -> Answer {
        try await call("GET", path, token: token, headers: headers)
    }

    func post(
        _ path: String,
        _ body: [String: any Sendable] = [:],
        token: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        try await call(
            "POST",
            path,
            token: token,
            headers: headers,
            body: try JSONSerialization.data(withJSONObject: body)
        )
    }

    func signIn(_ identifier: String, _ password: String, code: String? = nil) async throws -> String {
        var body: [String: any Sendable] = ["identifier": identifier, "password": password]
        if let code { body["code"] = code }
        let answer = try await post("/v1/sessions", body)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(try answer.json["token"]?.text)
    }
}

struct Complaint: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
