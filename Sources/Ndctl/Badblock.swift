// SPDX-License-Identifier: Apache-2.0

internal import CNdctl

/// Sectors that the kernel knows to be bad, `struct badblock`.
public struct Badblock: Sendable, Hashable {
    /// The first sector, in sectors of 512 bytes from the start of the region or namespace.
    public var offset: UInt64
    /// How many sectors of 512 bytes there are.
    public var length: UInt64

    internal init(_ block: badblock) {
        offset = block.offset
        length = UInt64(block.len)
    }
}
