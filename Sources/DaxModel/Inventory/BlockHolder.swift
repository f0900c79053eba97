// SPDX-License-Identifier: Apache-2.0

/// A user of a block device.
public struct BlockHolder: Sendable, Hashable {
    /// The device that is used: the block device, as in `pmem0`, or a partition of it, as in `pmem0p1`.
    public var device: KernelName
    /// How it is used.
    public var use: Use

    /// Creates a holder.
    ///
    /// - Parameters:
    ///   - device: The device that is used.
    ///   - use: How it is used.
    public init(device: KernelName, use: Use) {
        self.device = device
        self.use = use
    }

    /// How a block device can be used.
    public enum Use: Sendable, Hashable {
        /// A file system is mounted, from `/proc/self/mountinfo`: its mount point, with control characters escaped.
        case mount(at: String)
        /// The system swaps to it, from `/proc/swaps`.
        case swap
        /// A device is made of it, such as `dm-0` or `md0`, from `/sys/class/block/DEVICE/holders`.
        case blockDevice(KernelName)
        /// A process has it open or mapped.
        case process(DeviceUser)
        /// Someone holds it who is not seen, such as a mount in another mount namespace: to open it with `O_EXCL` fails with
        /// EBUSY.
        case unseen
    }
}
