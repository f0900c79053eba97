// SPDX-License-Identifier: Apache-2.0

/// What a block device holds, and who uses it.
public struct BlockContents: Sendable, Hashable {
    /// The superblocks and the partition table.
    public var signatures: [BlockSignature] = []
    /// The users of the device and of its partitions.
    public var holders: [BlockHolder] = []
    /// Why processes that use it may have been missed; nil when all were seen.
    public var unseenUsers: UnseenUsers?
    /// The files that could not be read, so that signatures or holders may be missing.
    public var gaps: [Gap] = []

    /// Creates the contents of a device that holds nothing and that nobody uses.
    public init() {}

    /// Whether the device is in use, or may be: what can't be seen counts as in use.
    public var mayBeInUse: Bool { !holders.isEmpty || unseenUsers != nil || !gaps.isEmpty }

    /// Whether the device holds data that has a signature, or may: what can't be read counts as data.
    public var mayHoldData: Bool { !signatures.isEmpty || !gaps.isEmpty }
}
