public import Kernel

/// What this room refuses.
public enum EntitlementsFailure: Failure, Hashable {
    /// A seed file refers to a code that the catalogue doesn't have.
    case seedUnknownCode(file: String, code: String)

    /// The wire code.
    public var code: String { "seed-unknown-code" }
    public var kind: FailureKind { .invalid }
    public var message: Message {
        switch self {
        case .seedUnknownCode(let file, let code):
            Message(
                en: "{file} refers to {code}, which the catalogue doesn't have. Nothing was loaded: mend the file.",
                ro: "{file} se referă la {code}, care nu există în catalog. Nu s-a încărcat nimic: corectați fișierul."
            ).with(["file": file, "code": code])
        }
    }
}
