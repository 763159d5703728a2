import Foundation
import Kernel
import Partners
import Store
import TestKit
import Testing

/// A location of a made-up network, as JSON; what isn't said is the same everywhere.
struct SamplePlace {
    var code = "P1-1"
    var name = "Loc"
    var town = "Iași"
    var address = "Strada Mare 1"
    var latitude = 47.0
    var longitude = 27.0
    var hours = #"{"days":"mon-fri","opens":"08:00","closes":"20:00"}"#
    var specialities = "\"cardiology\""
    var services = "\"ecg\""
    var packages = "\"primary\""

    var json: String {
        """
        {"code":"\(code)","name":"\(name)","town":"\(town)","county":"X","address":"\(address)","latitude":\(latitude),
        "longitude":\(longitude),"phone":"+40215550000","email":null,"openingHours":[\(hours)],
        "specialities":[\(specialities)],"services":[\(services)],"packages":[\(packages)]}
        """
    }
}

extension DirectorySeed {
    /// Partners with their places.
    static func sample(_ partners: [(code: String, name: String, places: [SamplePlace])]) throws -> DirectorySeed {
        let rows = partners.map { partner in
            let places = partner.places.map(\.json).joined(separator: ",")
            return #"{"code":"\#(partner.code)","name":"\#(partner.name)","website":null,"locations":[\#(places)]}"#
        }
        let text = "[" + rows.joined(separator: ",") + "]"
        return DirectorySeed(partners: try JSONDecoder().decode([SeedPartner].self, from: Data(text.utf8)))
    }

    /// One partner with one place.
    static func sample(_ place: SamplePlace = SamplePlace(), name: String = "Clinica") throws -> DirectorySeed {
        try sample([("P1", name, [place])])
    }
}

extension CatalogueNames {
    /// Two specialities, two services, two packages.
    static func sample() throws -> CatalogueNames {
        CatalogueNames(
            specialities: [
                try #require(SpecialityCode("cardiology")): ["Cardiologie", "Cardiology"],
                try #require(SpecialityCode("ent")): ["ORL", "Ear, nose and throat"],
            ],
            services: [
                try #require(ServiceCode("ecg")): ["Electrocardiogramă", "Electrocardiogram"],
                try #require(ServiceCode("mri")): ["RMN genunchi", "MRI of the knee"],
            ],
            packages: [try #require(PackageCode("primary")), try #require(PackageCode("premium"))]
        )
    }
}

extension TestStore {
    /// Loads a seed with the sample catalogue.
    func load(_ seed: DirectorySeed) async throws -> Int {
        let names = try CatalogueNames.sample()
        return try await store.write { try Partners().loadDirectory(seed, names: names, in: $0) }
    }

    /// One page.
    func search(_ query: DirectoryQuery) async throws -> DirectoryPage {
        try await store.read { try Partners().search(query, in: $0) }
    }

    /// The codes of all pages, one after the other.
    func codes(_ query: DirectoryQuery) async throws -> [String] {
        var query = query
        var codes: [String] = []
        while true {
            let page = try await search(query)
            codes += page.items.map(\.location.code.text)
            #expect(Set(page.items.map(\.partner)).count <= query.limit)
            guard let next = page.next else { return codes }
            query.cursor = next
        }
    }
}

extension DirectoryQuery {
    /// A question that asks for what the closure says.
    static func asking(limit: Int = 50, _ change: (inout DirectoryQuery) -> Void) -> DirectoryQuery {
        var query = DirectoryQuery(limit: limit)
        change(&query)
        return query
    }
}
