public import Hummingbird
import NIOCore

/// The server: the router behind HTTP/1.1 with our limits, and the rosters' work beside it. What the program runs, and
/// what the tests run. Once for each `Services`.
///
/// - Parameter onServerRunning: told the port that was bound, which port 0 leaves open.
public func makeApplication(
    _ services: Services,
    host: String,
    port: Int,
    onServerRunning: @escaping @Sendable (Int) async -> Void = { _ in }
) -> some ApplicationProtocol {
    makeApplication(services, router: makeRouter(services), host: host, port: port, onServerRunning: onServerRunning)
}

/// The server for another router, or another pace of bodies.
func makeApplication(
    _ services: Services,
    router: Router<APIContext>,
    host: String,
    port: Int,
    bodyPace: BodyPace = BodyPace(),
    onServerRunning: @escaping @Sendable (Int) async -> Void = { _ in }
) -> some ApplicationProtocol {
    Application(
        router: router,
        server: .http1(
            configuration: .init(
                additionalChannelHandlers: [Versions(), BodyWatch(bodyPace), Continue()],
                idleTimeout: .seconds(Int64(Limits.idleSeconds)),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: Limits.headerBytes,
                    maxHeaderListSize: Limits.headerBytes,
                    maxHeaderFieldCount: Limits.headerCount
                )
            )
        ),
        configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
        services: [services.rosterWork],
        onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? port) },
        logger: services.logger
    )
}
