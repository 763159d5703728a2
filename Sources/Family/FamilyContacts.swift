import Messaging
import Secrets

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

extension FamilyContacts {
    /// What `sealed` encrypted.
    init(opening sealed: (email: [UInt8]?, phone: [UInt8]?), _ vault: Vault) throws {
        email = try sealed.email.map { try vault.open($0, .familyEmail) }
        phone = try sealed.phone.map { try vault.open($0, .familyPhone) }
    }

    /// Both as they are kept, encrypted.
    func sealed(_ vault: Vault) throws -> (email: [UInt8]?, phone: [UInt8]?) {
        (try email.map { try vault.seal($0, .familyEmail) }, try phone.map { try vault.seal($0, .familyPhone) })
    }
}
