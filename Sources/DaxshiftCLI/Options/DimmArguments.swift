// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// The DIMMs that a command is about: at least one name, or `all`.
struct DimmArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The DIMMs: N or nmemN, or 'all'.", valueName: "dimm"),
        completion: LiveNames.dimmsOrAll, transform: { try NameOrAll($0, NvdimmName.dimm) })
    private var words: [NameOrAll<KernelName>] = []

    func validate() throws { try NameOrAll.check(words, of: "DIMM") }

    /// The DIMMs that were named; nil for all.
    var names: [KernelName]? { NameOrAll.names(words) }
}
