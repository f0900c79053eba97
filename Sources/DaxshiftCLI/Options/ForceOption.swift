// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The option that allows changes to memory and devices in use.
struct ForceOption: ParsableArguments {
    @Flag(
        name: [.customShort("f"), .customLong("force")],
        help: ArgumentHelp(
            "Proceed although memory is online or known to be bad, a process uses the device, or data may be "
                + "overwritten or lost."))
    var isGiven = false
}
