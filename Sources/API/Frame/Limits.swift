/// Every limit of the doors, by name.
enum Limits {
    /// The largest JSON body.
    static let jsonBodyBytes = 64 * 1024
    /// The largest roster, counted while it streams.
    static let rosterBytes = 256 * 1024 * 1024
    /// How many rosters are read or applied at once.
    static let rostersAtOnce = 4
    /// How often applications with which nobody goes on are looked for.
    static let rosterWatchSeconds = 5
    /// How often readings of which nobody has heard for long are looked for; a multiple of the former.
    static let rosterHousekeepingSeconds = 60
    /// How many streams of events a program has open at once.
    static let eventStreams = 200
    /// How many of them one login has.
    static let eventStreamsOfLogin = 10
    /// How often a stream looks whether there is something to say.
    static let eventPauseMilliseconds = 250
    /// After how many silent looks a stream sends a comment, so that nobody takes it for dead: 15 s.
    static let eventHeartbeatLooks = 60
    /// After how many looks a stream asks again whether its session still counts: 1 s.
    static let eventSessionLooks = 4
    /// After how many seconds to ask for a stream again when too many are open.
    static let eventRetrySeconds = 10
    /// How many items a page has when nobody says.
    static let pageSizeDefault = 50
    /// How many items a page has at most.
    static let pageSizeMaximum = 200
    /// The longest `Idempotency-Key`.
    static let idempotencyKeyCharacters = 255
    /// The longest text that a search takes.
    static let searchCharacters = 200
    /// How long a connection may say nothing.
    static let idleSeconds = 60
    /// The least that a body brings a second, on average between two looks.
    static let bodyBytesPerSecond = 1024
    /// How often a connection looks whether its body does.
    static let bodyLookSeconds = 10
    /// For how many looks in a row a body may bring less: 30 s.
    static let bodyGraceLooks = 3
    /// The largest head of a request: line and headers.
    static let headerBytes = 16 * 1024
    /// How many headers a request may have.
    static let headerCount = 100
}
