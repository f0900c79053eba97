// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The option by which the user says that memory may go offline although what it holds fits nowhere else.
struct AllowOOMOption: ParsableArguments {
    @Flag(
        name: .customLong("allow-oom"),
        help:
            "Take memory offline also where what it holds finds no room elsewhere and programs may be killed."
    )
    var isGiven = false
}
