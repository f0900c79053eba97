// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

// The name that the products below are asked for by, whatever the folder is called.
let daxshift = "daxshift"

let package = Package(
    name: "examples",
    dependencies: [.package(name: daxshift, path: "..")],
    targets: [
        .executableTarget(
            name: "create-namespace",
            dependencies: [.product(name: "Ndctl", package: daxshift)],
            swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")]),
        .executableTarget(
            name: "dax-use",
            dependencies: [
                .product(name: "DaxFormat", package: daxshift),
                .product(name: "DaxHost", package: daxshift),
            ],
            swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")]),
        .executableTarget(
            name: "list-objects",
            dependencies: [
                .product(name: "Daxctl", package: daxshift),
                .product(name: "Ndctl", package: daxshift),
            ],
            swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")]),
        .executableTarget(
            name: "to-system-ram",
            dependencies: [
                .product(name: "DaxFormat", package: daxshift),
                .product(name: "DaxHost", package: daxshift),
            ],
            swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")]),
    ],
    swiftLanguageModes: [.v6]
)
