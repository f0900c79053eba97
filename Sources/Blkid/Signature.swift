// SPDX-License-Identifier: Apache-2.0

/// A superblock or a partition table that libblkid knows.
public struct Signature: Sendable, Hashable {
    /// What it is of.
    public let usage: Usage
    /// The type as the library names it: `ext4`, `LVM2_member`, `crypto_LUKS`, `swap`, `gpt`.
    public let type: String
    /// The label, whatever the device holds there; nil if it has none.
    public let label: String?
    /// The UUID, or the disk identifier of a partition table; nil if it has none.
    public let uuid: String?

    /// What a signature can be of.
    public enum Usage: Sendable, Hashable {
        /// A file system, `BLKID_USAGE_FILESYSTEM`.
        case filesystem
        /// A member of a RAID or of a volume group, `BLKID_USAGE_RAID`.
        case raid
        /// An encrypted volume, `BLKID_USAGE_CRYPTO`.
        case crypto
        /// Something else, such as swap space, `BLKID_USAGE_OTHER`.
        case other
        /// A partition table.
        case partitionTable
    }
}
