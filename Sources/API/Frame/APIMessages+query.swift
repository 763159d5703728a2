import Kernel

extension APIMessages {
    // Why a parameter of the query can't be read; each follows its name and a colon.

    static let notPageSize = Message(
        en: "not a number from 1 to {maximum}",
        ro: "nu este un număr de la 1 la {maximum}"
    ).with(["maximum": String(Limits.pageSizeMaximum)])
    static let searchTooLong = Message(
        en: "longer than {maximum} characters",
        ro: "mai lung de {maximum} de caractere"
    ).with(["maximum": String(Limits.searchCharacters)])
    static let notPoint = Message(
        en: "not a latitude and a longitude, as in 44.43,26.10",
        ro: "nu este o latitudine și o longitudine, ca 44.43,26.10"
    )

    /// That a word isn't one of those of an enumeration.
    static func notOneOf<T: CaseIterable & RawRepresentable>(_ type: T.Type) -> Message where T.RawValue == String {
        notOneOf.with(["allowed": T.allCases.map(\.rawValue).joined(separator: ", ")])
    }
}
