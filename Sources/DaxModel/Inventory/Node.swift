// SPDX-License-Identifier: Apache-2.0

/// A NUMA node, with the performance that firmware declares for its memory.
public struct Node: Sendable, Hashable {
    /// N in `/sys/devices/system/node/nodeN`.
    public var id: NodeNumber
    /// The memory online on the node, from `nodeN/meminfo`; nil while the kernel does not show the node.
    public var memTotal: ByteCount?
    /// N of the `memory_tierN` that lists the node; smaller is faster.
    ///
    /// nil before Linux 6.1 or without memory.
    public var tier: Int?
    /// The distance to the nearest node with CPUs, from `nodeN/distance`; nil while the kernel does not show the node.
    ///
    /// 10 is the node itself.
    public var distance: Int?
    /// Bandwidth and latency from the node's best initiator; nil where firmware declares none.
    public var performance: Performance?

    /// Creates a node with only its number known.
    ///
    /// - Parameter id: N in `nodeN`.
    public init(id: NodeNumber) {
        self.id = id
    }

    /// The performance of a node's memory by HMAT or CDAT, from `nodeN/access0/initiators`, or `access1` without that.
    public struct Performance: Sendable, Hashable {
        /// `read_bandwidth`, in MiB/s.
        public var readBandwidth: UInt64?
        /// `write_bandwidth`, in MiB/s.
        public var writeBandwidth: UInt64?
        /// `read_latency`, in nanoseconds.
        public var readLatency: UInt64?
        /// `write_latency`, in nanoseconds.
        public var writeLatency: UInt64?

        /// The slowness: latency divided by bandwidth, as the kernel sorts nodes into memory tiers.
        ///
        /// nil unless all four figures are known.
        public var slowness: Double? {
            guard let readBandwidth, let writeBandwidth, let readLatency, let writeLatency else { return nil }
            return (Double(readLatency) + Double(writeLatency))
                / max(1, Double(readBandwidth) + Double(writeBandwidth))
        }

        /// Creates an unknown performance.
        public init() {}
    }
}
