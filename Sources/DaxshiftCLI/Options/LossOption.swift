// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The option that allows the loss of what namespaces or labels hold.
struct LossOption: ParsableArguments {
    @Flag(
        name: [.customShort("f"), .customLong("force")],
        help: ArgumentHelp(
            "Proceed although what is stored or labelled is lost, or memory is online; nothing is taken from a "
                + "user."))
    var isGiven = false
}
