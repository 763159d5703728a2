import API
import ArgumentParser
import Foundation
import Hummingbird
import Kernel
import Logging
import Messaging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// Serves HTTP until it is asked to end.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Migrate the database, then serve HTTP.",
        discussion: "SIGTERM and SIGINT finish what is under way and end the program."
    )

    @OptionGroup var address: AddressOptions
    @Flag(
        help: """
            Take a caller's address from the end of X-Forwarded-For: only behind a proxy of yours that sets it (or \
            CARNET_TRUST_FORWARDED_FOR=1).
            """
    )
    var trustForwardedFor = false
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let settings = try database.settings(trustsForwardedFor: trustForwardedFor)
        try await Composition.with(settings, logging: .info) { composition in
            try await Server(composition, address).run()
        }
    }
}

/// Where to listen.
struct AddressOptions: ParsableArguments {
    @Option(help: "The address to listen on; 0.0.0.0 for all.")
    var host = "127.0.0.1"
    @Option(help: "The port to listen on; 0 takes any free one.")
    var port = 8080

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
    }
}

/// The server and its background work, as one group that ends together.
struct Server {
    private let composition: Composition
    private let address: AddressOptions

    init(_ composition: Composition, _ address: AddressOptions) {
        self.composition = composition
        self.address = address
    }

    /// Runs until a signal or a failure ends it.
    ///
    /// - Parameter onReady: called with the base address once requests are answered.
    func run(onReady: @escaping @Sendable (String) -> Void = { try? announce("Carnet listens on \($0)") }) async throws
    {
        let services = composition.services
        let host = address.host
        let application = makeApplication(services, host: host, port: address.port) { port in
            onReady("http://\(host):\(port)")
        }
        var members: [any Service] = [application]
        if let dispatcher = try composition.dispatcher() {
            members.append(dispatcher)
        } else {
            services.logger.warning("No channel for messages is configured (CARNET_OUTBOX): messages stay due.")
        }
        members.append(BackgroundWork(services: services))
        var configuration = ServiceGroupConfiguration(
            services: members.map { .init(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: services.logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw CommandFailure(
                "Port \(address.port) on \(host) is in use. Name another with --port, or end the other server."
            )
        } catch let error as IOError {
            throw CommandFailure(
                "Can't listen on \(host) port \(address.port): \(error). Choose others with --host and --port."
            )
        }
    }
}
