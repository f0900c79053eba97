// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift init-labels`.
struct InitLabels: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "init-labels",
        abstract: "Write new, empty labels to DIMMs.",
        discussion: "Example: daxshift init-labels nmem0")

    static let asksAboutLosses = true

    @OptionGroup
    private var force: LossOption

    @OptionGroup
    private var dimms: DimmArguments

    @OptionGroup
    var options: ChangeOptions

    var request: Request {
        Request(nvdimm: .initializeLabels(dimms.names), force: force.isGiven)
    }
}
