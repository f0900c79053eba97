// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

extension Surveyor {
    /// Finds the range of each region, for which the kernel has no file.
    mutating func surveyRegionRanges() {
        var memory: [PhysicalRange]?
        for position in inventory.regions.indices {
            let region = inventory.regions[position]
            guard let size = region.size, size > .zero else { continue }
            let devices = inventory.devices.filter { $0.regionPath == region.path }
            let span = Self.span(of: devices.flatMap(\.ranges))
            if let span, span.size == size {
                inventory.regions[position].range = span
            } else if let place = place(ofIdle: devices, size: size) {
                inventory.regions[position].range = place
            } else if let span {
                let candidates = memory ?? ioMemory().map(\.range) + firmwareMemory()
                memory = candidates
                inventory.regions[position].range = candidates.first {
                    $0.size == size && $0.contains(span)
                }
            }
        }
    }

    /// The start of the region, from `resource` of a device without a size.
    private mutating func place(ofIdle devices: [DaxDevice], size: ByteCount) -> PhysicalRange? {
        guard let idle = devices.first(where: { $0.size == .zero }) else { return nil }
        let folder = DevicePlace(model: idle.model, path: idle.path).folder
        guard let start = look(folder + "/resource", as: number).value else { return nil }
        return PhysicalRange(start: start, size: size)
    }

    /// The memory ranges in the firmware's map: Linux 7 does not show soft-reserved ranges in `/proc/iomem`.
    private mutating func firmwareMemory() -> [PhysicalRange] {
        let folder = "/sys/firmware/memmap"
        let map = (names(in: folder) ?? []).compactMap { name -> PhysicalRange? in
            guard let start = look("\(folder)/\(name)/start", as: number).value,
                let end = look("\(folder)/\(name)/end", as: number).value
            else { return nil }
            return PhysicalRange(start: start, end: end)
        }
        return map + Self.affineMemory((try? Sysfs.bytes(of: "/sys/firmware/acpi/tables/SRAT")) ?? [])
    }

    /// The ranges of the memory entries in an ACPI System Resource Affinity Table.
    static func affineMemory(_ table: [UInt8]) -> [PhysicalRange] {
        func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
            bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        var ranges: [PhysicalRange] = []
        var rest = table.dropFirst(48)
        while rest.count >= 2 {
            let entry = rest.prefix(Int(rest[rest.startIndex + 1]))
            guard entry.count >= 2 else { break }
            if entry.first == 1, entry.count >= 24 {
                let start = number(entry.dropFirst(8).prefix(8))
                let (end, isBeyond) = start.addingReportingOverflow(
                    number(entry.dropFirst(16).prefix(8)) &- 1)
                if !isBeyond, let range = PhysicalRange(start: start, end: end) { ranges.append(range) }
            }
            rest = rest.dropFirst(entry.count)
        }
        return ranges
    }

    /// The addresses from the start of the first to the end of the last range.
    private static func span(of ranges: [PhysicalRange]) -> PhysicalRange? {
        guard let start = ranges.map(\.start).min(), let end = ranges.map(\.end).max() else { return nil }
        return PhysicalRange(start: start, end: end)
    }
}
