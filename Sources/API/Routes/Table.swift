// The table of endpoints: method, path, who may call it, handler. What names nobody is closed, because there is no
// other way to make a row. `openapi.yaml` lists the same rows; a test compares them.

import HTTPTypes

extension Endpoint {
    /// Every endpoint.
    static let all: [Endpoint] = [
        .open(.get, "/health", HealthRoutes.health),
        .open(.get, "/ready", HealthRoutes.ready),
        .open(.get, "/metrics", HealthRoutes.metrics),
        .open(.get, "/openapi.yaml", HealthRoutes.openAPI),
    ]
}
