import Foundation
import Kernel

/// Rules of searching, without the store.
enum DirectoryRules {
    /// How many hits are sorted by distance.
    static let nearLimit = 2000

    /// Text for LIKE with `\` as the escape.
    static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }

    /// The hits by their distance along a great circle.
    static func nearest(_ hits: [DirectoryHit], to point: DirectoryQuery.Point) -> [DirectoryHit] {
        func centralAngle(_ hit: DirectoryHit) -> Double {
            let (a, b) = (point.latitude * .pi / 180, hit.location.latitude * .pi / 180)
            let difference = (hit.location.longitude - point.longitude) * .pi / 180
            let haversine = pow(sin((b - a) / 2), 2) + cos(a) * cos(b) * pow(sin(difference / 2), 2)
            return 2 * asin(min(1, haversine.squareRoot()))
        }
        return hits.map { ($0, centralAngle($0)) }
            .sorted { ($0.1, $0.0.location.code) < ($1.1, $1.0.location.code) }
            .map(\.0)
    }
}
