// SPDX-License-Identifier: Apache-2.0

extension Host {
    /// The kernel arguments that reserve the host's soft-reserved and legacy persistent memory.
    ///
    /// QEMU's `pc` machine places the memory of nodes consecutively, with a hole from 3 to 4 GiB if there are 3.5 GiB or
    /// more. A soft-reserved range must be exactly its node's range: for a part of it, 6.12 makes no device and 5.10 makes
    /// two conflicting ones.
    ///
    /// - Throws: ``LabError`` when such memory would not be above the hole.
    func reservations() throws(LabError) -> [String] {
        let hole = (start: MemorySize.gibibytes(3), end: MemorySize.gibibytes(4))
        var arguments: [String] = []
        var offset = MemorySize.zero
        for (index, node) in nodes.enumerated() {
            offset = offset + node.memory
            let reserved = node.softReserved + node.legacyPmem
            if reserved > .zero {
                guard offset >= hole.start else {
                    throw .request(
                        "\(name): the reserved memory of node \(index) would begin at \(offset), below 4G; "
                            + "let the memory before it add up to 3G or more")
                }
                let start = MemorySize(rawValue: offset.rawValue - hole.start.rawValue) + hole.end
                // `%…-1+0xefffffff`: from usable RAM to soft-reserved. `!`: to legacy persistent memory.
                arguments.append(
                    node.softReserved > .zero
                        ? "memmap=\(reserved)%\(start.hexadecimal)-1+0xefffffff"
                        : "memmap=\(reserved)!\(start.hexadecimal)")
            }
            offset = offset + reserved
        }
        return arguments
    }
}
