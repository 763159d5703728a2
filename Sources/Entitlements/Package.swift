public import Kernel
public import Store

/// The tier of a subscription: primary, principal, premium, or another of the catalogue; its terms are those of a day.
public struct Package: Hashable, Sendable {
    /// Its code.
    public let code: PackageCode
    /// The higher, the more it covers.
    public let rank: Int
    /// What people call it.
    public let name: LocalizedName
    /// How often it grants credits.
    public let period: Period
    /// How many credits a period grants.
    public let credits: CreditAmount
    /// For how many further periods unused credits stay.
    public let carryOverPeriods: Int

    /// What it grants for the period that holds a day, by these terms.
    public func allowance(on day: Day) -> Allowance { Allowance(of: self, on: day) }

    /// Reads the columns of a package, of which the first is at that place.
    init(row: Row, from first: Int = 0) throws {
        code = try row[first]
        rank = try row[first + 1]
        name = LocalizedName(ro: try row[first + 2], en: try row[first + 3])
        period = try row[first + 4]
        credits = try row[first + 5]
        carryOverPeriods = try row[first + 6]
    }
}

/// A calendar period.
public enum Period: String, Hashable, Sendable, Codable, TextStorable {
    /// A calendar month.
    case month
    /// A calendar year.
    case year

    /// Reads `month` or `year`.
    public init?(stored text: String) { self.init(rawValue: text) }
    public var description: String { rawValue }

    /// The first day of the period that holds a day.
    public func start(on day: Day) -> Day {
        switch self {
        case .month: day.month.firstDay
        case .year: day.month.firstOfYear.firstDay
        }
    }

    /// The first day of the period that comes so many periods after the one that holds a day.
    public func start(_ periods: Int, after day: Day) -> Day {
        switch self {
        case .month: day.month.adding(months: periods).firstDay
        case .year: day.month.firstOfYear.adding(months: 12 * periods).firstDay
        }
    }
}

/// A name in every language.
public struct LocalizedName: Hashable, Sendable, Codable {
    /// Romanian.
    public let ro: String
    /// English.
    public let en: String

    /// A name in every language.
    public init(ro: String, en: String) {
        self.ro = ro
        self.en = en
    }

    /// The name in that language.
    public func text(in language: Language) -> String {
        switch language {
        case .ro: ro
        case .en: en
        }
    }
}
