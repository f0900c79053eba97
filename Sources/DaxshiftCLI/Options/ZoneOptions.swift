// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// The options for the zone in which memory goes online.
struct ZoneOptions: ParsableArguments {
    @Option(help: "The zone in which memory goes online; movable unless it is online already.")
    private var zone: ZoneArgument?

    @Flag(name: .customLong("no-movable"), help: "The same as --zone kernel.")
    private var noMovable = false

    func validate() throws {
        if noMovable && zone == .movable {
            throw ValidationError("--no-movable and --zone movable exclude each other")
        }
    }

    /// The requested zone; nil if none.
    var asked: MemoryZone? {
        noMovable ? .kernel : zone.flatMap { MemoryZone(rawValue: $0.rawValue) }
    }

    private enum ZoneArgument: String, ExpressibleByArgument, CaseIterable {
        case movable
        case kernel
    }
}
