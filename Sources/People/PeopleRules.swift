import Kernel

/// The limits of proofs, sign-ins, sessions and slips.
enum PeopleRules {
    /// How long a one-time code works.
    static let codeLifetimeSeconds: Int64 = 10 * 60
    /// How many tries a proof allows.
    static let triesPerProof = 5
    /// How many codes an identifier gets an hour, known or not.
    static let codesPerHour = 5
    /// How many proofs an address starts a minute: an employer is one address.
    static let startsPerMinute = 120
    /// How many wrong passwords an identifier gets in a quarter of an hour from one address.
    static let failedSignInsPerQuarterFromAddress = 10
    /// How many it gets from everywhere: so many that nobody is kept out by a stranger with one address.
    static let failedSignInsPerQuarter = 100
    /// How many wrong passwords an address gets a minute.
    static let failedSignInsPerMinute = 120
    /// How long a slip works.
    static let slipLifetimeSeconds: Int64 = 30 * 86_400
    /// How many sessions a login has at once; a further one ends the oldest.
    static let sessionsPerLogin = 200
    /// How many persons a phone number may lead a desk to.
    static let candidatesPerPhone = 200
    /// How many bytes an identifier may have as it is typed.
    static let identifierByteLimit = 254

    static let hourSeconds: Int64 = 3600
    static let quarterSeconds: Int64 = 900
    static let minuteSeconds: Int64 = 60

    /// How long a session lasts: a member's is on a phone of one's own, a desk's on a shared computer.
    static func sessionLifetimeSeconds(of role: Role) -> Int64 {
        role == .member ? 30 * 86_400 : 12 * 3600
    }

    /// A typed code without what people put between digits.
    static func compactCode(_ typed: String) -> String {
        typed.uppercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "." }
    }

    /// The days that somewhere on Earth are today: a text that is current on either may be agreed to.
    static func today(at now: Instant) -> (earliest: Day, latest: Day) {
        (Zone.utc.day(at: now.adding(seconds: -12 * 3600)), Zone.utc.day(at: now.adding(seconds: 14 * 3600)))
    }
}
