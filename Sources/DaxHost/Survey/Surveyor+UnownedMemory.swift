// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Surveyor {
    /// Finds the system RAM that kmem added and no device in kmem owns.
    ///
    /// Reads nothing if kmem is not loaded, since then it added no memory.
    mutating func surveyUnownedMemory() {
        guard exists(KernelFile.driver(.kmem)) else { return }
        let holders = inventory.devices.filter { $0.driver == .kmem }
        let ranges = holders.flatMap(\.ranges)
        for (range, device) in Self.kmemRanges(in: ioMemory()) {
            // A holder whose ranges can't be read is identified by its name.
            let isOwned =
                ranges.contains { $0.overlaps(range) }
                || holders.contains { $0.name == device && $0.ranges.isEmpty }
            guard !isOwned else { continue }
            let blocks = self.blocks([range.wholeBlocks(of: inventory.blockSize ?? .zero)])
            let memory = UnownedMemory(
                range: range, device: device, node: blocks.first.flatMap { node(ofBlock: $0.index) },
                blocks: blocks)
            inventory.unownedMemory.append(memory)
            inventory.warnings.append(memory.remark)
        }
    }

    /// The ranges that kmem added, each with the device of the enclosing entry.
    static func kmemRanges(
        in entries: [(range: PhysicalRange, name: String)]
    ) -> [(range: PhysicalRange, device: DeviceName?)] {
        var last: (range: PhysicalRange, device: DeviceName)?
        var found: [(range: PhysicalRange, device: DeviceName?)] = []
        for entry in entries {
            if let device = DeviceName(entry.name) { last = (entry.range, device) }
            guard entry.name == "System RAM (kmem)" else { continue }
            let isAround = last?.range.contains(entry.range) == true
            found.append((entry.range, isAround ? last?.device : nil))
        }
        return found
    }

    private mutating func node(ofBlock index: BlockNumber) -> NodeNumber? {
        (names(in: "/sys/devices/system/memory/memory\(index)") ?? []).lazy
            .filter { $0.hasPrefix("node") }
            .compactMap { NodeNumber(kernelDigits: $0.dropFirst("node".count)) }.first
    }
}
