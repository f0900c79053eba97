// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The option by which the user says that memory in use may be taken offline.
struct ForceOption: ParsableArguments {
    @Flag(
        name: [.customShort("f"), .customLong("force")],
        help: "Take memory that is online offline first, where that is needed.")
    var isGiven = false
}
