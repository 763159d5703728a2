public import Kernel

/// The directory as seeds/partners.json has it.
public struct DirectorySeed: Sendable {
    let partners: [SeedPartner]

    /// The file, decoded.
    public init(partners: [SeedPartner]) { self.partners = partners }

    /// A partner of partners.json.
    public struct SeedPartner: Codable, Sendable {
        let code: PartnerCode
        let name: String
        let website: String?
        let locations: [SeedLocation]
    }

    /// A location of a partner.
    public struct SeedLocation: Codable, Sendable, Hashable {
        let code: PartnerCode
        let name: String
        let town: String
        let county: String
        let address: String
        let latitude: Double
        let longitude: Double
        let phone: String?
        let email: String?
        let openingHours: [OpeningHours]
        let specialities: [SpecialityCode]
        let services: [ServiceCode]
        let packages: [PackageCode]
        /// IANA name; Bucharest's where the file says none.
        let timeZone: Zone?
    }
}

/// The catalogue as the directory must know it: which codes exist, and by what names people search for them.
public struct CatalogueNames: Sendable {
    let specialities: [SpecialityCode: [String]]
    let services: [ServiceCode: [String]]
    let packages: Set<PackageCode>

    /// Codes with their names in every language.
    public init(
        specialities: [SpecialityCode: [String]],
        services: [ServiceCode: [String]],
        packages: Set<PackageCode>
    ) {
        self.specialities = specialities
        self.services = services
        self.packages = packages
    }
}
