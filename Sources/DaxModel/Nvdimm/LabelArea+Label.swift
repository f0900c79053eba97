// SPDX-License-Identifier: Apache-2.0

extension LabelArea {
    /// A label: the part of a namespace that lies on this NVDIMM.
    public struct Label: Sendable, Hashable {
        /// The slot that it is in.
        public let slot: Int
        /// The UUID of the namespace.
        public let uuid: String
        /// The name that an administrator gave the namespace; empty when it has none.
        public let name: String
        /// The flags: 1 read-only, 2 local to the NVDIMM, 4 reserved, 8 being updated.
        public let flags: UInt32
        /// The number of labels that the namespace has, one on each NVDIMM of the interleave set.
        public let count: Int
        /// The position of this NVDIMM in the interleave set.
        public let position: Int
        /// The cookie of the interleave set, as in `regionR/set_cookie`.
        public let setCookie: UInt64
        /// The size of a sector, `lbasize`.
        public let sectorSize: ByteCount
        /// The first address on this NVDIMM.
        public let dpa: UInt64
        /// The size on this NVDIMM, `rawsize`.
        public let size: ByteCount
        /// The type of the memory; nil before version 1.2.
        public let typeGUID: String?
        /// The kind of nd device that may hold the namespace, from which `holder_class` comes; nil before version 1.2.
        public let abstractionGUID: String?

        /// What makes the kernel ignore a label in a slot that is in use.
        public enum Fault: Error, Sendable, Hashable {
            /// The label says that it is in another slot.
            case misplaced(slot: Int, claimed: UInt32)
            /// The checksum is wrong.
            case checksum(slot: Int)

            /// The slot.
            public var slot: Int {
                switch self {
                case .misplaced(let slot, _), .checksum(let slot): slot
                }
            }
        }
    }
}

extension LabelArea.Label {
    /// Reads the label in a slot.
    static func read(_ slot: Int, from label: LabelBytes, _ layout: LabelArea.Layout) -> Result<Self, Fault> {
        let claimed = label.number(UInt32.self, at: 120)
        guard claimed == UInt32(exactly: slot) else {
            return .failure(.misplaced(slot: slot, claimed: claimed))
        }
        let isLong = layout.labelSize >= 256
        guard !isLong || label.checksum(at: 248) == label.number(UInt64.self, at: 248) else {
            return .failure(.checksum(slot: slot))
        }
        return .success(
            Self(
                slot: slot, uuid: label.uuid(at: 0),
                name: String(decoding: label.bytes(at: 16, 64).prefix { $0 != 0 }, as: UTF8.self),
                flags: label.number(UInt32.self, at: 80), count: Int(label.number(UInt16.self, at: 84)),
                position: Int(label.number(UInt16.self, at: 86)),
                setCookie: label.number(UInt64.self, at: 88),
                sectorSize: ByteCount(rawValue: label.number(UInt64.self, at: 96)),
                dpa: label.number(UInt64.self, at: 104),
                size: ByteCount(rawValue: label.number(UInt64.self, at: 112)),
                typeGUID: isLong ? label.uuid(at: 128) : nil,
                abstractionGUID: isLong ? label.uuid(at: 144) : nil))
    }
}
