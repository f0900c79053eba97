// SPDX-License-Identifier: Apache-2.0

/// A file system, a partition table or the like, as libblkid finds it on a block device.
public struct BlockSignature: Sendable, Hashable {
    /// The type in libblkid's words: `ext4`, `LVM2_member`, `gpt`.
    public var type: String
    /// The label; nil without one.
    public var label: String?
    /// The UUID; nil without one.
    public var uuid: String?

    /// Creates a signature.
    ///
    /// - Parameters:
    ///   - type: The type in libblkid's words.
    ///   - label: The label.
    ///   - uuid: The UUID.
    public init(type: String, label: String? = nil, uuid: String? = nil) {
        self.type = type
        self.label = label
        self.uuid = uuid
    }
}
