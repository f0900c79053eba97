// SPDX-License-Identifier: Apache-2.0

extension Host {
    /// A NUMA node.
    public struct Node: Sendable, Hashable {
        /// The number of processors.
        public var cpus = 0
        /// Ordinary memory.
        public var memory = MemorySize.zero
        /// Memory that the firmware keeps for a special purpose (`EFI_MEMORY_SP`), which `dax_hmem` takes.
        public var softReserved = MemorySize.zero
        /// Persistent memory without a NFIT (e820 type 12), which `nd_e820` takes.
        public var legacyPmem = MemorySize.zero
        /// The node whose processors `latency` and `bandwidth` are measured from.
        public var initiator: Int?
        /// The HMAT's access latency in nanoseconds.
        public var latency: UInt64?
        /// The HMAT's access bandwidth in bytes a second.
        public var bandwidth: MemorySize?

        /// Creates a node that has nothing.
        public init() {}

        /// All memory the machine has in this node.
        var total: MemorySize { memory + softReserved + legacyPmem }
    }
}
