// SPDX-License-Identifier: Apache-2.0

extension Layout {
    /// The conditions that select an object by its identity; all must hold, and one object is meant.
    public struct Match: Sendable, Hashable {
        /// The kernel's name, `regionN` or `daxX.Y`, which may change with each boot.
        public var name: String?
        /// The namespace that carries the device, by its UUID or NAME.
        public var namespace: NamespaceReference?
        /// The serial numbers of the DIMMs of the region, in any order.
        public var serials: [String] = []
        /// Who provides the dax region.
        public var provider: DaxRegion.Provider?
        /// N of the CXL region `regionN`.
        public var cxlRegion: Int?
        /// Physical addresses that contain the whole object.
        public var range: PhysicalRange?
        /// The node of the memory as system RAM.
        public var targetNode: NodeNumber?
        /// The speed of the memory.
        public var speed: Speed?

        /// Creates a match for any object.
        public init() {}
    }

    /// How fast the memory of an object is, by what HMAT or CDAT say of its target node.
    public enum Speed: Sendable, Hashable {
        /// Faster than all others that match.
        case fastest
        /// Slower than all others that match.
        case slowest
        /// In the memory tier with this number.
        case tier(Int)
        /// Reads and writes at least this many bytes a second.
        case bandwidth(atLeast: UInt64)
        /// Reads and writes within this many nanoseconds.
        case latency(atMost: UInt64)
    }
}
