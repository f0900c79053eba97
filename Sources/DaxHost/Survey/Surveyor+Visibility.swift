// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Daxctl
internal import Sysfs

extension Surveyor {
    /// Warns about every device that libdaxctl, and so daxctl, does not see.
    mutating func compareWithDaxctl() {
        guard !inventory.devices.isEmpty else { return }
        var seen: Set<DeviceName> = []
        do {
            let context = try Daxctl.Context()
            context.forEachRegion { seen.formUnion($0.deviceNames.compactMap { DeviceName($0) }) }
        } catch {
            inventory.gaps.append(Gap(file: "libdaxctl", reason: error.description))
            return
        }
        for device in inventory.devices where !seen.contains(device.name) {
            let node = device.characterDevice
            let isThere = (try? Sysfs.exists(node)) != false
            let reason = isThere ? "libdaxctl leaves it out" : "there is no \(node)"
            inventory.warnings.append("daxctl can't see \(device.name): \(reason)")
        }
    }
}
