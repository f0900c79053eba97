// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Daxctl
internal import Sysfs

extension Surveyor {
    /// Warns of every device that libdaxctl, and so daxctl, misses.
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
            inventory.warnings.append("daxctl can't see \(device.name): \(reason(device))")
        }
    }

    private func reason(_ device: DaxDevice) -> String {
        if !Sysfs.exists(device.characterDevice) { return "there is no \(device.characterDevice)" }
        if device.model == .class, inventory.models.contains(.bus) {
            return
                "it looks only at /sys/bus/dax while devices are there, and this one is under /sys/class/dax"
        }
        return "libdaxctl leaves it out"
    }
}
