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
        var name = FoldedText(capacity: 40)
        for text in [familyName, givenName] { name.add(text) }
        sortName = name.text
        var search = FoldedText(capacity: 160)
        for text in [givenName, familyName, givenName, employeeNumber, email, username, department] {
            if let text { search.add(text) }
        }
        searchText = search.text
    }
}
