public import Kernel

/// What somebody types to say who they are: an e-mail address, a phone number or a username.
public enum Identifier: Hashable, Sendable {
    /// With an `@`.
    case email(EmailAddress)
    /// Of digits.
    case phone(PhoneNumber)
    /// Anything else.
    case username(Username)

    /// Reads what somebody typed; a national phone number is one of that country.
    public init(reading typed: String, country: Country = .romania) throws(IdentifierFailure) {
        if typed.contains("@") {
            self = .email(try EmailAddress(reading: typed))
        } else if typed.contains(where: \.isNumber),
            typed.allSatisfy({ $0.isNumber || $0.isWhitespace || "+.-/()".contains($0) })
        {
            self = .phone(try PhoneNumber(reading: typed, country: country))
        } else {
            self = .username(try Username(reading: typed))
        }
    }

    /// Every identifier that somebody may mean who writes a phone number without its country; Romania's first.
    static func readings(of typed: String) -> [Identifier] {
        let numbers = PhoneNumber.readings(of: typed, first: .romania).map(Identifier.phone)
        return numbers.isEmpty ? [try? Identifier(reading: typed)].compactMap(\.self) : numbers
    }

    /// Which of the three.
    public var kind: IdentifierKind {
        switch self {
        case .email: .email
        case .phone: .phone
        case .username: .username
        }
    }

    /// The normalized text.
    public var text: String {
        switch self {
        case .email(let email): email.text
        case .phone(let phone): phone.text
        case .username(let username): username.text
        }
    }
}

/// The kinds of identifier.
public enum IdentifierKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// An e-mail address.
    case email
    /// A phone number.
    case phone
    /// A username.
    case username
}
