// swift-tools-version: 6.2
import PackageDescription

// The map of the house. A room may depend only on rooms of the floors below it;
// Tests/ArchitectureTests reads this file together with every import line.

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

// `make fuzz` builds the rooms that it looks at with the compiler's coverage.
let fuzzed: [SwiftSetting] =
    Context.environment["CARNET_FUZZING"] == nil ? [] : [.define("FUZZING"), .unsafeFlags(["-O", "-sanitize=fuzzer"])]
let fuzzedRooms = ["CSV", "People", "Employers"]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1: Target.Dependency = .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")

func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(
        name: name,
        dependencies: dependencies,
        resources: resources,
        swiftSettings: strict + (fuzzedRooms.contains(name) ? fuzzed : [])
    )
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

let package = Package(
    name: "carnet",
    products: [
        .executable(name: "carnet", targets: ["carnet"])
    ],
    traits: [
        .trait(name: "PostgreSQL", description: "The engine for many machines, over libpq (needs libpq-dev)."),
        .trait(name: "QRCodes", description: "Member codes as QR images, over libqrencode (needs libqrencode-dev)."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        // The bench's yardstick alone.
        .package(url: "https://github.com/swiftcsv/SwiftCSV", exact: "0.10.0"),
    ],
    targets: [
        // Ground floor
        room("Kernel"),
        room("CSV"),

        // First floor: what every feature stands on
        room("Store", ["Kernel", logging]),
        room("Secrets", ["Kernel", crypto, cryptoExtras]),

        // The engines: imported by carnet and tests only
        room("StoreSQLite", ["Kernel", "Store", "CLibSQLite", grdb, grdbSQLite, logging]),
        .systemLibrary(name: "CLibSQLite", providers: [.apt(["libsqlite3-dev"])]),
        room(
            "StorePostgres",
            ["Kernel", "Store", logging, .target(name: "CLibPQ", condition: .when(traits: ["PostgreSQL"]))]
        ),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

        // Second floor: features that know only themselves
        room("People", ["Kernel", "Store", "Secrets"]),
        room("Entitlements", ["Kernel", "Store"]),
        room("Credits", ["Kernel", "Store", crypto]),
        room("Partners", ["Kernel", "Store"]),
        room("Messaging", ["Kernel", "Store", "Secrets", logging, lifecycle]),

        // Third floor: features that combine them
        room("Employers", ["Kernel", "CSV", "Store", "Secrets", "People", "Entitlements", "Messaging", crypto]),
        room(
            "Desk",
            ["Kernel", "CSV", "Store", "Secrets", "People", "Entitlements", "Credits", "Partners", "Messaging"]
        ),

        // Fourth floor
        room(
            "Family",
            ["Kernel", "CSV", "Store", "Secrets", "People", "Entitlements", "Messaging", "Employers"]
        ),

        // Fifth floor: the doors
        room(
            "API",
            [
                "Kernel", "CSV", "Store", "Secrets", "People", "Entitlements", "Credits", "Partners", "Messaging",
                "Employers", "Desk", "Family", hummingbird, httpTypes, nioCore, nioHTTP1, nioHTTPTypes,
                nioHTTPTypesHTTP1, logging, lifecycle, crypto,
            ],
            resources: [.embedInCode("openapi.yaml")]
        ),

        // The roof: composition, configuration, commands
        .executableTarget(
            name: "carnet",
            dependencies: [
                "Kernel", "CSV", "Store", "StoreSQLite", "StorePostgres", "Secrets", "People", "Entitlements",
                "Credits",
                "Partners", "Messaging", "Employers", "Desk", "Family", "API",
                argumentParser, configuration, hummingbird, lifecycle, unixSignals, logging, nioCore,
            ],
            swiftSettings: strict
        ),

        .target(
            name: "TestKit",
            dependencies: ["Kernel", "Store", "StoreSQLite", "StorePostgres", "Secrets", logging],
            path: "Tests/TestKit",
            exclude: ["postgres"],
            swiftSettings: strict
        ),
        tests("KernelTests", ["Kernel"]),
        tests("CSVTests", ["CSV"]),
        tests("StoreTests", ["Kernel", "Store", "StoreSQLite", "StorePostgres", "TestKit", logging]),
        tests("SecretsTests", ["Kernel", "Secrets"]),
        tests("PeopleTests", ["Kernel", "Store", "Secrets", "People", "TestKit"]),
        tests("EntitlementsTests", ["Kernel", "Store", "Entitlements", "TestKit"]),
        tests("CreditsTests", ["Kernel", "Store", "Credits", "TestKit"]),
        tests("PartnersTests", ["Kernel", "Store", "Partners", "TestKit"]),
        tests("MessagingTests", ["Kernel", "Store", "Secrets", "Messaging", "TestKit", logging]),
        tests(
            "EmployersTests",
            ["Kernel", "CSV", "Store", "Secrets", "People", "Entitlements", "Messaging", "Employers", "TestKit"]
        ),
        tests(
            "DeskTests",
            [
                "Kernel", "Store", "Secrets", "People", "Entitlements", "Credits", "Partners", "Messaging", "Desk",
                "TestKit",
            ]
        ),
        tests(
            "FamilyTests",
            [
                "Kernel", "CSV", "Store", "Secrets", "People", "Entitlements", "Messaging", "Employers", "Family",
                "TestKit",
            ]
        ),
        tests(
            "APITests",
            [
                "Kernel", "Store", "Secrets", "People", "Entitlements", "Credits", "Partners", "Messaging",
                "Employers", "Desk", "Family", "API", "StoreSQLite", "TestKit", hummingbird, logging, httpTypes,
            ]
        ),
        tests("ArchitectureTests", []),
        .executableTarget(
            name: "carnet-bench",
            dependencies: [
                "Kernel", "CSV", "Store", "StoreSQLite", "Secrets", "People", "Entitlements", "Credits", "Partners",
                "Messaging", "Employers", "Desk", "Family", "API", "StorePostgres", "TestKit", grdb, grdbSQLite,
                logging, .product(name: "SwiftCSV", package: "SwiftCSV"),
            ],
            path: "Tests/Bench",
            exclude: ["plain.lua", "report.lua", "verify.lua", "visit.lua"],
            swiftSettings: strict
        ),
        // What must hold of whatever is uploaded: checked over the corpus by the tests, over anything by `make fuzz`.
        .target(
            name: "Checks",
            dependencies: ["Kernel", "CSV", "Secrets", "People", "Entitlements", "Employers"],
            path: "Tests/Fuzz/Checks",
            swiftSettings: strict
        ),
        .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzz/CLibFuzzer"),
        .executableTarget(
            name: "carnet-fuzz",
            dependencies: ["Checks", "CLibFuzzer"],
            path: "Tests/Fuzz/Program",
            swiftSettings: strict + fuzzed,
            linkerSettings: fuzzed.isEmpty ? [] : [.unsafeFlags(["-sanitize=fuzzer"])]
        ),
        tests("FuzzTests", ["Checks"]),
        // What the requirements come to, without the product: what its simulator compares it with.
        .target(name: "SimulatorModel", dependencies: ["Kernel"], path: "Tests/SimulatorModel", swiftSettings: strict),
        tests(
            "SimulatorTests",
            [
                "Kernel", "Store", "Secrets", "People", "Entitlements", "Credits", "Partners", "Messaging", "Desk",
                "SimulatorModel", "TestKit",
            ]
        ),
        tests("EndToEndTests", ["carnet", "Kernel", "Store", "StoreSQLite", "Secrets", "TestKit", logging]),
    ]
)
