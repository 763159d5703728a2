public import Kernel

/// What this room refuses.
public enum EntitlementsFailure: Failure, Hashable {
    /// A seed file refers to a code that the catalogue doesn't have.
    case seedUnknownCode(file: String, field: String, code: String)
    /// A seed file says twice what may be there once.
    case seedDuplicate(file: String, field: String, value: String)
    /// A number of a seed file can't be right.
    case seedNumberInvalid(file: String, field: String, code: String)
    /// A source already covers part of that time in another way.
    case coverageOverlaps

    public var code: String {
        switch self {
        case .seedUnknownCode: "seed-unknown-code"
        case .seedDuplicate: "seed-duplicate"
        case .seedNumberInvalid: "seed-number-invalid"
        case .coverageOverlaps: "coverage-overlaps"
        }
    }

    public var kind: FailureKind {
        switch self {
        case .seedUnknownCode, .seedDuplicate, .seedNumberInvalid: .invalid
        case .coverageOverlaps: .conflict
        }
    }

    public var message: Message {
        switch self {
        case .seedUnknownCode(let file, let field, let code):
            Message(
                en:
                    "{file}: {field} refers to {code}, which the catalogue doesn't have. Nothing was loaded: mend the file.",
                ro: """
                    {file}: {field} se referă la {code}, care nu există în catalog. Nu s-a încărcat nimic: corectați \
                    fișierul.
                    """
            ).with(["file": file, "field": field, "code": code])
        case .seedDuplicate(let file, let field, let value):
            Message(
                en: "{file}: {field} has {value} twice. Nothing was loaded: mend the file.",
                ro: "{file}: {field} conține {value} de două ori. Nu s-a încărcat nimic: corectați fișierul."
            ).with(["file": file, "field": field, "value": value])
        case .seedNumberInvalid(let file, let field, let code):
            Message(
                en: "{file}: {field} of {code} is too small. Nothing was loaded: mend the file.",
                ro: "{file}: {field} de la {code} este prea mic. Nu s-a încărcat nimic: corectați fișierul."
            ).with(["file": file, "field": field, "code": code])
        case .coverageOverlaps:
            Message(
                en: "There is already coverage for part of that time. Change it instead of beginning another.",
                ro: "Există deja acoperire pentru o parte din această perioadă. Modificați-o în loc să începeți alta."
            )
        }
    }
}
