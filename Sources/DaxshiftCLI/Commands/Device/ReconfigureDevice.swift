// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift reconfigure-device`.
struct ReconfigureDevice: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconfigure-device",
        abstract: "Change the mode, size or alignment of devices.",
        discussion: "Example: daxshift reconfigure-device --mode system-ram dax0.0")

    @Flag(
        name: [.customShort("C"), .customLong("check-config")],
        help: "Apply the saved configuration to the devices, as at boot.")
    private var checkConfig = false

    @OptionGroup
    private var mode: ModeOptions

    @OptionGroup
    private var shape: ShapeOptions

    @Flag(help: "Move devices under the class model to the bus model first.")
    private var migrate = false

    @OptionGroup
    private var force: ForceOption

    @OptionGroup
    private var poison: PoisonOption

    @OptionGroup
    private var allowOOM: AllowOOMOption

    @OptionGroup
    private var devices: DeviceArguments

    @OptionGroup
    var options: ChangeOptions

    func validate() throws {
        guard shape.at == nil || shape.size != nil else {
            throw ValidationError("--at places a device of a given size: add --size")
        }
        guard checkConfig || mode.change != nil || shape.shape != nil else {
            throw ValidationError(
                "give --mode, --size or --align, or --check-config to apply the saved configuration")
        }
        guard !checkConfig || mode.change == nil && shape.shape == nil else {
            throw ValidationError(
                "--check-config takes the mode from the configuration: leave out --mode, --zone, --no-movable, "
                    + "--no-online, --size and --align")
        }
    }

    var request: Request {
        let change =
            shape.shape.map { Request.Change.reshaped($0, then: mode.change) } ?? mode.change ?? .configured
        var request = Request(selection: devices.selection, change: change, force: force.isGiven)
        request.migrates = migrate
        request.skipsPoisoned = poison.isGiven
        request.takesConfiguredOffline = checkConfig
        request.allowsOOM = allowOOM.isGiven
        request.fillsBlocks = true
        request.keepsMapInMemory = mode.keepsMapInMemory
        return request
    }
}
