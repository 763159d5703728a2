import People

extension PeopleFailure: FieldFailure {
    /// The field of the request that is wrong, where one alone is.
    var field: String? {
        switch self {
        case .codeInvalid, .secondFactorRequired: "code"
        case .termsNotCurrent: "termsVersion"
        case .consentNotCurrent: "consentVersion"
        case .passwordTooShort, .passwordTooLong: "password"
        default: nil
        }
    }
}
