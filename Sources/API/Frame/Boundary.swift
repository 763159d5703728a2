import HTTPTypes
import Hummingbird
import Kernel
import Logging
import Store

/// The outermost layer: every answer leaves through it.
///
/// Errors become problems here and nowhere else; the unexpected ones are logged, once. It adds the headers that every
/// answer has, cuts the body off answers to HEAD, and writes one line to the log without anything personal: the row of
/// the table, never the path or the query.
struct Boundary: RouterMiddleware {
    let services: Services

    func handle(
        _ request: Request,
        context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = try problem(for: error, request: request, requestID: context.id)
        }
        response.headers[.requestID] = context.id
        response.headers.setIfAbsent(.xContentTypeOptions, "nosniff")
        response.headers.setIfAbsent(.cacheControl, "no-store")
        response.headers.setIfAbsent(.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'")
        response.headers.setIfAbsent(.referrerPolicy, "no-referrer")
        if request.method == .head { response = response.createHeadResponse() }
        note(request, response, route: context.endpointPath, requestID: context.id, took: start.duration(to: .now))
        return response
    }

    private func problem(for error: any Error, request: Request, requestID: String) throws -> Response {
        let language = Language(acceptLanguage: request.headers[.acceptLanguage])
        var (problem, status, headers, isUnexpected) = Problem.describing(
            error,
            language: language,
            requestID: requestID
        )
        if isUnexpected {
            services.logger.error(
                "A request failed unexpectedly",
                metadata: ["requestId": "\(requestID)", "error": "\(error.logged)"]
            )
        }
        headers[.contentType] = "application/problem+json"
        headers[.contentLanguage] = language.rawValue
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: try JSON.encode(problem)))
    }

    private func note(_ request: Request, _ response: Response, route: String?, requestID: String, took: Duration) {
        let route = route ?? "NotFound"
        let microseconds = took.components.seconds * 1_000_000 + took.components.attoseconds / 1_000_000_000_000
        services.metrics.add(
            method: request.method.knownName,
            route: route,
            status: response.status.code,
            microseconds: microseconds
        )
        services.logger.info(
            "Answered",
            metadata: [
                "method": "\(request.method.knownName)", "route": "\(route)", "status": "\(response.status.code)",
                "microseconds": "\(microseconds)", "requestId": "\(requestID)",
            ]
        )
    }
}

extension HTTPRequest.Method {
    /// The method, or OTHER for one that somebody made up: it becomes a label, and labels must be few.
    fileprivate var knownName: String {
        [.get, .head, .post, .put, .patch, .delete, .options].contains(self) ? rawValue : "OTHER"
    }
}

extension HTTPFields {
    fileprivate mutating func setIfAbsent(_ name: HTTPField.Name, _ value: String) {
        if self[name] == nil { self[name] = value }
    }
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .via
}
