public import Kernel

/// What this room refuses.
public enum PartnersFailure: Failure, Hashable {
    /// There is no such partner.
    case noSuchPartner
    /// The seed refers to a code that the catalogue doesn't have.
    case seedUnknownCode(location: PartnerCode, code: String)

    public var code: String {
        switch self {
        case .noSuchPartner: "not-found"
        case .seedUnknownCode: "seed-unknown-code"
        }
    }

    public var kind: FailureKind {
        switch self {
        case .noSuchPartner: .notFound
        case .seedUnknownCode: .invalid
        }
    }

    public var message: Message {
        switch self {
        case .noSuchPartner: Message(en: "There is no such partner.", ro: "Nu există un astfel de partener.")
        case .seedUnknownCode(let location, let code):
            Message(
                en: "partners.json: {location} refers to {code}, which the catalogue doesn't have. Nothing was loaded.",
                ro: "partners.json: {location} se referă la {code}, care nu există în catalog. Nu s-a încărcat nimic."
            ).with(["location": location.text, "code": code])
        }
    }
}
