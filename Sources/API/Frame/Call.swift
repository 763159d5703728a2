import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Store

/// One request, as the handlers see it.
struct Call: Sendable {
    let request: Request
    let context: APIContext
    let services: Services
    /// The services' store; of a call whose token is known, one that confirms the token in each transaction.
    let store: any Store

    /// The language to answer in.
    var language: Language { Language(acceptLanguage: request.headers[.acceptLanguage]) }

    /// Where the request comes from, for the limits on guessing.
    var address: String {
        if services.trustsForwardedFor, let forwarded = request.headers[.xForwardedFor] {
            // The last address is the one that our own proxy saw; those before it are what the caller claims.
            if let last = forwarded.split(separator: ",").last {
                return Self.network(of: Self.withoutPort(last.trimmed))
            }
        }
        return Self.network(of: context.remoteAddress ?? "unknown")
    }

    /// What counts as one caller: an address of IPv4; of IPv6 the /64 that a provider gives to one customer, who has as many
    /// addresses in it as anybody could count.
    private static func network(of address: String) -> String {
        guard address.contains(":"), let text = try? SocketAddress(ipAddress: address, port: 0).ipAddress else {
            return address
        }
        if text.hasPrefix("::ffff:"), text.contains(".") { return String(text.dropFirst(7)) }
        // Addresses of IPv4 behind a translator (RFC 6052): each is one caller.
        if text.hasPrefix("64:ff9b::") { return text }
        let ends = text.split(separator: "::", omittingEmptySubsequences: false).map { $0.split(separator: ":") }
        let gap = ends.count == 2 ? 8 - ends[0].count - ends[1].count : 0
        let groups = (ends[0] + Array(repeating: "0", count: max(0, gap)) + (ends.count == 2 ? ends[1] : [])).prefix(4)
        return groups.joined(separator: ":") + "::/64"
    }

    /// Some proxies add the port, which is another one for each connection: `192.0.2.1:4711`, `[2001:db8::1]:4711`.
    private static func withoutPort(_ address: Substring) -> String {
        if address.first == "[" { return String(address.dropFirst().prefix { $0 != "]" }) }
        let parts = address.split(separator: ":", omittingEmptySubsequences: false)
        return String(parts.count == 2 ? parts[0] : address)
    }

    /// What the browser or app says it is.
    var device: String? { request.headers[.userAgent] }

    /// Whether `Accept` names that media type; a wildcard doesn't.
    func accepts(_ type: String) -> Bool {
        (request.headers[.accept] ?? "").split(separator: ",").contains { range in
            range.prefix { $0 != ";" }.trimmed.lowercased() == type
        }
    }

    /// The identifier in the path; what isn't one is nobody's.
    func id<Kind: EntityKind>(_ name: String = "id", of kind: Kind.Type = Kind.self) throws -> ID<Kind> {
        guard let id = context.parameters.get(name).flatMap({ ID<Kind>($0) }) else { throw APIFailure.notFound }
        return id
    }

    /// The month in the path.
    func month(_ name: String = "month") throws -> Month {
        guard let month = context.parameters.get(name).flatMap({ Month($0) }) else {
            throw APIFailure.fieldInvalid(name, reason: KernelMessages.notMonth)
        }
        return month
    }

    /// The body, whole; refused when it is over the limit for JSON.
    func body() async throws -> ByteBuffer {
        let limit = Limits.jsonBodyBytes
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limit {
            throw APIFailure.bodyTooLarge(limitBytes: limit)
        }
        do {
            return try await request.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw APIFailure.bodyTooLarge(limitBytes: limit)
        } catch {
            throw APIFailure.bodyUnreadable
        }
    }

    /// The body as JSON.
    func decode<T: Decodable>(_ type: T.Type = T.self) async throws -> T {
        try JSON.decode(type, from: try await body())
    }

    /// The body as JSON, or nil when there is none: for calls whose every field is optional.
    func decodeIfPresent<T: Decodable>(_ type: T.Type = T.self) async throws -> T? {
        let body = try await body()
        return body.readableBytes == 0 ? nil : try JSON.decode(type, from: body)
    }
}

extension HTTPField.Name {
    /// The chain of addresses that a proxy saw.
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For") ?? .via
    /// Makes a repeated request harmless.
    static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .via
    /// Says that an answer is the one given before.
    static let idempotentReplayed = HTTPField.Name("Idempotent-Replayed") ?? .via
    /// Ties an answer to the log.
    static let requestID = HTTPField.Name("X-Request-Id") ?? .via
}
