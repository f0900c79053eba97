// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Surveyor {
    /// Finds the ranges that the kernel still keeps as RAM of devices that kmem does not hold.
    mutating func surveyLeakedRanges() {
        let loose = inventory.devices.indices.filter {
            inventory.devices[$0].driver != .kmem && !inventory.devices[$0].ranges.isEmpty
        }
        guard !loose.isEmpty else { return }
        let ram = ioMemory().filter { $0.name == "System RAM (kmem)" }.map(\.range)
        for position in loose {
            let ranges = inventory.devices[position].ranges
            inventory.devices[position].leakedRanges = ram.filter { part in
                ranges.contains { $0.overlaps(part) }
            }
        }
    }
}
