// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

extension Surveyor {
    /// The ranges in `/proc/iomem` with their names.
    ///
    /// Empty without root, since the kernel hides the addresses.
    mutating func ioMemory() -> [(range: PhysicalRange, name: Substring)] {
        do {
            return Self.ioMemory(try Sysfs.wholeText(of: "/proc/iomem"))
        } catch {
            note(error)
            return []
        }
    }

    /// Parses lines `  START-END : NAME`, without ranges hidden as 0-0.
    static func ioMemory(_ text: String) -> [(range: PhysicalRange, name: Substring)] {
        text.split(separator: "\n").compactMap { line in
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2, halves[1].first == " ",
                let range = PhysicalRange(halves[0].drop { $0 == " " }.dropLast()), range.end > 0
            else { return nil }
            return (range, halves[1].dropFirst())
        }
    }
}
