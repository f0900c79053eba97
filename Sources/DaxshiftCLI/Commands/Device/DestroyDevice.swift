// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift destroy-device`.
struct DestroyDevice: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "destroy-device",
        abstract: "Destroy HBM or CXL devices and free their memory.",
        discussion: "Example: daxshift destroy-device --force dax0.1 dax0.2")

    @OptionGroup
    private var force: ForceOption

    @OptionGroup
    private var allowOOM: AllowOOMOption

    @OptionGroup
    private var devices: DeviceArguments

    @OptionGroup
    var options: ChangeOptions

    var request: Request {
        var request = Request(selection: devices.selection, change: .destroyed, force: force.isGiven)
        request.allowsOOM = allowOOM.isGiven
        return request
    }
}
