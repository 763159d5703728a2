import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Partners
import Store

/// The directory, for anybody (B31).
enum PartnerRoutes {
    /// GET /v1/partners: the partners with the locations that fit.
    static func search(_ call: Call) async throws -> Response {
        let (services, query) = (call.services, try query(call))
        let partners = services.partners
        let body = try await call.store.glance { session in
            let key = Key(directory: try partners.revision(in: session), query: query)
            return try services.knownPages.body(for: key) {
                let page = try partners.search(query, in: session)
                let partners = Dictionary(grouping: page.items.enumerated(), by: \.element.partner).values
                    .sorted { $0[0].offset < $1[0].offset }
                let items = partners.map { hits in PartnerReply(hits.map(\.element)) }
                return try JSON.encode(ListReply(items, nextCursor: try page.next.map(encode)))
            }
        }
        return .json(bytes: body, headers: .publicForAMinute)
    }

    /// On what a page depends.
    struct Key: Hashable, Sendable {
        let directory: DirectoryRevisionID?
        let query: DirectoryQuery
    }

    /// GET /v1/partners/{id}
    static func one(_ call: Call) async throws -> Response {
        let (partners, id) = (call.services.partners, try call.id(of: PartnerKind.self))
        let partner = try await call.store.read { try partners.partner(id, in: $0) }
        return try .json(PartnerReply(partner), headers: .publicForAMinute)
    }

    private static func query(_ call: Call) throws -> DirectoryQuery {
        var query = DirectoryQuery(limit: try call.limit())
        query.text = try call.search()
        query.town = try call.search("town")
        query.speciality = try call.query("speciality", KernelMessages.notCode) { SpecialityCode($0) }
        query.service = try call.query("service", KernelMessages.notCode) { ServiceCode($0) }
        query.package = try call.query("package", KernelMessages.notCode) { PackageCode($0) }
        query.near = try call.query("near", APIMessages.notPoint, point)
        query.cursor = try call.cursor(cursor)
        return query
    }

    private static func point(_ text: String) -> DirectoryQuery.Point? {
        let degrees = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0.trimmed) }
        guard degrees.count == 2, let latitude = degrees[0], let longitude = degrees[1] else { return nil }
        return DirectoryQuery.Point(latitude: latitude, longitude: longitude)
    }

    private static func cursor(_ text: String) -> DirectoryQuery.Cursor? {
        Data(base64Encoded: text).flatMap { try? JSON.decode(DirectoryQuery.Cursor.self, from: ByteBuffer(bytes: $0)) }
    }

    private static func encode(_ cursor: DirectoryQuery.Cursor) throws -> String {
        Data(try JSON.encode(cursor).readableBytesView).base64EncodedString()
    }
}

/// A partner on the wire.
struct PartnerReply: Encodable, Sendable {
    let id: PartnerID
    let code: PartnerCode
    let name: String
    let website: String?
    let locations: [LocationReply]

    /// A partner with all of its locations.
    init(_ partner: Partner) {
        id = partner.id
        code = partner.code
        name = partner.name
        website = partner.website
        locations = partner.locations.map(LocationReply.init)
    }

    /// Some of a partner's locations, one at least.
    init(_ hits: [DirectoryHit]) {
        id = hits[0].partner
        code = hits[0].partnerCode
        name = hits[0].partnerName
        website = hits[0].partnerWebsite
        locations = hits.map { LocationReply($0.location) }
    }
}

/// A location on the wire: whom to call, when, and for what. Booking is between the member and the partner (B32).
struct LocationReply: Encodable, Sendable {
    let id: LocationID
    let code: PartnerCode
    let name: String
    let town: String
    let county: String
    let address: String
    let latitude: Double
    let longitude: Double
    let phone: String?
    let email: String?
    let timeZone: Zone
    let openingHours: [OpeningHours]
    let specialities: [SpecialityCode]
    let services: [ServiceCode]
    let packages: [PackageCode]

    init(_ location: Location) {
        id = location.id
        code = location.code
        name = location.name
        town = location.town
        county = location.county
        address = location.address
        latitude = location.latitude
        longitude = location.longitude
        phone = location.phone
        email = location.email
        timeZone = location.zone
        openingHours = location.openingHours
        specialities = location.specialities
        services = location.services
        packages = location.packages
    }
}
