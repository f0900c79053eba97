// SPDX-License-Identifier: Apache-2.0

extension Host {
    /// The kernel arguments that set the hosts' soft-reserved and legacy persistent memory apart.
    ///
    /// QEMU's `pc` machine lays the nodes' memory out one after the other, with a hole from 3 to 4 GiB once there
    /// is 3.5 GiB or more. A soft-reserved range has to be exactly its node's range: on 6.12 a part of it
    /// gives no device, on 5.10 two that fight.
    ///
    /// - Throws: ``LabError`` when such memory would not lie above the hole.
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
