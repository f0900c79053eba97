// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

extension Surveyor {
    /// What the kernel says of the physical addresses: the ranges in `/proc/iomem` and what they are called.
    ///
    /// Only root is told the addresses; for others there are none.
    mutating func ioMemory() -> [(range: PhysicalRange, name: Substring)] {
        do {
            return Self.ioMemory(try Sysfs.wholeText(of: "/proc/iomem"))
        } catch {
            note(error)
            return []
        }
    }

    /// The ranges of lines `  START-END : NAME`, without those that are hidden as 0-0.
    static func ioMemory(_ text: String) -> [(range: PhysicalRange, name: Substring)] {
        text.split(separator: "\n").compactMap { line in
            let halves = line.split(separator: ":", maxSplits: 1)
            let ends = (halves.first ?? "").drop { $0 == " " }.dropLast().split(separator: "-")
            guard halves.count == 2, halves[1].first == " ", ends.count == 2,
                let start = hexadecimal(String(ends[0])), let end = hexadecimal(String(ends[1])), end > 0,
                let range = PhysicalRange(start: start, end: end)
            else { return nil }
            return (range, halves[1].dropFirst())
        }
    }
}
