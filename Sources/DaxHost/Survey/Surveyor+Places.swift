// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Surveyor {
    /// Finds where each region lies, which the kernel tells in no file of the region.
    mutating func surveyPlaces() {
        var memory: [PhysicalRange]?
        for position in inventory.regions.indices {
            let region = inventory.regions[position]
            guard let size = region.size, size > .zero else { continue }
            let devices = inventory.devices.filter { $0.name.region == region.id }
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

    /// A device without a size says in `resource` where its region begins.
    private mutating func place(ofIdle devices: [DaxDevice], size: ByteCount) -> PhysicalRange? {
        guard let idle = devices.first(where: { $0.size == .zero }) else { return nil }
        let folder = DevicePlace(model: idle.model, path: idle.path).folder
        guard let start = look(folder + "/resource", as: number).value else { return nil }
        let (end, isBeyond) = start.addingReportingOverflow(size.rawValue - 1)
        return isBeyond ? nil : PhysicalRange(start: start, end: end)
    }

    /// The ranges of memory as the firmware told them: Linux 7 has no soft-reserved ones in `/proc/iomem`.
    private mutating func firmwareMemory() -> [PhysicalRange] {
        let folder = "/sys/firmware/memmap"
        return (names(in: folder) ?? []).compactMap { name in
            guard let start = look("\(folder)/\(name)/start", as: number).value,
                let end = look("\(folder)/\(name)/end", as: number).value
            else { return nil }
            return PhysicalRange(start: start, end: end)
        }
    }

    /// The addresses from the first to the last range.
    private static func span(of ranges: [PhysicalRange]) -> PhysicalRange? {
        guard let start = ranges.map(\.start).min(), let end = ranges.map(\.end).max() else { return nil }
        return PhysicalRange(start: start, end: end)
    }
}
