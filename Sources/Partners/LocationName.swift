public import Kernel
public import Store

/// What a location is called.
public struct LocationName: Hashable, Sendable {
    /// Its code.
    public let code: PartnerCode
    /// Its name.
    public let name: String
}

extension Partners {
    /// What locations are called, whosever they are now.
    public func names(of locations: Set<LocationID>, in session: Session) throws -> [LocationID: LocationName] {
        var names: [LocationID: LocationName] = [:]
        for id in locations {
            names[id] = try session.first(PartnersSQL.locationName, id) { row in
                LocationName(code: try row[0], name: try row[1])
            }
        }
        return names
    }
}
