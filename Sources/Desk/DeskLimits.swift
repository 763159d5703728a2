/// The limits of the desk.
public enum DeskLimits {
    /// For how long a verification counts.
    public static let verificationSeconds: Int64 = 15 * 60
    /// How many look-ups may fail within an hour, for one desk login and for one location.
    public static let failedLookups = 30
    /// The hour.
    public static let failedLookupsSeconds: Int64 = 3600
    /// How many services one visit may name.
    public static let servicesPerVisit = 50
    /// How many times one visit may hold the same service.
    public static let quantity = 100
    /// How long a reason may be, in characters.
    public static let reasonCharacters = 500
    /// How many visits or look-ups a page shows unless told.
    public static let page = 100
}
