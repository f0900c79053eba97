// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// The NVDIMM regions that a command changes: at least one name, or `all`.
struct NvdimmRegionArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The NVDIMM regions: N or regionN, or 'all'.", valueName: "region"),
        completion: LiveNames.nvdimmRegionsOrAll, transform: { try NameOrAll($0, NvdimmName.region) })
    private var words: [NameOrAll<KernelName>] = []

    func validate() throws { try NameOrAll.check(words, of: "region") }

    /// The regions that were named; nil for all.
    var names: [KernelName]? { NameOrAll.names(words) }
}
