// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The option that allows memory to go offline although its contents fit nowhere else.
struct AllowOOMOption: ParsableArguments {
    @Flag(
        name: .customLong("allow-oom"),
        help:
            "Take memory offline even if its contents fit nowhere else and the kernel may kill programs."
    )
    var isGiven = false
}
