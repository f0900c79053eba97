// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift reconfigure-device`.
struct ReconfigureDevice: ChangeCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make devices system RAM, or character devices again.")

    @Option(name: .shortAndLong, help: "What the devices are to be.")
    private var mode: ModeArgument?

    @Flag(
        name: [.customShort("C"), .customLong("check-config")],
        help: "Make of the devices what is written down about them, as at boot.")
    private var checkConfig = false

    @OptionGroup
    private var zone: ZoneOptions

    @Flag(name: [.customShort("N"), .customLong("no-online")], help: "Leave new system RAM offline.")
    private var noOnline = false

    @Flag(help: "Bring devices that are under the class model to the bus first, where they can change.")
    private var migrate = false

    @OptionGroup
    private var force: ForceOption

    @OptionGroup
    private var devices: DeviceArguments

    @OptionGroup
    var options: ChangeOptions

    func validate() throws {
        if checkConfig {
            guard mode == nil, !noOnline, zone.asked == nil else {
                throw ValidationError(
                    "--check-config takes the mode from the configuration: leave out --mode, --zone, --no-movable "
                        + "and --no-online")
            }
        } else if mode == nil {
            throw ValidationError("--mode says what the devices are to be; --check-config looks it up")
        }
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
            case nil: .configured
            case .devdax: .devdax
            case .systemRAM: noOnline ? .systemRAMOffline : .systemRAM(zone.asked)
            }
        var request = Request(selection: devices.selection, change: change, force: force.isGiven)
        request.migrates = migrate
        return request
    }

    private enum ModeArgument: String, ExpressibleByArgument, CaseIterable {
        case systemRAM = "system-ram"
        case devdax
    }
}
