public import Hummingbird
import NIOCore

/// What accompanies a request: the router's own values and the address that it came from.
public struct APIContext: RequestContext {
    /// The router's own values.
    public var coreContext: CoreRequestContextStorage
    /// The address at the other end of the connection; the proxy's, behind a proxy.
    let remoteAddress: String?

    /// A context for a request of that channel.
    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }
}
