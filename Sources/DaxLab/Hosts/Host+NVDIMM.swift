// SPDX-License-Identifier: Apache-2.0

extension Host {
    /// An NVDIMM.
    public struct NVDIMM: Sendable, Hashable {
        /// The size of the persistent memory, without the label area.
        public var size: MemorySize
        /// The size of the label area; zero for an NVDIMM without labels.
        public var labelSize = MemorySize(rawValue: 2 << 20)
        /// Whether the label area stays blank, as that of a new NVDIMM: the guest writes no labels and makes no namespaces.
        public var isBlank = false
        /// The NUMA node the memory belongs to.
        public var node: Int
        /// The sizes of its devdax namespaces, whose numbers are in crossed order; nil for one over all of it.
        public var namespaces: [MemorySize]?

        /// Creates an NVDIMM with a label area of 2 MiB.
        ///
        /// - Parameters:
        ///   - size: The size of the persistent memory.
        ///   - node: The NUMA node.
        public init(size: MemorySize, node: Int) {
            self.size = size
            self.node = node
        }

        /// The size of the backing file.
        ///
        /// The label area is added to the size, since the region would otherwise be misaligned.
        var fileSize: MemorySize { size + labelSize }
    }
}
