// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift enable-device`.
struct EnableDevice: ChangeCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give devices that have no driver to device_dax.")

    @OptionGroup
    var options: ChangeOptions

    var request: Request { Request(selection: options.devices.selection, change: .enabled) }
}
