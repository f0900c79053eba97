// SPDX-License-Identifier: Apache-2.0

/// A user of a block device.
public enum BlockHolder: Sendable, Hashable {
    /// It is mounted at this path.
    case mount(String)
    /// It is swap space.
    case swap
    /// Another block device is made of it, such as `dm-0`.
    case device(String)
    /// A process has it open or mapped.
    case process(DeviceUser)
    /// The kernel says that it is in use, and not by whom.
    case unknown
}
