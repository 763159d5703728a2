import HTTPTypes
import Hummingbird
import Kernel
import Store

extension Problem {
    /// An error as whoever asked may see it, and the headers that go with it.
    ///
    /// A refusal says what its rule says. Another library's error says its status and no more. Anything else is 500
    /// with a fixed text: what really happened is in the log, under the request id.
    static func describing(
        _ error: any Error,
        language: Language,
        requestID: String
    ) -> (problem: Problem, status: HTTPResponse.Status, headers: HTTPFields, isUnexpected: Bool) {
        var headers = HTTPFields()
        func reply(_ code: String, _ status: HTTPResponse.Status, _ message: Message, isUnexpected: Bool = false) -> (
            Problem, HTTPResponse.Status, HTTPFields, Bool
        ) {
            let problem = Problem(
                code: code,
                status: status,
                detail: message.text(in: language),
                matter: (error as? any Failure)?.matter,
                field: (error as? any FieldFailure)?.field,
                requestID: requestID
            )
            return (problem, status, headers, isUnexpected)
        }
        switch error {
        case let failure as StoreFailure where failure.code == "internal":
            return reply("internal", .internalServerError, APIMessages.unexpected, isUnexpected: true)
        case let failure as any Failure:
            if let seconds = failure.kind.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
            if failure.kind == .unauthenticated { headers[.wwwAuthenticate] = "Bearer" }
            return reply(failure.code, failure.kind.status, failure.message)
        case let wrong as MethodNotAllowed:
            headers[.allow] = wrong.allowed.joined(separator: ", ")
            return reply("method-not-allowed", .methodNotAllowed, APIMessages.methodNotAllowed)
        case let foreign as any HTTPResponseError where foreign.status == .notFound:
            return reply(APIFailure.notFound.code, foreign.status, APIMessages.notFound)
        case let foreign as any HTTPResponseError where foreign.status.code < 500:
            return reply(foreign.status.problemCode, foreign.status, APIMessages.foreign)
        default:
            return reply("internal", .internalServerError, APIMessages.unexpected, isUnexpected: true)
        }
    }
}

/// A refusal that knows which field it is about.
protocol FieldFailure: Failure {
    /// The field of the body or parameter of the query, as in `phone` or `services[0].serviceId`.
    var field: String? { get }
}

extension APIFailure: FieldFailure {}

/// A room's refusal of what a field says, with the field's name.
struct InField: FieldFailure {
    let field: String?
    let failure: any Failure
    var code: String { failure.code }
    var kind: FailureKind { failure.kind }
    var matter: Matter? { failure.matter }
    var message: Message { failure.message }
}

extension HTTPResponse.Status {
    /// `Not Found` as `not-found`.
    fileprivate var problemCode: String {
        let words = reasonPhrase.lowercased().split(separator: " ").joined(separator: "-")
        return words.isEmpty ? "http-\(code)" : words
    }
}
