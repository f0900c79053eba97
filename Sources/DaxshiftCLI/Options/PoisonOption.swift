// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The option that lets blocks with a poisoned page stay offline.
struct PoisonOption: ParsableArguments {
    @Flag(
        name: .customLong("skip-poisoned"),
        help: "Leave memory blocks with a poisoned page offline, and bring the others online.")
    var isGiven = false
}
