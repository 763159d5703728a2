import Kernel
import Store

/// What a proof is for.
enum Purpose: String, Sendable, TextStorable {
    case activation
    case passwordReset = "password-reset"
    case contact

    init?(stored text: String) { self.init(rawValue: text) }
    var description: String { rawValue }
}

/// Whom an identifier leads to, for one purpose.
struct Destination {
    var person: PersonID?
    var login: LoginID?
    /// Where the code goes; without it only a slip's code works.
    var contact: ContactPoint?
    /// Sent in the code's place, when the identifier is known and yet proves nothing.
    var word: Word?

    enum Word {
        case accountExists, sharedContact, otherContact, noAccountYet, contactTaken
    }

    /// Nobody.
    static let nowhere = Destination()
}

/// A proof under way, as it is stored.
struct Proof {
    let id: ProofID
    let person: PersonID?
    let login: LoginID?
    let identifier: (kind: IdentifierKind, text: String)?
    let contact: (kind: IdentifierKind, text: String)?
    let codeIndex: [UInt8]?

    /// Reads `PeopleSQL.takeTry`'s columns.
    init(_ row: Row) throws {
        id = try row[0]
        person = try row[1]
        login = try row[2]
        identifier = if let kind = try row[3] as IdentifierKind? { (kind, try row[4]) } else { nil }
        contact = if let kind = try row[5] as IdentifierKind? { (kind, try row[6]) } else { nil }
        codeIndex = try row[7]
    }
}

/// By what a proof was completed.
enum Evidence {
    /// The code that went to the proof's contact, which is proven by it.
    case code
    /// The slip's code, which proves no contact.
    case slip
}
