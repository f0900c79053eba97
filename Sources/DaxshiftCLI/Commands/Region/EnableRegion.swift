// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift enable-region`.
struct EnableRegion: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable-region",
        abstract: "Bind NVDIMM regions to their driver.",
        discussion: "Example: daxshift enable-region region0")

    @OptionGroup
    private var regions: NvdimmRegionArguments

    @OptionGroup
    var options: ChangeOptions

    var request: Request {
        Request(nvdimm: .enableRegions(regions.names))
    }
}
