// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

extension Surveyor {
    /// The ranges in `/proc/iomem` with their names.
    ///
    /// Empty without root, since the kernel hides the addresses.
    mutating func ioMemory() -> [(range: PhysicalRange, name: String)] {
        do {
            return Self.ioMemory(try Sysfs.bytes(of: "/proc/iomem"))
        } catch {
            note(error)
            return []
        }
    }

    /// Parses lines `  START-END : NAME`, without ranges hidden as 0-0.
    static func ioMemory(_ text: [UInt8]) -> [(range: PhysicalRange, name: String)] {
        var entries: [(range: PhysicalRange, name: String)] = []
        KernelLines.forEach(in: text) { line in
            guard let (start, rest) = line.trimmed.divided(at: "-"), let (end, name) = rest.divided(at: " "),
                let name = name.after(": "), let start = hexadecimal(start.text),
                let end = hexadecimal(end.text),
                let range = PhysicalRange(start: start, end: end), range.end > 0
            else { return }
            entries.append((range, name.text))
        }
        return entries
    }
}
