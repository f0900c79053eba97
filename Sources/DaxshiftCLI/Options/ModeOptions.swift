// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// The options for the mode of a device.
struct ModeOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The mode of the devices.")
    private var mode: ModeArgument?

    @OptionGroup
    private var zone: ZoneOptions

    @Flag(name: [.customShort("N"), .customLong("no-online")], help: "Leave new system RAM offline.")
    private var noOnline = false

    @Flag(
        name: .customLong("memmap-on-memory"),
        help: "Keep the memory map of new system RAM in that memory, not in ordinary RAM.")
    var keepsMapInMemory = false

    func validate() throws {
        if mode != .systemRAM && keepsMapInMemory {
            throw ValidationError("--memmap-on-memory goes with --mode system-ram only")
        }
        if mode != .systemRAM && (noOnline || zone.asked != nil) {
            throw ValidationError("--no-online, --zone and --no-movable go with --mode system-ram only")
        }
        if noOnline && zone.asked != nil {
            throw ValidationError("--no-online leaves memory in no zone: leave out --zone and --no-movable")
        }
    }

    /// The requested mode; nil if none.
    var change: Request.Change? {
        switch mode {
        case nil: nil
        case .devdax: .devdax
        case .systemRAM: noOnline ? .systemRAMOffline : .systemRAM(zone.asked)
        }
    }

    private enum ModeArgument: String, ExpressibleByArgument, CaseIterable {
        case systemRAM = "system-ram"
        case devdax
    }
}
