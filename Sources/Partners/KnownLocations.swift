import Kernel
import Store
import Synchronization

/// A location that was asked for.
public struct AskedLocation {
    let id: LocationID
    let revision: Answer<LocationRevisionID>
    let session: Session
    let known: KnownLocations

    /// What the desk must know of it; nil when there is none.
    public func get() throws -> DeskLocation? {
        guard let revision = try revision.get().first else { return nil }
        return try known.location(id, revision, in: session)
    }
}

/// The locations that a process has read, each as one revision has it: desks ask the same ones all day, and they change
/// when somebody edits the directory. Whatever changes a location draws its revision anew (`Partners.revise`), so that
/// two contents never share one, also where one of them was rolled back.
final class KnownLocations: Sendable {
    private let locations = Mutex<[LocationID: DeskLocation]>([:])

    /// The location, if that revision of it is known, or else what the database says.
    func location(
        _ id: LocationID,
        _ revision: LocationRevisionID,
        in session: Session
    ) throws -> DeskLocation? {
        if let known = locations.withLock({ $0[id] }), known.revision == revision { return known }
        let read = try session.first(PartnersSQL.deskLocation, id) { try DeskLocation(id, row: $0) }
        locations.withLock { $0[id] = read }
        return read
    }
}
