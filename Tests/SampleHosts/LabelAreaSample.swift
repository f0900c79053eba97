// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// The bytes of a label storage area, made field by field and without the code that reads them.
public struct LabelAreaSample: Sendable {
    /// The area.
    public var bytes: [UInt8]
    /// The size of a label.
    public let labelSize: Int
    /// The size of an index block.
    public let indexSize: Int
    /// The number of slots.
    public let slots: Int

    /// Creates an area of six slots, all of them free, whose first index block is current.
    ///
    /// - Parameter version: The version of the labels.
    public init(_ version: LabelVersion) {
        labelSize = version == .v1_1 ? 128 : 256
        indexSize = 256
        slots = 6
        bytes = [UInt8](repeating: 0, count: 2 * 256 + 6 * labelSize)
        for number in 0..<2 {
            let start = number * indexSize
            bytes.replaceSubrange(start..<start + 15, with: "NAMESPACE_INDEX".utf8)
            set(labelSize == 256 ? 1 : 0, at: start + 19, 1)
            set(UInt64(3 - number), at: start + 20, 4)
            set(UInt64(start), at: start + 24, 8)
            set(UInt64(indexSize), at: start + 32, 8)
            set(UInt64(indexSize - start), at: start + 40, 8)
            set(UInt64(2 * indexSize), at: start + 48, 8)
            set(UInt64(slots), at: start + 56, 4)
            set(1, at: start + 60, 2)
            set(labelSize == 256 ? 2 : 1, at: start + 62, 2)
            set(0x3f, at: start + 72, 1)
        }
        sign()
    }

    /// Puts a label of 1 GiB into a slot, and marks the slot as used in the first index block.
    ///
    /// - Parameters:
    ///   - slot: The slot.
    ///   - name: The name of the namespace.
    public mutating func add(_ slot: Int, name: String) {
        let start = 2 * indexSize + slot * labelSize
        for place in 0..<16 { bytes[start + place] = UInt8(16 * slot + place) }
        bytes.replaceSubrange(start + 16..<start + 16 + name.utf8.count, with: name.utf8)
        set(2, at: start + 84, 2)
        set(1, at: start + 86, 2)
        set(0xfedc_ba98_7654_3210, at: start + 88, 8)
        set(512, at: start + 96, 8)
        set(UInt64(slot) << 30, at: start + 104, 8)
        set(1 << 30, at: start + 112, 8)
        set(UInt64(slot), at: start + 120, 4)
        if labelSize == 256 {
            for place in 0..<32 { bytes[start + 128 + place] = UInt8(0xa0 + place) }
        }
        bytes[72] &= ~(1 << UInt8(slot))
        sign()
    }

    /// Sets a number of `size` bytes at an offset.
    ///
    /// - Parameters:
    ///   - number: The number.
    ///   - offset: The offset from the start of the area.
    ///   - size: The number of bytes.
    public mutating func set(_ number: UInt64, at offset: Int, _ size: Int) {
        for index in 0..<size { bytes[offset + index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
    }

    /// Sets all checksums, those of free slots too, so that a field that was changed is not only found by them.
    public mutating func sign() {
        for number in 0..<2 { sign(number * indexSize, indexSize, at: 64) }
        guard labelSize == 256 else { return }
        for slot in 0..<slots { sign(2 * indexSize + slot * labelSize, labelSize, at: 248) }
    }

    private mutating func sign(_ start: Int, _ size: Int, at checksum: Int) {
        guard start + size <= bytes.count else { return }
        set(0, at: start + checksum, 8)
        var (low, high) = (0, 0) as (UInt64, UInt64)
        for word in stride(from: start, to: start + size, by: 4) {
            for place in 0..<4 { low += UInt64(bytes[word + place]) << (8 * place) }
            low %= 1 << 32
            high = (high + low) % (1 << 32)
        }
        set(high << 32 + low, at: start + checksum, 8)
    }
}
