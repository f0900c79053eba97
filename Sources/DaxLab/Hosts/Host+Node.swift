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
        /// The node from whose processors `latency` and `bandwidth` are measured.
        public var initiator: Int?
        /// The HMAT's access latency in nanoseconds.
        public var latency: UInt64?
        /// The HMAT's access bandwidth in bytes a second.
        public var bandwidth: MemorySize?

        /// Creates a node without processors and memory.
        public init() {}

        /// All memory of this node.
        var total: MemorySize { memory + softReserved + legacyPmem }
    }
}
