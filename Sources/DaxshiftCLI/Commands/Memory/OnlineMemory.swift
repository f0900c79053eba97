// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift online-memory`.
struct OnlineMemory: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "online-memory",
        abstract: "Bring the memory of devices in system-ram mode online.",
        discussion: "Example: daxshift online-memory --zone kernel dax0.0")

    @OptionGroup
    private var zone: ZoneOptions

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

    var request: Request {
        var request = Request(
            selection: devices.selection, change: .onlineMemory(zone.asked), force: force.isGiven)
        request.skipsPoisoned = poison.isGiven
        request.allowsOOM = allowOOM.isGiven
        return request
    }
}
