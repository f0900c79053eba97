// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift disable-region`.
struct DisableRegion: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable-region",
        abstract: "Disable the namespaces of NVDIMM regions, and the regions.",
        discussion: "Example: daxshift disable-region region0")

    @OptionGroup
    private var regions: NvdimmRegionArguments

    @OptionGroup
    var options: ChangeOptions

    var request: Request {
        Request(nvdimm: .disableRegions(regions.names))
    }
}
