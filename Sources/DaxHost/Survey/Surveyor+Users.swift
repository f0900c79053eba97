// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Surveyor {
    /// Finds the processes that use character devices.
    ///
    /// Inspects every open file of every process, unless there is no such device.
    mutating func surveyUsers() {
        var devices = inventory.devices
        addUsers(to: &devices)
        inventory.devices = devices
    }

    /// Finds one device with the processes that use it, or returns nil when neither model shows it.
    mutating func surveyDeviceWithUsers(_ name: DeviceName) -> DaxDevice? {
        var devices = surveyDevice(name).map { [$0] } ?? []
        addUsers(to: &devices)
        return devices.first
    }

    private mutating func addUsers(to devices: inout [DaxDevice]) {
        var numbers: [String: DeviceName] = [:]
        for position in devices.indices {
            let device = devices[position]
            guard let driver = device.driver, driver != .kmem else { continue }
            let file = DevicePlace(model: device.model, path: device.path).folder + "/dev"
            if let number = require(file, as: Self.deviceNumber) {
                numbers[number] = device.name
            } else {
                devices[position].unseenUsers = inventory.gaps.last.map(UnseenUsers.unreadable)
            }
        }
        guard !numbers.isEmpty else { return }
        let users = DeviceUsers(of: numbers)
        if let gap = users.gap { inventory.gaps.append(gap) }
        for position in devices.indices where numbers.values.contains(devices[position].name) {
            devices[position].users = users.found[devices[position].name] ?? []
            devices[position].unseenUsers = users.unseen
        }
    }

    /// A device's number, `MAJOR:MINOR`, from its `dev` file.
    static func deviceNumber(_ text: String) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { Int(kernelDigits: $0) != nil } ? text : nil
    }
}
