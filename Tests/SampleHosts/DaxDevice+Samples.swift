// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// The positions of made-up devices, computed independently of the code under test.
extension DaxDevice {
    /// The indexes of the samples' memory blocks that lie whole in the device's mappings, ascending.
    public var sampleBlocks: [BlockNumber] {
        let size = Inventory.sampleBlockSize.rawValue
        return mappings.flatMap { mapping in
            (mapping.range.start / size...mapping.range.end / size)
                .filter { mapping.range.start <= $0 * size && $0 * size + size - 1 <= mapping.range.end }
                .map { BlockNumber(rawValue: Int($0)) }
        }.sorted()
    }

    /// Lays the device out in ranges, in the order in which it uses them.
    ///
    /// - Parameter ranges: The physical ranges, of whole pages of 4 KiB.
    /// - Returns: The device with the mappings and the size that it has then.
    public func laid(in ranges: [PhysicalRange]) -> DaxDevice {
        var device = self
        var pages: UInt64 = 0
        device.mappings = []
        for range in ranges {
            device.mappings.append(
                Mapping(index: device.mappings.count, range: range, pageOffset: pages))
            pages += (range.end - range.start + 1) >> 12
        }
        device.size = ByteCount(rawValue: pages << 12)
        return device
    }
}
