// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

extension Surveyor {
    private static let iomem = "/proc/iomem"

    /// Finds what the kernel still has as RAM of devices that kmem does not hold.
    mutating func surveyStuckRanges() {
        let loose = inventory.devices.indices.filter {
            inventory.devices[$0].driver != .kmem && !inventory.devices[$0].ranges.isEmpty
        }
        guard !loose.isEmpty else { return }
        let text: String
        do throws(SysfsError) {
            text = try Sysfs.wholeText(of: Self.iomem)
        } catch {
            note(error)
            return
        }
        let ram = Self.hotAdded(in: text)
        for position in loose {
            let ranges = inventory.devices[position].ranges
            inventory.devices[position].stuck = ram.filter { part in ranges.contains { $0.overlaps(part) } }
        }
    }

    /// The ranges that kmem added, of lines `START-END : System RAM (kmem)`; all are 0-0 unless root reads them.
    static func hotAdded(in iomem: String) -> [PhysicalRange] {
        iomem.split(separator: "\n").compactMap { line in
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2, halves[1] == " System RAM (kmem)" else { return nil }
            let ends = halves[0].drop { $0 == " " }.dropLast().split(separator: "-")
            guard ends.count == 2, let start = hexadecimal(String(ends[0])),
                let end = hexadecimal(String(ends[1])), end > 0
            else { return nil }
            return PhysicalRange(start: start, end: end)
        }
    }
}
