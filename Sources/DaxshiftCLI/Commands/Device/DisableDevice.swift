// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift disable-device`.
struct DisableDevice: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable-device",
        abstract: "Unbind devices from their driver.",
        discussion: "Example: daxshift disable-device dax0.0")

    @OptionGroup
    private var force: ForceOption

    @OptionGroup
    private var allowOOM: AllowOOMOption

    @OptionGroup
    private var devices: DeviceArguments

    @OptionGroup
    var options: ChangeOptions

    var request: Request {
        var request = Request(selection: devices.selection, change: .disabled, force: force.isGiven)
        request.allowsOOM = allowOOM.isGiven
        return request
    }
}
