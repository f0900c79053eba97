// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift reconfigure-device`.
struct ReconfigureDevice: ChangeCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make devices system RAM, or character devices again.")

    @Option(name: .shortAndLong, help: "What the devices are to be.")
    private var mode: ModeArgument

    @OptionGroup
    private var zone: ZoneOptions

    @Flag(name: [.customShort("N"), .customLong("no-online")], help: "Leave new system RAM offline.")
    private var noOnline = false

    @OptionGroup
    private var force: ForceOption

    @OptionGroup
    var options: ChangeOptions

    func validate() throws {
        if mode == .devdax && (noOnline || zone.asked != nil) {
            throw ValidationError("--no-online, --zone and --no-movable go with --mode system-ram only")
        }
        if noOnline && zone.asked != nil {
            throw ValidationError("--no-online leaves memory in no zone: leave out --zone and --no-movable")
        }
    }

    var request: Request {
        let change: Request.Change =
            switch mode {
            case .devdax: .devdax
            case .systemRAM: noOnline ? .systemRAMOffline : .systemRAM(zone.asked)
            }
        return Request(selection: options.devices.selection, change: change, force: force.isGiven)
    }

    private enum ModeArgument: String, ExpressibleByArgument, CaseIterable {
        case systemRAM = "system-ram"
        case devdax
    }
}
