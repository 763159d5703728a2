import Kernel

/// What an employment is found by, without case and diacritics.
struct EmploymentTexts {
    /// What lists are sorted by.
    let sortName: String
    /// What a search looks into; the names in both orders.
    let searchText: String

    init(
        givenName: String,
        familyName: String,
        employeeNumber: String,
        email: String?,
        username: String?,
        department: String?
    ) {
        let (given, family) = (givenName.folded, familyName.folded)
        sortName = "\(family) \(given)"
        searchText = [
            given, family, given, employeeNumber.folded, email?.folded ?? "", username?.folded ?? "",
            department?.folded ?? "",
        ]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
}
