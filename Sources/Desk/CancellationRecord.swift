import Credits
import Kernel
import Store

/// All that is kept of a cancellation but its entry, which stands for it.
struct CancellationRecord {
    let cancellation: Cancellation
    let login: LoginID
    /// Whose key: the location's, or the operator's.
    let scope: LocationID
    let key: String
    let requestHash: [UInt8]

    /// What its entry stands for. One that gives nothing back has none, and keeps it itself.
    var evidence: Evidence {
        Evidence("carnet-cancellation-1") { fields in
            fields.add(cancellation.visit)
            fields.add(cancellation.at)
            fields.add(login)
            fields.add(scope)
            fields.add(cancellation.reason)
            fields.add(cancellation.creditsReturned)
            fields.add(key)
            fields.add(requestHash)
        }
    }

    /// Writes it down, with the entry of its return.
    func insert(_ entry: EntryID?, in session: Session) throws {
        try session.run(
            VisitSQL.insertCancellation,
            cancellation.visit,
            cancellation.at,
            login,
            scope,
            cancellation.reason,
            cancellation.creditsReturned,
            entry,
            entry == nil ? evidence : nil,
            key,
            requestHash
        )
    }
}
