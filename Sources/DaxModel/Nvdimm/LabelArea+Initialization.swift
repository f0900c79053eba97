// SPDX-License-Identifier: Apache-2.0

extension LabelArea {
    /// The two index blocks that make an area empty and valid, to be written at its start.
    ///
    /// They are those that `ndctl init-labels` and the kernel write. The first one is current.
    ///
    /// - Parameters:
    ///   - size: The size of the whole area, at most 4 GiB.
    ///   - version: The version of the labels.
    /// - Returns: The bytes; nil when the area is too small for labels, or too large for the kernel.
    public static func initialized(size: ByteCount, version: LabelVersion) -> [UInt8]? {
        guard let size = UInt32(exactly: size.rawValue),
            let layout = Layout(areaSize: Int(size), version: version)
        else { return nil }
        return (0..<2).flatMap { emptyIndex($0, layout, version) }
    }

    private static func emptyIndex(_ number: Int, _ layout: Layout, _ version: LabelVersion) -> [UInt8] {
        var block: [UInt8] = []
        func append(_ number: Int, _ size: Int) {
            block += (0..<size).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        block += Array(Index.signature.utf8) + [0, 0, 0, 0]
        append(layout.labelSize / 256, 1)
        append(3 - number, 4)
        append(layout.index(number).lowerBound, 8)
        append(layout.indexSize, 8)
        append(layout.index(1 - number).lowerBound, 8)
        append(2 * layout.indexSize, 8)
        append(layout.slots, 4)
        append(1, 2)
        append(version == .v1_1 ? 1 : 2, 2)
        append(0, 8)
        block += [UInt8](repeating: 0xff, count: layout.slots / 8)
        append(1 << (layout.slots % 8) - 1, layout.slots.isMultiple(of: 8) ? 0 : 1)
        block += [UInt8](repeating: 0, count: layout.indexSize - block.count)
        let checksum = LabelBytes(block[...]).checksum(at: Index.checksumOffset)
        for offset in 0..<8 {
            block[Index.checksumOffset + offset] = UInt8(truncatingIfNeeded: checksum >> (8 * offset))
        }
        return block
    }
}
