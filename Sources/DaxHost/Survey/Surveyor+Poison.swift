// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

extension Surveyor {
    /// Finds whether the kernel took memory out of use after errors, and which devices in kmem may hold it.
    ///
    /// Linux 6.4 and later counts errors per node: a device whose node had none holds no poisoned memory.
    mutating func surveyPoison() {
        let positions = inventory.devices.indices.filter { inventory.devices[$0].driver == .kmem }
        guard !positions.isEmpty, let text = try? Sysfs.wholeText(of: "/proc/meminfo"),
            let poisoned = Self.poisoned(text), poisoned > .zero
        else { return }
        inventory.poisoned = poisoned
        for position in positions {
            let failures = inventory.devices[position].targetNode.flatMap { node in
                look("\(Self.nodes)/node\(node)/memory_failure/total", as: number).value
            }
            inventory.devices[position].mayBePoisoned = failures != 0
        }
    }

    /// The value of `HardwareCorrupted`; nil if the kernel has none.
    static func poisoned(_ meminfo: String) -> ByteCount? {
        for line in meminfo.split(separator: "\n") where line.hasPrefix("HardwareCorrupted:") {
            let words = line.split(separator: " ")
            guard words.count == 3, words[2] == "kB", let count = number(String(words[1])) else { return nil }
            let (bytes, isBeyond) = count.multipliedReportingOverflow(by: 1024)
            return isBeyond ? nil : ByteCount(rawValue: bytes)
        }
        return nil
    }
}
