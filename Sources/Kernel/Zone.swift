import Foundation

/// A time zone by its IANA name, as in `Europe/Bucharest`; decides which day it is for an employer or a location.
public struct Zone: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The IANA name.
    public let name: String
    private let zone: TimeZone

    /// The zone of that name; nil when this system doesn't know it.
    public init?(_ name: String) {
        guard let zone = TimeZone(identifier: name) else { return nil }
        self.name = name
        self.zone = zone
    }

    /// Coordinated universal time.
    public static let utc = Zone(name: "UTC", zone: .gmt)

    /// Romania's.
    public static let bucharest = Zone("Europe/Bucharest") ?? .utc

    private init(name: String, zone: TimeZone) {
        self.name = name
        self.zone = zone
    }

    /// The day it is there at that instant.
    public func day(at instant: Instant) -> Day {
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds)))
        return Day(daysSinceEpoch: Int32(clamping: (instant.seconds + Int64(offset)).flooredQuotient(86_400)))
    }

    /// The first instant of that day there.
    public func start(of day: Day) -> Instant {
        let midnight = Int64(day.daysSinceEpoch) * 86_400
        // The offset in force at local midnight is found in two steps, enough for every zone in use.
        var instant = midnight
        for _ in 0..<2 {
            instant = midnight - Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant))))
        }
        return Instant(seconds: instant)
    }

    public var description: String { name }

    public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let zone = Self(try container.decode(String.self)) else {
            throw Unreadable(KernelMessages.notZone).error(at: container.codingPath)
        }
        self = zone
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
