// SPDX-License-Identifier: Apache-2.0

/// The part of a DIMM that belongs to an NVDIMM region, from `regionN/mappingK`.
public struct DimmMapping: Sendable, Hashable {
    /// The DIMM.
    public var dimm: KernelName
    /// Where the part begins on the DIMM, in bytes.
    public var offset: UInt64
    /// The size of the part.
    public var size: ByteCount
    /// The position in the interleave set.
    public var position: Int

    /// Creates a mapping.
    ///
    /// - Parameters:
    ///   - dimm: The DIMM.
    ///   - offset: Where the part begins on the DIMM, in bytes.
    ///   - size: The size of the part.
    ///   - position: The position in the interleave set.
    public init(dimm: KernelName, offset: UInt64, size: ByteCount, position: Int) {
        self.dimm = dimm
        self.offset = offset
        self.size = size
        self.position = position
    }
}
