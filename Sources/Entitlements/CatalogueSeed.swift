public import Kernel

/// The catalogue as `seeds/` has it: categories.json, specialities.json, services.json, packages.json.
public struct CatalogueSeed: Sendable {
    /// Categories of services.
    public let categories: [Named<CategoryCode>]
    /// Medical specialities.
    public let specialities: [Named<SpecialityCode>]
    /// Services.
    public let services: [SeedService]
    /// Packages with what they cover.
    public let packages: [SeedPackage]

    /// The four files, decoded.
    public init(
        categories: [Named<CategoryCode>],
        specialities: [Named<SpecialityCode>],
        services: [SeedService],
        packages: [SeedPackage]
    ) {
        self.categories = categories
        self.specialities = specialities
        self.services = services
        self.packages = packages
    }

    /// A code and its name.
    public struct Named<Code: Codable & Sendable & Hashable>: Codable, Sendable {
        let code: Code
        let name: LocalizedName
    }

    /// A service of services.json.
    public struct SeedService: Codable, Sendable {
        let code: ServiceCode
        let name: LocalizedName
        let category: CategoryCode
        let speciality: SpecialityCode?
    }

    /// A package of packages.json.
    public struct SeedPackage: Codable, Sendable {
        let code: PackageCode
        let rank: Int
        let name: LocalizedName
        let aliases: [String]
        let period: Period
        let credits: CreditAmount
        let carryOverPeriods: Int
        let covers: [Cover]
    }

    /// One service that a package covers.
    public struct Cover: Codable, Sendable {
        let service: ServiceCode
        let credits: CreditAmount
        let limit: Entitlement.Limit?
    }
}
