// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The option by which the user says that what is in use may be taken away.
struct ForceOption: ParsableArguments {
    @Flag(
        name: [.customShort("f"), .customLong("force")],
        help:
            "Also where memory is online or known to be bad, a process uses the device, or something may be stored in it."
    )
    var isGiven = false
}
