import HTTPTypes
import Hummingbird
import Kernel
import Store

/// A refusal on the wire: RFC 9457, with the rule's code at the end of `type`.
struct Problem: Encodable {
    let type: String
    let title: String
    let status: Int
    let detail: String
    let matter: Matter?
    let field: String?
    let requestId: String

    /// A problem of that code; its title is the code in words.
    init(
        code: String,
        status: HTTPResponse.Status,
        detail: String,
        matter: Matter? = nil,
        field: String? = nil,
        requestID: String
    ) {
        type = "urn:carnet:problem:\(code)"
        let words = code.replacing("-", with: " ")
        title = words.prefix(1).uppercased() + words.dropFirst()
        self.status = status.code
        self.detail = detail
        self.matter = matter
        self.field = field
        self.requestId = requestID
    }
}

/// A path that exists, asked with a method that it doesn't take.
struct MethodNotAllowed: Error {
    /// The methods that it takes.
    let allowed: [String]
}

extension FailureKind {
    /// The HTTP status of a refusal of this kind.
    var status: HTTPResponse.Status {
        switch self {
        case .unauthenticated: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .conflict: .conflict
        case .invalid: .unprocessableContent
        case .tooLarge: .contentTooLarge
        case .tooMany: .tooManyRequests
        case .unavailable: .serviceUnavailable
        }
    }

    /// After how many seconds to try again.
    var retryAfterSeconds: Int? {
        switch self {
        case .tooMany(let seconds), .unavailable(let seconds): seconds
        default: nil
        }
    }
}
