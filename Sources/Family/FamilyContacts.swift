import Messaging

/// How to reach somebody.
struct FamilyContacts: Hashable, Sendable {
    /// The normalized e-mail address.
    var email: String?
    /// The phone number in E.164.
    var phone: String?

    /// By what to write: e-mail where there is one, since it has room for the words.
    var preferred: (channel: Channel, to: String)? {
        if let email { return (.email, email) }
        return phone.map { (.sms, $0) }
    }
}
