public import Kernel
import Store

/// One address of a partner: whom to call, when, and for what.
public struct Location: Hashable, Sendable {
    /// Which location.
    public let id: LocationID
    /// Its code, as in `P001-1`.
    public let code: PartnerCode
    /// Its name.
    public let name: String
    /// The town.
    public let town: String
    /// The county.
    public let county: String
    /// Street and number.
    public let address: String
    /// Degrees north.
    public let latitude: Double
    /// Degrees east.
    public let longitude: Double
    /// In E.164.
    public let phone: String?
    /// For appointments.
    public let email: String?
    /// Decides which day it is there.
    public let zone: Zone
    /// When it is open.
    public internal(set) var openingHours: [OpeningHours] = []
    /// What its doctors are.
    public internal(set) var specialities: [SpecialityCode] = []
    /// What it does.
    public internal(set) var services: [ServiceCode] = []
    /// Which packages it accepts.
    public internal(set) var packages: [PackageCode] = []

    init(row: Row) throws {
        id = try row[0]
        code = try row[1]
        name = try row[2]
        town = try row[3]
        county = try row[4]
        address = try row[5]
        latitude = Double(try row[6] as Int64) / 1_000_000
        longitude = Double(try row[7] as Int64) / 1_000_000
        phone = try row[8]
        email = try row[9]
        zone = try row[10]
    }
}

/// When a location is open.
public struct OpeningHours: Hashable, Sendable, Codable {
    /// One day or a range, as in `sat` or `mon-fri`.
    public let days: String
    /// Local time, as in `08:00`.
    public let opens: String
    /// Local time, as in `20:00`.
    public let closes: String
}

/// A location as the desk needs it.
public struct DeskLocation: Hashable, Sendable {
    /// Which location.
    public let id: LocationID
    /// Whose.
    public let partner: PartnerID
    /// Its name.
    public let name: String
    /// The town.
    public let town: String
    /// Decides which day it is there.
    public let zone: Zone
    /// Which packages it accepts.
    public let packages: Set<PackageCode>
    /// What it does.
    public let services: Set<ServiceCode>
    /// Which content it has: another after each change of it.
    public let revision: LocationRevisionID

    /// Reads a row of `PartnersSQL.deskLocation`.
    init(_ id: LocationID, row: Row) throws {
        self.id = id
        partner = try row[0]
        name = try row[1]
        town = try row[2]
        zone = try row[3]
        revision = try row[4]
        packages = Self.codes(try row[5])
        services = Self.codes(try row[6])
    }

    /// Reads codes that a statement has joined by commas, which no code holds.
    private static func codes<Kind>(_ joined: String?) -> Set<Code<Kind>> {
        Set((joined ?? "").split(separator: ",").compactMap { Code($0) })
    }
}
