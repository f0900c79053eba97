// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// The option that names dax regions.
struct RegionOption: ParsableArguments {
    @Option(
        name: [.customShort("r"), .customLong("region")],
        help: ArgumentHelp(
            "Only objects in this region: N or regionN; can be repeated.", valueName: "region"),
        completion: LiveNames.regions, transform: { try ObjectName.region($0) })
    var ids: [RegionNumber] = []
}
