// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// The namespaces that a command changes: at least one name, or `all`.
struct NamespaceArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The namespaces: namespaceX.Y, X.Y, the UUID or the name, or 'all'.", valueName: "namespace"),
        completion: LiveNames.namespaceNamesOrAll,
        transform: { try NameOrAll($0, NvdimmName.namespace) })
    private var words: [NameOrAll<NamespaceReference>] = []

    @Option(
        name: [.customShort("r"), .customLong("region")],
        help: ArgumentHelp("Only namespaces in this NVDIMM region: N or regionN.", valueName: "region"),
        completion: LiveNames.nvdimmRegions, transform: { try NvdimmName.region($0) })
    var region: KernelName?

    func validate() throws { try NameOrAll.check(words, of: "namespace") }

    /// The namespaces that were named; nil for all.
    var references: [NamespaceReference]? { NameOrAll.names(words) }
}
