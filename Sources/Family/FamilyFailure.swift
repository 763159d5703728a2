public import Kernel

/// Why an act on family add-ons or payroll is refused.
public enum FamilyFailure: Failure, Hashable {
    /// There is no such request, or it is another member's or employer's.
    case noSuchRequest
    /// There is no such add-on, or it is another member's.
    case noSuchAddOn
    /// Who asks has no employment today, so there is no salary to deduct from.
    case notEmployed
    /// The member works for several employers that offer the package, and named none.
    case employerNotNamed
    /// The employer is suspended.
    case employerSuspended
    /// The catalogue has no such package.
    case noSuchPackage
    /// The employer's agreement has no family price for the package on that day.
    case packageNotOffered
    /// On the start the package costs more than the member consented to.
    case priceHigher(consented: Money, now: Money)
    /// No new price of the add-on waits for a consent: there is none, or it has ended without one.
    case noNewPrice
    /// What waits for a consent is another price.
    case priceChanged(now: Money)
    /// The same family member has been asked for, and HR hasn't decided.
    case alreadyRequested
    /// The same family member has an add-on of this member's already.
    case alreadySubscribed
    /// Too many requests of this member wait for HR.
    case tooManyRequests
    /// The given name is missing, too long or holds characters that no name has.
    case givenNameInvalid
    /// The family name is missing, too long or holds characters that no name has.
    case familyNameInvalid
    /// Nobody can have been born on that day.
    case birthDateInvalid
    /// The e-mail address can't be read; says why.
    case emailInvalid(Message)
    /// The phone number can't be read; says why.
    case phoneInvalid(Message)
    /// Neither an e-mail address nor a phone number was given.
    case contactMissing
    /// The contact is the employee's own, or another family member's.
    case contactOfFamily
    /// The family member has an account, and changes their contacts themself.
    case alreadyActivated
    /// The member has given other contacts of the family member too often.
    case tooManyContacts
    /// The add-on is over.
    case addOnEnded
    /// HR has decided, or the member has taken the request back.
    case alreadyDecided
    /// A refusal needs a reason, of 500 characters at most.
    case reasonInvalid
    /// The add-on would start in a month that is closed.
    case periodClosed(nextOpen: Month)
    /// The add-on would start before a closed month, in one that payroll doesn't come back to.
    case beforeClosedPeriod(nextOpen: Month)
    /// The start lies more than a year ahead.
    case startTooFar
    /// The start lies before the family member's birth.
    case startBeforeBirth
    /// It is too early to close the month.
    case periodTooEarly(closableFrom: Day)
    /// The month is before the account and its first agreement.
    case periodBeforeAccount(first: Month)
    /// Neither a comma, nor a semicolon, nor a tab.
    case delimiterInvalid
    /// Neither a point nor a comma.
    case decimalSignInvalid
    /// A cursor that no page gave.
    case cursorInvalid

    public var code: String {
        switch self {
        case .noSuchRequest: "no-such-request"
        case .noSuchAddOn: "no-such-add-on"
        case .notEmployed: "not-employed"
        case .employerNotNamed: "employer-not-named"
        case .employerSuspended: "employer-suspended"
        case .noSuchPackage: "no-such-package"
        case .packageNotOffered: "package-not-offered"
        case .priceHigher: "price-higher"
        case .noNewPrice: "no-new-price"
        case .priceChanged: "price-changed"
        case .alreadyRequested: "already-requested"
        case .alreadySubscribed: "already-subscribed"
        case .tooManyRequests: "too-many-requests"
        case .givenNameInvalid, .familyNameInvalid: "name-invalid"
        case .birthDateInvalid: "birth-date-invalid"
        case .emailInvalid: "email-invalid"
        case .phoneInvalid: "phone-invalid"
        case .contactMissing: "contact-missing"
        case .contactOfFamily: "contact-of-family"
        case .alreadyActivated: "already-activated"
        case .tooManyContacts: "too-many-contacts"
        case .addOnEnded: "add-on-ended"
        case .alreadyDecided: "already-decided"
        case .reasonInvalid: "reason-invalid"
        case .periodClosed, .beforeClosedPeriod: "period-closed"
        case .startTooFar: "start-too-far"
        case .startBeforeBirth: "start-before-birth"
        case .periodTooEarly: "period-too-early"
        case .periodBeforeAccount: "period-before-account"
        case .delimiterInvalid: "delimiter-invalid"
        case .decimalSignInvalid: "decimal-sign-invalid"
        case .cursorInvalid: "cursor-invalid"
        }
    }

    public var kind: FailureKind {
        switch self {
        case .noSuchRequest, .noSuchAddOn: .notFound
        case .notEmployed, .employerSuspended, .packageNotOffered, .priceHigher, .noNewPrice, .priceChanged,
            .alreadyRequested, .alreadySubscribed, .tooManyRequests, .contactOfFamily, .alreadyActivated,
            .tooManyContacts, .addOnEnded,
            .alreadyDecided, .periodClosed,
            .beforeClosedPeriod, .periodTooEarly,
            .periodBeforeAccount:
            .conflict
        case .employerNotNamed, .noSuchPackage, .givenNameInvalid, .familyNameInvalid, .birthDateInvalid, .emailInvalid,
            .phoneInvalid, .contactMissing, .reasonInvalid, .startTooFar, .startBeforeBirth, .delimiterInvalid,
            .decimalSignInvalid,
            .cursorInvalid:
            .invalid
        }
    }

    public var message: Message { FamilyMessages.text(of: self) }
}
