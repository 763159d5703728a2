import Glibc

/// By this, programs that share a database's file know of each other that one waits for the writer: whoever waits holds a
/// shared lock on an empty file beside it. The system takes the lock away with its process.
///
/// Where the file can't be opened nobody is seen waiting, and long work goes on to its usual end.
final class WaitingSign: Sendable {
    private let descriptor: CInt

    /// The sign of the database at that path.
    init(path: String) { descriptor = unsafe open(path + "-turn", O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Says that this program waits.
    func raise() { if descriptor >= 0 { flock(descriptor, LOCK_SH) } }

    /// Says that it waits no longer.
    func lower() { if descriptor >= 0 { flock(descriptor, LOCK_UN) } }

    /// Whether another program waits; to be asked by one that doesn't.
    var isRaised: Bool {
        guard descriptor >= 0 else { return false }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return errno == EWOULDBLOCK }
        flock(descriptor, LOCK_UN)
        return false
    }
}
