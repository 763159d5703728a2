import HTTPTypes
public import Hummingbird

/// The router with every endpoint of the table. Other rooms may add their own routes to it.
public func makeRouter(_ services: Services) -> Router<APIContext> {
    makeRouter(services, endpoints: Endpoint.all)
}

/// The router with those endpoints. A path answers 405 to the methods that it doesn't take.
func makeRouter(_ services: Services, endpoints: [Endpoint]) -> Router<APIContext> {
    let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: Boundary(services: services))
    for endpoint in endpoints {
        router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
            let call = Call(request: request, context: context, services: services, store: services.store)
            return try await endpoint.respond(to: call)
        }
    }
    for (path, rows) in Dictionary(grouping: endpoints, by: \.path) {
        let taken = Set(rows.map(\.method))
        let allowed = (taken.contains(.get) ? taken.union([.head]) : taken).map(\.rawValue).sorted()
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        for method in known where !allowed.contains(method.rawValue) {
            router.on(RouterPath(path), method: method) { _, _ -> Response in
                throw MethodNotAllowed(allowed: allowed)
            }
        }
    }
    return router
}
