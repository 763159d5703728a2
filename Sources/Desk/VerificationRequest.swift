public import Kernel

/// What a desk types or scans to find out who stands before it.
public struct VerificationRequest: Hashable, Sendable {
    /// Where: the desk's own location.
    public var location: LocationID
    /// What the person showed.
    public var proof: Proof
    /// The child for whom the person acts, as its guardian; nil for who comes for themself.
    public var child: Child?

    /// A look-up at a location.
    public init(location: LocationID, proof: Proof, child: Child? = nil) {
        self.location = location
        self.proof = proof
        self.child = child
    }

    /// Which of a guardian's children is meant. Names are as somebody typed them.
    public struct Child: Hashable, Sendable {
        /// One given name at least of those that the child has.
        public var givenName: String
        /// The whole family name.
        public var familyName: String
        /// The day of birth.
        public var birthDate: Day

        /// What a guardian says.
        public init(givenName: String, familyName: String, birthDate: Day) {
            self.givenName = givenName
            self.familyName = familyName
            self.birthDate = birthDate
        }
    }

    /// What a person can show. Texts are as somebody typed them.
    public enum Proof: Hashable, Sendable {
        /// The code on the phone, and the number of the card that made it.
        case card(number: String, code: String)
        /// With a dead phone: the phone's number, and that of an identity card (or the national id number on it).
        case document(phone: String, number: String)
        /// Where no number is on record: name and birth date as on the identity card, which the desk has seen.
        case seen(phone: String, familyName: String, birthDate: Day, documentSeen: Bool)
    }

    /// Which way it was.
    public var way: Way {
        switch proof {
        case .card: .card
        case .document: .document
        case .seen: .seen
        }
    }
}

/// Which way somebody was looked up.
public enum Way: String, Hashable, Sendable, Codable, CaseIterable {
    /// By card number and rotating code.
    case card
    /// By phone and the number of an identity document.
    case document
    /// By phone, and name and birth date as on an identity card that the desk saw.
    case seen
}
