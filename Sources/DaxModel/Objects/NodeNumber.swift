// SPDX-License-Identifier: Apache-2.0

/// The number of a NUMA node, N in `/sys/devices/system/node/nodeN`.
public struct NodeNumber: ObjectNumber {
    /// The number as the kernel writes it.
    public let rawValue: Int

    /// Creates a number.
    ///
    /// - Parameter rawValue: The number as the kernel writes it.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }
}
