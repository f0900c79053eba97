// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift offline-memory`.
struct OfflineMemory: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "offline-memory",
        abstract: "Take the memory of devices in system-ram mode offline.",
        discussion: "Example: daxshift offline-memory dax0.0")

    @OptionGroup
    private var allowOOM: AllowOOMOption

    @OptionGroup
    private var devices: DeviceArguments

    @OptionGroup
    var options: ChangeOptions

    var request: Request {
        var request = Request(selection: devices.selection, change: .offlineMemory)
        request.allowsOOM = allowOOM.isGiven
        return request
    }
}
