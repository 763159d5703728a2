import Hummingbird
import Kernel
import People

extension Call {
    /// Who calls. Until People opens sessions, nobody is signed in, and what isn't for anyone is closed.
    func principal() async throws -> Principal {
        throw APIFailure.notSignedIn
    }
}
