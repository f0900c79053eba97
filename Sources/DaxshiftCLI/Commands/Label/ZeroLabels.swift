// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift zero-labels`.
struct ZeroLabels: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "zero-labels",
        abstract: "Erase the labels of DIMMs.",
        discussion: "Example: daxshift zero-labels nmem0")

    static let asksAboutLosses = true

    @OptionGroup
    private var force: LossOption

    @OptionGroup
    private var dimms: DimmArguments

    @OptionGroup
    var options: ChangeOptions

    var request: Request {
        Request(nvdimm: .zeroLabels(dimms.names), force: force.isGiven)
    }
}
