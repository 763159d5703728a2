import Kernel

/// What must hold in partners.json before any of it is loaded.
enum SeedRules {
    private static let week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// Throws what is wrong first, by place, field and value.
    static func check(_ seed: DirectorySeed, _ names: CatalogueNames) throws(PartnersFailure) {
        try distinct(seed.partners.map(\.code))
        try distinct(seed.partners.flatMap { $0.locations.map(\.code) })
        for location in seed.partners.flatMap(\.locations) { try check(location, names) }
    }

    private static func check(
        _ location: DirectorySeed.SeedLocation,
        _ names: CatalogueNames
    ) throws(PartnersFailure) {
        for code in location.specialities where names.specialities[code] == nil {
            throw .seedUnknownCode(location: location.code, field: "specialities", code: code.text)
        }
        for code in location.services where names.services[code] == nil {
            throw .seedUnknownCode(location: location.code, field: "services", code: code.text)
        }
        for code in location.packages where !names.packages.contains(code) {
            throw .seedUnknownCode(location: location.code, field: "packages", code: code.text)
        }
        if DirectoryQuery.Point(latitude: location.latitude, longitude: location.longitude) == nil {
            let place = "\(location.latitude), \(location.longitude)"
            throw .seedValueInvalid(location: location.code, field: "latitude, longitude", value: place)
        }
        for hours in location.openingHours where !isValid(hours) {
            let text = "\(hours.days) \(hours.opens)-\(hours.closes)"
            throw .seedValueInvalid(location: location.code, field: "openingHours", value: text)
        }
    }

    /// One day or a range of days, and an opening before the closing.
    private static func isValid(_ hours: OpeningHours) -> Bool {
        let days = hours.days.split(separator: "-", omittingEmptySubsequences: false).map {
            week.firstIndex(of: String($0))
        }
        guard (1...2).contains(days.count), let first = days.first ?? nil, let last = days.last ?? nil,
            days.count == 1 || first < last,
            let opens = minutes(hours.opens), let closes = minutes(hours.closes)
        else { return false }
        return opens < closes
    }

    /// Minutes since midnight of `08:00`; nil for anything else.
    private static func minutes(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.allSatisfy(\.isWholeNumber) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 24 * 60
        else { return nil }
        return hour * 60 + minute
    }

    private static func distinct(_ codes: [PartnerCode]) throws(PartnersFailure) {
        var seen: Set<PartnerCode> = []
        for code in codes where !seen.insert(code).inserted { throw .seedDuplicate(code: code) }
    }
}
