// SPDX-License-Identifier: Apache-2.0

extension LabelArea {
    /// Where index blocks and slots lie in an area, which follows from its size and the version of its labels.
    struct Layout: Hashable {
        /// The size of a label.
        let labelSize: Int
        /// The size of an index block.
        let indexSize: Int
        /// The number of slots.
        let slots: Int
        /// The size of the area.
        let areaSize: Int

        /// Creates a layout, or returns nil when two index blocks and two labels do not fit.
        ///
        /// The corresponding kernel functions are `nvdimm_num_label_slots` and `sizeof_namespace_index`.
        init?(areaSize: Int, version: LabelVersion) {
            let labelSize = version == .v1_1 ? 128 : 256
            let estimate = Self.indexSize(forSlots: areaSize / labelSize)
            let slots = (areaSize - 2 * estimate) / labelSize
            guard areaSize >= 2 * estimate, slots >= 2 else { return nil }
            self.labelSize = labelSize
            self.slots = slots
            self.areaSize = areaSize
            indexSize = Self.indexSize(forSlots: slots)
        }

        /// The bytes of an index block, 0 or 1.
        func index(_ number: Int) -> Range<Int> { number * indexSize..<(number + 1) * indexSize }

        /// The bytes of a label.
        func label(_ slot: Int) -> Range<Int> {
            let start = 2 * indexSize + slot * labelSize
            return start..<start + labelSize
        }

        /// The fields, and a bit for each slot, in units of 256 bytes.
        static func indexSize(forSlots slots: Int) -> Int {
            (Index.fieldsSize + (slots + 7) / 8 + 255) / 256 * 256
        }
    }
}
