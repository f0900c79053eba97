// SPDX-License-Identifier: Apache-2.0

extension LabelArea {
    /// An index block, which says which slots hold labels.
    public struct Index: Sendable, Hashable {
        /// The number of the block, 0 or 1.
        public let number: Int
        /// The major version of the area.
        public let major: UInt16
        /// The minor version of the area.
        public let minor: UInt16
        /// The size of a label in bytes.
        public let labelSize: Int
        /// The sequence number, which goes 1, 2, 3, 1 with each update.
        public let sequence: UInt32
        /// The number of slots.
        public let slots: Int
        /// The slots that hold labels, ascending.
        public let usedSlots: [Int]

        /// The signature that an index block begins with, without the NUL behind it.
        public static let signature = "NAMESPACE_INDEX"

        /// What makes the kernel ignore an index block; the first of these that is found.
        public enum Fault: Error, Sendable, Hashable {
            /// It does not begin with the signature, as in an area that was never initialized.
            case signature
            /// It claims labels of another size than the area has, or of neither 128 nor 256 bytes.
            case labelSize
            /// Its checksum is wrong.
            case checksum
            /// Its sequence number is none of 1, 2 and 3.
            case sequence
            /// It claims that it, the other block or the labels lie elsewhere, or to have another size.
            case place
            /// It claims more slots than the area or its map of free slots has room for.
            case slots
        }

        /// The fields of an index block, read without checking any.
        public struct Fields: Sendable, Hashable {
            /// The signature up to its first NUL.
            public let signature: String
            /// The major version of the area.
            public let major: UInt16
            /// The minor version of the area.
            public let minor: UInt16
            /// The size of a label in bytes.
            public let labelSize: Int
            /// The sequence number.
            public let sequence: UInt32
            /// The number of slots.
            public let slots: UInt32

            /// Reads the fields of a whole index block.
            init(_ block: ArraySlice<UInt8>) {
                let block = LabelBytes(block)
                signature = String(decoding: block.bytes(at: 0, 15).prefix { $0 != 0 }, as: UTF8.self)
                major = block.number(UInt16.self, at: 60)
                minor = block.number(UInt16.self, at: 62)
                labelSize = 128 << Int(min(block[19], 16))
                sequence = block.number(UInt32.self, at: 20)
                slots = block.number(UInt32.self, at: 56)
            }
        }

        /// The version of the labels, as the kernel tells it for the version of a block translation table.
        public var version: LabelVersion { (major, minor) == (1, 1) ? .v1_1 : .v1_2 }
    }
}

extension LabelArea.Index {
    /// The size of the fields before the map of free slots.
    static let fieldsSize = 72
    static let checksumOffset = 64

    /// Reads an index block, 0 or 1.
    static func read(_ number: Int, of area: [UInt8], _ layout: LabelArea.Layout) -> Result<Self, Fault> {
        let block = LabelBytes(area[layout.index(number)])
        guard block.bytes(at: 0, 16).elementsEqual(Array(signature.utf8) + [0]) else {
            return .failure(.signature)
        }
        let fields = Fields(area[layout.index(number)])
        let (major, minor) = (fields.major, fields.minor)
        // Labels of more than 128 bytes came with version 1.2.
        let labelSize = (major, minor) < (1, 2) ? 128 : fields.labelSize
        guard labelSize == layout.labelSize else { return .failure(.labelSize) }
        guard block.checksum(at: checksumOffset) == block.number(UInt64.self, at: checksumOffset) else {
            return .failure(.checksum)
        }
        let sequence = fields.sequence
        guard sequence & sequenceMask != 0 else { return .failure(.sequence) }
        let expected = [
            layout.index(number).lowerBound, layout.index(1 - number).lowerBound, 2 * layout.indexSize,
        ]
        let places = [24, 40, 48].map { block.number(UInt64.self, at: $0) }
        let size = block.number(UInt64.self, at: 32)
        guard places == expected.map(UInt64.init), size >= UInt64(fieldsSize),
            size <= UInt64(layout.indexSize)
        else { return .failure(.place) }
        let slots = Int(fields.slots)
        guard slots <= (layout.areaSize - 2 * layout.indexSize) / labelSize,
            LabelArea.Layout.indexSize(forSlots: slots) <= layout.indexSize
        else { return .failure(.slots) }
        let used = (0..<slots).filter { block[fieldsSize + $0 / 8] >> UInt8($0 % 8) & 1 == 0 }
        return .success(
            Self(
                number: number, major: major, minor: minor, labelSize: labelSize, sequence: sequence,
                slots: slots, usedSlots: used))
    }

    /// The block of the later sequence number, and the second where they are equal.
    static func current(of valid: [Self]) -> Self? {
        guard let first = valid.first, let second = valid.last else { return nil }
        let (one, other) = (first.sequence & sequenceMask, second.sequence & sequenceMask)
        return other == one || other == one % 3 + 1 ? second : first
    }

    private static let sequenceMask: UInt32 = 3
}
