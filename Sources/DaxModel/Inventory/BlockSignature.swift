// SPDX-License-Identifier: Apache-2.0

/// A superblock or a partition table on a block device, as libblkid finds it.
public struct BlockSignature: Sendable, Hashable {
    /// What the signature is of.
    public var usage: Usage
    /// The type as libblkid names it: `ext4`, `LVM2_member`, `crypto_LUKS`, `swap`, `gpt`.
    public var type: String
    /// The label, with control characters escaped; nil if it has none.
    public var label: String?
    /// The UUID, or the disk identifier of a partition table; nil if it has none.
    public var uuid: String?

    /// Creates a signature.
    ///
    /// - Parameters:
    ///   - usage: What the signature is of.
    ///   - type: The type as libblkid names it.
    ///   - label: The label; nil if it has none.
    ///   - uuid: The UUID; nil if it has none.
    public init(usage: Usage, type: String, label: String? = nil, uuid: String? = nil) {
        self.usage = usage
        self.type = type
        self.label = label
        self.uuid = uuid
    }

    /// What a signature can be of.
    public enum Usage: String, Sendable, Hashable, CaseIterable {
        /// A file system.
        case filesystem
        /// A member of a RAID or of a volume group.
        case raid
        /// An encrypted volume.
        case crypto
        /// Something else, such as swap space.
        case other
        /// A partition table.
        case partitionTable = "partition-table"
    }
}
