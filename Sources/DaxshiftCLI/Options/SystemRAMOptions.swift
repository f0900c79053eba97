// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// The options for memory that becomes system RAM.
struct SystemRAMOptions: ParsableArguments {
    @OptionGroup
    private var zone: ZoneOptions

    @Flag(name: [.customShort("N"), .customLong("no-online")], help: "Leave new system RAM offline.")
    private var noOnline = false

    @Flag(
        name: .customLong("memmap-on-memory"),
        help: "Keep the memory map of new system RAM in that memory, not in ordinary RAM.")
    var keepsMapInMemory = false

    /// Checks the options against the mode.
    ///
    /// - Parameter makesSystemRAM: Whether the mode is system-ram.
    /// - Throws: `ValidationError` for an option that has no meaning.
    func check(makesSystemRAM: Bool) throws {
        if !makesSystemRAM && keepsMapInMemory {
            throw ValidationError("--memmap-on-memory goes with --mode system-ram only")
        }
        if !makesSystemRAM && (noOnline || zone.asked != nil) {
            throw ValidationError("--no-online, --zone and --no-movable go with --mode system-ram only")
        }
        if noOnline && zone.asked != nil {
            throw ValidationError("--no-online leaves memory in no zone: leave out --zone and --no-movable")
        }
    }

    /// What the memory becomes.
    var change: Request.Change { noOnline ? .systemRAMOffline : .systemRAM(zone.asked) }
}
