// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift enable-device`.
struct EnableDevice: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable-device",
        abstract: "Bind devices without a driver to device_dax.",
        discussion: "Example: daxshift enable-device dax0.0")

    @OptionGroup
    private var devices: DeviceArguments

    @OptionGroup
    var options: ChangeOptions

    var request: Request { Request(selection: devices.selection, change: .enabled) }
}
