// SPDX-License-Identifier: Apache-2.0

extension LabelArea {
    /// The most bytes that the two index blocks of an area can have: those of the smallest labels.
    ///
    /// The corresponding C function is `ndctl_dimm_read_label_index`, which reads so many.
    ///
    /// - Parameter size: The bytes of the area.
    /// - Returns: The bytes of both index blocks; 0 where the area is too small for labels.
    public static func indexesSize(ofArea size: Int) -> Int {
        Layout(areaSize: size, version: .v1_1).map { $0.index(1).upperBound } ?? 0
    }

    /// What a write over a part of an area would leave broken.
    public enum Part: Sendable, Hashable {
        /// The index blocks, which lie in these bytes.
        case indexes(Range<Int>)
        /// The label in a slot, which lies in these bytes.
        case label(slot: Int, Range<Int>)
    }

    /// What a write would leave broken: the index blocks, where it replaces a part of them, or a label in use, where it
    /// leaves the index that names it.
    ///
    /// - Parameter range: The bytes that are written.
    /// - Returns: The first such part; nil where both index blocks are replaced, or no part in use is touched.
    public func brokenPart(byWriting range: Range<Int>) -> Part? {
        guard let layout, current != nil, !range.isEmpty else { return nil }
        let indexes = layout.index(0).lowerBound..<layout.index(1).upperBound
        guard range.lowerBound > 0 || range.upperBound < indexes.upperBound else { return nil }
        if range.overlaps(indexes) { return .indexes(indexes) }
        let slots = labels.map(\.slot) + labelFaults.map(\.slot)
        return slots.sorted().first { layout.label($0).overlaps(range) }
            .map { .label(slot: $0, layout.label($0)) }
    }
}
