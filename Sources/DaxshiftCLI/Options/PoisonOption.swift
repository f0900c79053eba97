// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The option by which the user says that blocks with a poisoned page may stay offline.
struct PoisonOption: ParsableArguments {
    @Flag(
        name: .customLong("skip-poisoned"),
        help: "Leave memory blocks offline that have a poisoned page, and bring the others online.")
    var isGiven = false
}
