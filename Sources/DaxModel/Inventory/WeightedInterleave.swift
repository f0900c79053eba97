// SPDX-License-Identifier: Apache-2.0

/// The weights of nodes for programs that ask for weighted interleave, from `/sys/kernel/mm/mempolicy/weighted_interleave`.
public struct WeightedInterleave: Sendable, Hashable {
    /// Whether the kernel computes the weights, from `auto`; nil before Linux 6.16.
    public var isAutomatic: Bool?
    /// The nodes that have a weight, by number: since Linux 6.16 those with memory online, before that all possible ones.
    public var nodes: [Node]

    /// Creates the weights of nodes.
    ///
    /// - Parameters:
    ///   - isAutomatic: Whether the kernel computes the weights.
    ///   - nodes: The nodes that have a weight, by number.
    public init(isAutomatic: Bool? = nil, nodes: [Node] = []) {
        self.isAutomatic = isAutomatic
        self.nodes = nodes
    }

    /// A node that has a weight.
    public struct Node: Sendable, Hashable {
        /// N in `nodeN`.
        public var id: NodeNumber
        /// The weight, 1 to 255, from `nodeN`.
        public var weight: Int?
        /// Whether the node has memory online, from `/sys/devices/system/node/has_memory`.
        public var hasMemory: Bool
        /// The lesser of the bandwidths for reads and writes, in MiB/s, from `access1/initiators` of the node, or `access0`
        /// without that; nil where firmware declares none, and while the node has no memory online.
        public var bandwidth: UInt64?

        /// Creates a node.
        ///
        /// - Parameters:
        ///   - id: N in `nodeN`.
        ///   - weight: The weight.
        ///   - hasMemory: Whether the node has memory online.
        ///   - bandwidth: The lesser of the bandwidths for reads and writes, in MiB/s.
        public init(id: NodeNumber, weight: Int? = nil, hasMemory: Bool = true, bandwidth: UInt64? = nil) {
            self.id = id
            self.weight = weight
            self.hasMemory = hasMemory
            self.bandwidth = bandwidth
        }
    }

    /// The node with a number, or nil when it has no weight.
    public func node(_ id: NodeNumber) -> Node? { nodes.first { $0.id == id } }

    /// The weights as they are.
    public var weights: InterleaveWeights {
        guard isAutomatic != true else { return .automatic }
        return .explicit(nodes.reduce(into: [:]) { $0[$1.id] = $1.weight })
    }

    /// Whether the kernel computes the weights, and knows bandwidths to compute them from; else all are 1 until it does.
    ///
    /// Without bandwidths it refuses with ENODEV to compute weights again that were given.
    public var isComputed: Bool { isAutomatic == true && automaticWeights != nil }

    /// The weights of the nodes with memory as Linux computes them since 6.16, in `mm/mempolicy.c`; nil where the bandwidth
    /// of no node is known.
    ///
    /// Each is the node's share of the whole bandwidth in parts of 32, at least 1 and then divided by their greatest common
    /// divisor. A node of unknown bandwidth has 1.
    public var automaticWeights: [NodeNumber: Int]? {
        let nodes = nodes.filter(\.hasMemory)
        let total = nodes.reduce(0.0) { $0 + Double($1.bandwidth ?? 0) }
        guard total > 0 else { return nil }
        let shares = nodes.map { max(1, Int(32 * Double($0.bandwidth ?? 0) / total)) }
        let divisor = shares.reduce(0, Self.greatestCommonDivisor)
        return Dictionary(zip(nodes.map(\.id), shares.map { $0 / divisor })) { first, _ in first }
    }

    private static func greatestCommonDivisor(_ one: Int, _ other: Int) -> Int {
        other == 0 ? one : greatestCommonDivisor(other, one % other)
    }
}
