// SPDX-License-Identifier: Apache-2.0

/// The number of a memory block, N in `/sys/devices/system/memory/memoryN`.
///
/// It is the physical address of the block divided by the block size.
public struct BlockNumber: ObjectNumber {
    /// The number as the kernel writes it.
    public let rawValue: Int

    /// Creates a number.
    ///
    /// - Parameter rawValue: The number as the kernel writes it.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }
}
