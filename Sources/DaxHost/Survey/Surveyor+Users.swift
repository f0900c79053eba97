// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Surveyor {
    /// Finds the processes that use the devices which a driver shows as character devices.
    ///
    /// Costs a look at every open file of every process, and nothing where there is no such device.
    mutating func surveyUsers() {
        let users = users(of: inventory.devices)
        for position in inventory.devices.indices {
            inventory.devices[position].users = users[inventory.devices[position].name] ?? []
        }
    }

    /// Finds the processes that use one of these devices.
    mutating func users(of devices: [DaxDevice]) -> [DeviceName: [DeviceUser]] {
        var numbers: [String: DeviceName] = [:]
        for device in devices where device.driver != nil && device.driver != .kmem {
            let place = DevicePlace(model: device.model, path: device.path)
            if let number = require(place.folder + "/dev", as: { $0 }) { numbers[number] = device.name }
        }
        guard !numbers.isEmpty else { return [:] }
        let users = DeviceUsers(of: numbers)
        if let gap = users.gap { inventory.gaps.append(gap) }
        return users.found
    }
}
