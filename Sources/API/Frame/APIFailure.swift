import Kernel

/// What the doors themselves refuse, before a room is asked.
enum APIFailure: Failure, Equatable {
    /// No token, or one that doesn't count any more.
    case notSignedIn
    /// The role of who is signed in may not do this.
    case roleForbidden
    /// There is no such path or thing, or it is another tenant's.
    case notFound
    /// The body isn't JSON.
    case bodyInvalid
    /// The body broke off or couldn't be read.
    case bodyUnreadable
    /// The body is over the limit.
    case bodyTooLarge(limitBytes: Int)
    /// A field of the body or a parameter of the query is missing.
    case fieldMissing(String)
    /// A field of the body or a parameter of the query can't be what it says.
    case fieldInvalid(String, reason: Message)
    /// A cursor that this list can't read.
    case cursorInvalid
    /// The call needs an `Idempotency-Key`.
    case idempotencyKeyMissing
    /// The `Idempotency-Key` is empty, too long or not ASCII.
    case idempotencyKeyInvalid
    /// Too many streams of events are open.
    case streamsBusy

    /// The field or parameter that is wrong.
    var field: String? {
        switch self {
        case .fieldMissing(let field), .fieldInvalid(let field, _): field
        case .cursorInvalid: "cursor"
        default: nil
        }
    }

    var code: String {
        switch self {
        case .notSignedIn: "not-signed-in"
        case .roleForbidden: "role-forbidden"
        case .notFound: "not-found"
        case .bodyInvalid: "body-invalid"
        case .bodyUnreadable: "body-unreadable"
        case .bodyTooLarge: "body-too-large"
        case .fieldMissing: "field-missing"
        case .fieldInvalid: "field-invalid"
        case .cursorInvalid: "cursor-invalid"
        case .idempotencyKeyMissing: "idempotency-key-missing"
        case .idempotencyKeyInvalid: "idempotency-key-invalid"
        case .streamsBusy: "streams-busy"
        }
    }

    var kind: FailureKind {
        switch self {
        case .notSignedIn: .unauthenticated
        case .roleForbidden: .forbidden
        case .notFound: .notFound
        case .bodyTooLarge: .tooLarge
        case .streamsBusy: .unavailable(retryAfterSeconds: Limits.eventRetrySeconds)
        default: .invalid
        }
    }

    var message: Message {
        switch self {
        case .notSignedIn: APIMessages.notSignedIn
        case .roleForbidden: APIMessages.roleForbidden
        case .notFound: APIMessages.notFound
        case .bodyInvalid: APIMessages.bodyInvalid
        case .bodyUnreadable: APIMessages.bodyUnreadable
        case .bodyTooLarge(let limit): APIMessages.bodyTooLarge.with(["limit": "\(limit / 1024)"])
        case .fieldMissing(let field): APIMessages.fieldMissing.with(["field": field])
        case .fieldInvalid(let field, let reason): APIMessages.fieldInvalid(field, reason)
        case .cursorInvalid: APIMessages.cursorInvalid
        case .idempotencyKeyMissing: APIMessages.idempotencyKeyMissing
        case .idempotencyKeyInvalid: APIMessages.idempotencyKeyInvalid
        case .streamsBusy: APIMessages.streamsBusy
        }
    }
}
