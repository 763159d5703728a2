import Entitlements
import Foundation
import Kernel
import Testing

func day(_ text: String) throws -> Day { try #require(Day(text)) }

private func decode<T: Decodable>(_ text: String) throws -> T {
    try JSONDecoder().decode(T.self, from: Data(text.utf8))
}

extension CatalogueSeed {
    /// Two packages over two services, as the seed files would hold them.
    ///
    /// - Parameter edit: changes the text of each file before it is read.
    static func sample(
        primaryCredits: Int = 4,
        primaryGrant: Int = 30,
        primaryAlias: String = "De bază",
        premiumAlias: String = "Lux",
        edit: (String) -> String = { $0 }
    ) throws -> CatalogueSeed {
        CatalogueSeed(
            categories: try decode(#"[{"code":"consultations","name":{"ro":"Consultații","en":"Consultations"}}]"#),
            specialities: try decode(#"[{"code":"cardiology","name":{"ro":"Cardiologie","en":"Cardiology"}}]"#),
            services: try decode(
                edit(
                    #"""
                    [{"code":"general","name":{"ro":"Consultație","en":"Consultation"},"category":"consultations","speciality":null},
                     {"code":"heart","name":{"ro":"Inimă","en":"Heart"},"category":"consultations","speciality":"cardiology"}]
                    """#
                )
            ),
            packages: try decode(
                edit(
                    #"""
                    [{"code":"primary","rank":1,"name":{"ro":"Primar","en":"Primary"},"aliases":["\#(primaryAlias)"],"period":"month",
                      "credits":\#(primaryGrant),"carryOverPeriods":0,"covers":[{"service":"general","credits":\#(primaryCredits),"limit":null}]},
                     {"code":"premium","rank":3,"name":{"ro":"Premium","en":"Premium"},"aliases":["\#(premiumAlias)"],"period":"year",
                      "credits":300,"carryOverPeriods":1,"covers":[{"service":"general","credits":2,"limit":null},
                      {"service":"heart","credits":5,"limit":{"count":2,"per":"month"}}]}]
                    """#
                )
            )
        )
    }

    /// The project's own seed files.
    static func fromSeeds() throws -> CatalogueSeed {
        let folder = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(
                path: "seeds"
            )
        func read<T: Decodable>(_ name: String) throws -> T {
            try decode(try String(contentsOf: folder.appending(path: "\(name).json"), encoding: .utf8))
        }
        return CatalogueSeed(
            categories: try read("categories"),
            specialities: try read("specialities"),
            services: try read("services"),
            packages: try read("packages")
        )
    }
}

extension Entitlement {
    /// Reads `2 1/year` or `2 -`: credits and a limit.
    static func reading(_ text: String) throws -> Entitlement {
        let words = text.split(separator: " ")
        let limit = words[1].split(separator: "/")
        return Entitlement(
            service: try #require(ServiceCode("general")),
            credits: CreditAmount(try #require(Int64(words[0]))),
            limit: limit.count == 2
                ? Limit(count: try #require(Int(limit[0])), per: try #require(Period(rawValue: String(limit[1])))) : nil
        )
    }
}
