import Kernel
import Partners
import Store

/// The places of a page, each read once.
struct Places {
    private var known: [LocationID: Place] = [:]

    mutating func place(_ id: LocationID, of partners: Partners, in session: Session) throws -> Place {
        if let place = known[id] { return place }
        let location = try partners.location(id, in: session)
        let place = Place(location: id, name: location?.name ?? "", town: location?.town ?? "")
        known[id] = place
        return place
    }
}
