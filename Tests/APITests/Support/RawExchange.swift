import Dispatch
import Glibc

/// One exchange over a bare socket: what a client library would hide or refuse to send.
enum RawExchange {
    /// Sends the bytes and reads until the server closes.
    static func send(_ text: String, port: Int) async throws -> String {
        try await apart { try exchange(text, port: port) }
    }

    /// Sends the bytes and hangs up without waiting for an answer.
    static func hangUp(after text: String, port: Int) async throws {
        try await apart { _ = close(try open(sending: text, port: port)) }
    }

    /// Sends a head, then piece after piece with a pause before each, until the server says something or closes; then reads
    /// to the end. Tells how many pieces were sent.
    static func drip(
        _ head: String,
        _ pieces: [String],
        pauseMilliseconds: Int32,
        port: Int
    ) async throws -> (sent: Int, answer: String) {
        try await apart {
            let descriptor = try open(sending: head, port: port)
            defer { close(descriptor) }
            var sent = 0
            for piece in pieces {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                guard unsafe poll(&waiting, 1, pauseMilliseconds) == 0 else { break }
                send(piece, to: descriptor)
                sent += 1
            }
            return (sent, answer(from: descriptor))
        }
    }

    /// Sends a head, waits for the server's first word, and a little more, sends the body and reads to the end.
    static func converse(
        head: String,
        body: String,
        pauseMilliseconds: UInt32 = 0,
        port: Int
    ) async throws -> (first: String, answer: String) {
        try await apart {
            let descriptor = try open(sending: head, port: port)
            defer { close(descriptor) }
            var first = [UInt8](repeating: 0, count: 4096)
            let count = unsafe first.withUnsafeMutableBytes {
                unsafe read(descriptor, $0.baseAddress, $0.count)
            }
            usleep(pauseMilliseconds * 1000)
            send(body, to: descriptor)
            return (String(decoding: first.prefix(max(count, 0)), as: UTF8.self), answer(from: descriptor))
        }
    }

    /// Blocks a thread that the server doesn't need.
    private static func apart<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
        }
    }

    private static func exchange(_ text: String, port: Int) throws -> String {
        let descriptor = try open(sending: text, port: port)
        defer { close(descriptor) }
        return answer(from: descriptor)
    }

    private static func answer(from descriptor: Int32) -> String {
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            answer += chunk[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }

    private static func open(sending text: String, port: Int) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw RawFailure.socket }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw RawFailure.connect }
        send(text, to: descriptor)
        return descriptor
    }

    /// What the server doesn't take any more is dropped, and no signal ends the tests.
    private static func send(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
    }

    enum RawFailure: Error { case socket, connect }
}
