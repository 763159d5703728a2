public import Kernel
import Store

/// Credits that the operator gives or takes by hand: one of its staff asks for it, a second one moves them.
public struct Correction: Hashable, Sendable {
    /// Its identifier.
    public let id: CorrectionID
    /// Whose credits.
    public let person: PersonID
    /// What the member gets; below zero for what is taken.
    public let credits: CreditAmount
    /// Why; the member reads it.
    public let reason: String
    /// Who asked for it.
    public let requestedBy: LoginID
    /// When.
    public let requestedAt: Instant
    /// The second person's yes; nil while it waits, and nothing has moved.
    public internal(set) var approval: Approval?
    /// That it will never be approved.
    public internal(set) var refusal: Refusal?

    /// That a correction was made.
    public struct Approval: Hashable, Sendable {
        /// The second person.
        public let login: LoginID
        /// When the credits moved.
        public let at: Instant
        /// The entry.
        public let entry: EntryID
    }

    /// That a correction was refused, or taken back by who asked for it.
    public struct Refusal: Hashable, Sendable {
        /// Whose word it was.
        public let login: LoginID
        /// When.
        public let at: Instant
    }

    /// How many credits one correction may give or take.
    public static let mostCredits: UInt64 = 99_999
    /// How long a reason may be, in characters.
    public static let reasonCharacters = 500

    /// Throws `.ownCorrection` for who asked for it: it takes two.
    public func requireSecond(_ login: LoginID) throws {
        guard login != requestedBy else { throw CreditsFailure.ownCorrection }
    }

    /// Reads id, person, credits, reason, who and when; who and when of the approval, and its entry; who and when of the
    /// refusal.
    init(row: Row) throws {
        id = try row[0]
        person = try row[1]
        credits = try row[2]
        reason = try row[3]
        requestedBy = try row[4]
        requestedAt = try row[5]
        approval = row.isNull(6) ? nil : Approval(login: try row[6], at: try row[7], entry: try row[8])
        refusal = row.isNull(9) ? nil : Refusal(login: try row[9], at: try row[10])
    }

    init(_ new: NewCorrection, id: CorrectionID, by login: LoginID, at instant: Instant) {
        self.id = id
        person = new.person
        credits = new.credits
        reason = new.reason
        requestedBy = login
        requestedAt = instant
    }

    /// What was asked for, by whom, and who approved it.
    func evidence(approvedBy login: LoginID) -> Evidence {
        Evidence("carnet-correction-1") { fields in
            fields.add(id)
            fields.add(person)
            fields.add(credits)
            fields.add(reason)
            fields.add(requestedBy)
            fields.add(requestedAt)
            fields.add(login)
        }
    }
}

/// A correction as it is asked for.
public struct NewCorrection: Hashable, Sendable {
    /// Whose credits.
    public var person: PersonID
    /// What the member gets; below zero for what is taken.
    public var credits: CreditAmount
    /// Why; the member reads it.
    public var reason: String
    /// The caller's own key for this act, if there is one.
    public var key: String?
    /// What tells a repetition from another request with the same key.
    public var requestHash: [UInt8]?

    /// A correction as it is asked for.
    public init(
        person: PersonID,
        credits: CreditAmount,
        reason: String,
        key: String? = nil,
        requestHash: [UInt8]? = nil
    ) {
        self.person = person
        self.credits = credits
        self.reason = reason
        self.key = key
        self.requestHash = requestHash
    }
}
