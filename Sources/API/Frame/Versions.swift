import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// What depends on the version of HTTP, which requests don't tell any more once they are requests of either: HTTP/1.1 names one
/// host (RFC 9112, 3.2), and a connection of HTTP/1.0 ends with its answer unless it is asked to stay (9.3).
///
/// Inserts `Watch` before `HTTP1ToHTTPServerCodec`, which drops the version; answers pass.
final class Versions: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart

    func handlerAdded(context: ChannelHandlerContext) {
        do {
            let pipeline = context.pipeline.syncOperations
            try pipeline.addHandler(Watch(), position: .before(pipeline.handler(type: HTTP1ToHTTPServerCodec.self)))
        } catch {
            context.fireErrorCaught(error)
        }
    }

    private final class Watch: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias InboundOut = HTTPServerRequestPart

        private var isRefused = false

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard !isRefused else { return }
            guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
            if head.version.major == 1, head.version.minor > 0 {
                guard head.headers["host"].count == 1 else {
                    isRefused = true
                    // Answered as what can't be read is: 400, and the end of the connection.
                    return context.fireErrorCaught(HTTPParserError.invalidHeaderToken)
                }
                return context.fireChannelRead(data)
            }
            if !head.isKeepAlive { head.headers.replaceOrAdd(name: "connection", value: "close") }
            context.fireChannelRead(wrapInboundOut(.head(head)))
        }
    }
}
