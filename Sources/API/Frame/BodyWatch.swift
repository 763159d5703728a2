import NIOCore
import NIOHTTPTypes

/// How fast a body must come.
struct BodyPace: Sendable {
    /// How often a connection looks.
    var look: TimeAmount = .seconds(Int64(Limits.bodyLookSeconds))
    /// The least that a body brings between two looks.
    var bytesPerLook = Limits.bodyBytesPerSecond * Limits.bodyLookSeconds
    /// For how many looks in a row it may bring less.
    var graceLooks = Limits.bodyGraceLooks
}

/// Closes a connection whose body comes too slowly: each byte renews the idle time-out, so that one a second would hold the
/// connection for ever.
///
/// A body is counted as it comes, and looked at now and then: no request sets a timer or asks for the time.
final class BodyWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let pace: BodyPace
    private var isUnderWay = false
    private var isReading = false
    private var bytes = 0
    private var slowLooks = 0
    private var next: Scheduled<Void>?

    init(_ pace: BodyPace) { self.pace = pace }

    func handlerAdded(context: ChannelHandlerContext) { lookLater(context) }

    func handlerRemoved(context: ChannelHandlerContext) { next?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: (isUnderWay, bytes, slowLooks) = (true, 0, 0)
        case .body(let part): bytes += part.readableBytes
        case .end: isUnderWay = false
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        isReading = true
        context.read()
    }

    private func lookLater(_ context: ChannelHandlerContext) {
        next = context.eventLoop.assumeIsolated().scheduleTask(in: pace.look) { self.look(context) }
    }

    private func look(_ context: ChannelHandlerContext) {
        if isUnderWay {
            // While it is we who don't read, nobody else is slow.
            slowLooks = isReading && bytes < pace.bytesPerLook ? slowLooks + 1 : 0
            bytes = 0
            // The first look came at some time between the head and a whole pause.
            if slowLooks > pace.graceLooks {
                context.close(promise: nil)
                return
            }
        }
        lookLater(context)
    }
}
