// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let common: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// The wrappers of C libraries: every call into C is marked `unsafe`, and nothing of it leaks out.
let wrapper = common + [.strictMemorySafety()]

let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "daxshift",
    products: [
        .executable(name: "daxshift", targets: ["daxshift"]),
        .executable(name: "daxlab", targets: ["daxlab"]),
        .library(name: "Daxctl", targets: ["Daxctl"]),
        .library(name: "Ndctl", targets: ["Ndctl"]),
        .library(name: "DaxModel", targets: ["DaxModel"]),
        .library(name: "DaxFormat", targets: ["DaxFormat"]),
        .library(name: "DaxHost", targets: ["DaxHost"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // Loaded when they are needed, so without the flags of pkg-config, which would link them.
        .systemLibrary(name: "CLibraries"),
        .systemLibrary(name: "CSystemCalls"),

        .target(name: "SystemAdditions", dependencies: [system], swiftSettings: common),
        .target(name: "LateLibraries", swiftSettings: wrapper),
        .target(
            name: "Daxctl", dependencies: ["CLibraries", "LateLibraries", system], swiftSettings: wrapper),
        .target(
            name: "Ndctl", dependencies: ["CLibraries", "LateLibraries", system], swiftSettings: wrapper),
        .target(
            name: "Kmod", dependencies: ["CLibraries", "LateLibraries", system], swiftSettings: wrapper),
        .target(
            name: "Blkid", dependencies: ["CLibraries", "LateLibraries", system], swiftSettings: wrapper),
        .target(name: "Yaml", dependencies: ["CLibraries", "LateLibraries"], swiftSettings: wrapper),
        .target(
            name: "Sysfs", dependencies: ["CSystemCalls", "SystemAdditions", system], swiftSettings: common),
        .target(name: "OrderedJSON", swiftSettings: common),
        .target(name: "CArguments"),
        .target(name: "Arguments", dependencies: ["CArguments"], swiftSettings: wrapper),

        .target(name: "DaxModel", swiftSettings: common),
        .target(
            name: "DaxFormat", dependencies: ["DaxModel", "OrderedJSON", "Yaml"], swiftSettings: common),
        .target(
            name: "DaxHost",
            dependencies: [
                "DaxModel", "Sysfs", "Daxctl", "Ndctl", "Kmod", "Blkid", "SystemAdditions", system,
            ],
            swiftSettings: common),
        .target(
            name: "DaxshiftCLI",
            dependencies: [
                "Arguments", "DaxFormat", "DaxHost", "DaxModel", "OrderedJSON", "SystemAdditions",
                argumentParser,
                system,
            ],
            swiftSettings: common),
        .target(
            name: "DaxLab",
            dependencies: [
                "Arguments", "OrderedJSON", "SystemAdditions", argumentParser, system,
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            resources: [
                .embedInCode("Guest/init.sh"),
                .embedInCode("Hosts/nvdimm.json"),
                .embedInCode("Hosts/pieces.json"),
                .embedInCode("Hosts/hbm.json"),
                .embedInCode("Hosts/mixed.json"),
                .embedInCode("Hosts/legacy.json"),
                .embedInCode("Hosts/cxl.json"),
                .embedInCode("Hosts/cxl2.json"),
            ],
            swiftSettings: common),

        .executableTarget(
            name: "daxshift", dependencies: ["DaxshiftCLI"], exclude: ["Boot", "Completions"],
            swiftSettings: common),
        .executableTarget(name: "daxlab", dependencies: ["DaxLab"], swiftSettings: common),
        .executableTarget(
            name: "manpages", dependencies: ["Arguments", "OrderedJSON", "SystemAdditions", system],
            swiftSettings: common),

        .target(
            name: "SampleHosts", dependencies: ["DaxHost", "DaxModel"], path: "Tests/SampleHosts",
            swiftSettings: common),
        .target(
            name: "PeerOutput", dependencies: ["OrderedJSON"], path: "Tests/PeerOutput",
            swiftSettings: common),
        .target(
            name: "SchemaFiles",
            dependencies: [
                "OrderedJSON", "SystemAdditions", system,
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            path: "Tests/SchemaFiles", exclude: ["validate.py"], swiftSettings: common),
        .testTarget(
            name: "DaxModelTests", dependencies: ["DaxModel", "SampleHosts"], swiftSettings: common),
        .testTarget(
            name: "DaxFormatTests",
            dependencies: [
                "DaxFormat", "DaxModel", "OrderedJSON", "SampleHosts", "SchemaFiles", "SystemAdditions",
                "Yaml", system,
            ],
            swiftSettings: common),
        .testTarget(
            name: "DaxHostTests",
            dependencies: ["Blkid", "DaxHost", "DaxModel", "SampleHosts", "Sysfs", system],
            swiftSettings: common),
        .testTarget(
            name: "FaultTests", dependencies: ["DaxHost", "DaxModel", "SampleHosts"], swiftSettings: common),
        .testTarget(
            name: "FuzzTests",
            dependencies: [
                "DaxFormat", "DaxHost", "DaxModel", "DaxshiftCLI", "DaxLab", "OrderedJSON", "SampleHosts",
            ],
            swiftSettings: common),
        .testTarget(name: "YamlTests", dependencies: ["Yaml"], swiftSettings: common),
        .testTarget(name: "OrderedJSONTests", dependencies: ["OrderedJSON"], swiftSettings: common),
        .testTarget(
            name: "DaxshiftCLITests",
            dependencies: [
                "DaxFormat", "DaxshiftCLI", "DaxHost", "DaxModel", "OrderedJSON", "SampleHosts",
                "SchemaFiles", "SystemAdditions", argumentParser, system,
            ],
            exclude: ["Captured", "Golden"], swiftSettings: common),
        .testTarget(
            name: "HostTests",
            dependencies: [
                "OrderedJSON", "PeerOutput", "SchemaFiles", "SystemAdditions", system,
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            exclude: ["Boot", "Compared", "Guest", "Hosts", "Layouts", "Peer"], swiftSettings: common),
        .testTarget(
            name: "FixtureTests",
            dependencies: [
                "CLibraries", "DaxFormat", "DaxHost", "DaxModel", "Daxctl", "LateLibraries", "Ndctl",
                "OrderedJSON", "PeerOutput",
                "daxshift",
                system,
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            exclude: ["Captures", "Expected", "Firmware"], swiftSettings: common),
        .testTarget(
            name: "DaxLabTests", dependencies: ["Arguments", "DaxLab", argumentParser, system],
            swiftSettings: common),
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "Arguments", "DaxFormat", "DaxModel", "DaxshiftCLI", "DaxLab", "OrderedJSON", "SampleHosts",
                "SystemAdditions",
                "daxshift",
                "daxlab", "manpages",
                system,
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: common),
    ],
    swiftLanguageModes: [.v6]
)
