public import Kernel

/// Why a text is no e-mail address, phone number, username, national id or document number: one case a reason.
///
/// Damage that a spreadsheet did is told apart from a typing mistake, because HR mends it in another way.
public enum IdentifierFailure: String, Failure, CaseIterable {
    /// Nothing but white space.
    case empty
    /// Longer than anything of its kind.
    case tooLong = "too-long"
    /// A spreadsheet made a number of it, as in `4.07E+10`; the digits are lost.
    case scientificNotation = "scientific-notation"
    /// A spreadsheet took the leading zero away.
    case lostLeadingZero = "lost-leading-zero"
    /// A spreadsheet made a date of it.
    case looksLikeDate = "looks-like-date"
    /// An e-mail address without `@`.
    case emailWithoutAt = "email-without-at"
    /// Otherwise no e-mail address.
    case emailMalformed = "email-malformed"
    /// A phone number with letters or with too few or too many digits.
    case phoneMalformed = "phone-malformed"
    /// A national number of a country whose numbers we don't know; it needs `+` and the country's code.
    case phoneWithoutCountry = "phone-without-country"
    /// Not 3 to 64 letters, digits, dots, dashes or underscores with a letter among them.
    case usernameMalformed = "username-malformed"
    /// The wrong number or kind of characters for the country's national id.
    case nationalIDMalformed = "national-id-malformed"
    /// The check digit doesn't fit: some digit is mistyped.
    case nationalIDCheckDigit = "national-id-check-digit"
    /// The birth date in the national id is no day.
    case nationalIDBirthDate = "national-id-birth-date"
    /// Not 4 to 20 letters and digits.
    case documentMalformed = "document-malformed"

    /// The wire code.
    public var code: String { rawValue }
    /// What kind of refusal it is.
    public var kind: FailureKind { .invalid }
    /// What to tell whoever met it.
    public var message: Message { PeopleMessages.text(of: self) }
}
