// SPDX-License-Identifier: Apache-2.0

/// The info block of a namespace, by which the kernel brings it up in its mode: 4 KiB with a checksum at the end.
///
/// The corresponding kernel structures are `nd_pfn_sb` and `btt_sb`.
public enum InfoBlock: Sendable, Hashable {
    /// That of a namespace in fsdax or devdax mode.
    case pages(Identity, PageMap)
    /// That of an arena of a namespace in sector mode.
    case sectors(Identity, Arena)

    /// What all info blocks have.
    public struct Identity: Sendable, Hashable {
        /// The kind of nd device that the block makes: pfn, dax or btt.
        public let kind: HolderClass
        /// The UUID of the nd device.
        public let uuid: String
        /// The UUID of the namespace's label; zeros without a label.
        public let parentUUID: String
        /// The flags; 1 in an arena with an error.
        public let flags: UInt32
        /// The major version.
        public let major: UInt16
        /// The minor version.
        public let minor: UInt16
        /// Whether the checksum is right.
        public let isIntact: Bool
    }

    /// Where the data and the map of the pages lie in fsdax or devdax mode.
    public struct PageMap: Sendable, Hashable {
        /// Where the data begins in the namespace.
        public let dataOffset: UInt64
        /// The number of pages of data.
        public let pages: UInt64
        /// Where the map of the pages is kept: 1 in RAM, 2 in the namespace.
        public let mode: UInt32
        /// Bytes left out at the start, for the alignment.
        public let startPadding: UInt32
        /// Bytes left out at the end, for the alignment.
        public let endPadding: UInt32
        /// The alignment of the mappings.
        public let align: UInt32
        /// The size of a page.
        public let pageSize: UInt32
        /// The space for each page in the map.
        public let entrySize: UInt16
    }

    /// Where the parts of an arena lie in sector mode.
    public struct Arena: Sendable, Hashable {
        /// The size of a sector as it is shown.
        public let externalSectorSize: UInt32
        /// The number of sectors that are shown.
        public let externalSectors: UInt32
        /// The size of a sector as it is stored.
        public let internalSectorSize: UInt32
        /// The number of sectors that are stored.
        public let internalSectors: UInt32
        /// The number of free sectors, which writes take turns in.
        public let freeSectors: UInt32
        /// The size of the info block.
        public let infoSize: UInt32
        /// Where the next arena begins, from the start of this one; 0 in the last.
        public let nextOffset: UInt64
        /// Where the data begins.
        public let dataOffset: UInt64
        /// Where the map of the sectors begins.
        public let mapOffset: UInt64
        /// Where the log of writes begins.
        public let logOffset: UInt64
        /// Where the copy of this block is.
        public let copyOffset: UInt64
    }

    /// What all info blocks have.
    public var identity: Identity {
        switch self {
        case .pages(let identity, _), .sectors(let identity, _): identity
        }
    }
}

extension InfoBlock.Identity {
    /// The signature at the start of the block, without the NUL behind it.
    public var signature: String { Self.signatures[kind] ?? "" }

    static let signatures: [HolderClass: String] = [
        .btt: "BTT_ARENA_INFO", .pfn: "NVDIMM_PFN_INFO", .dax: "NVDIMM_DAX_INFO",
    ]
}

extension InfoBlock {
    /// The size of a block, and of the space before it, which may hold an arena's.
    static let size = 4096
    static let checksumOffset = size - 8

    /// Finds the info blocks at the start of a namespace; whatever the bytes are, it is a value.
    ///
    /// - Parameter bytes: The first 8 KiB.
    /// - Returns: The blocks, first an arena's in the second half; none without a signature that is known.
    public static func blocks(in bytes: [UInt8]) -> [InfoBlock] {
        guard bytes.count >= 2 * size else { return [] }
        let halves = [bytes[size..<2 * size], bytes[..<size]].map(LabelBytes.init)
        return halves.compactMap { read($0, as: .btt) }
            + [HolderClass.pfn, .dax].compactMap { read(halves[0], as: $0) }
    }

    /// An arena's info block, with its bytes.
    struct Stored {
        let bytes: [UInt8]
        let identity: Identity
        let arena: Arena

        /// Reads one; nil without its signature.
        init?(_ bytes: [UInt8]) {
            guard bytes.count == InfoBlock.size,
                case .sectors(let identity, let arena) = InfoBlock.read(LabelBytes(bytes[...]), as: .btt)
            else { return nil }
            (self.bytes, self.identity, self.arena) = (bytes, identity, arena)
        }
    }

    private static func read(_ block: LabelBytes, as kind: HolderClass) -> InfoBlock? {
        guard let signature = Identity.signatures[kind],
            block.bytes(at: 0, signature.utf8.count).elementsEqual(signature.utf8)
        else { return nil }
        func word(_ offset: Int) -> UInt32 { block.number(UInt32.self, at: offset) }
        func long(_ offset: Int) -> UInt64 { block.number(UInt64.self, at: offset) }
        let identity = Identity(
            kind: kind, uuid: block.uuid(at: 16), parentUUID: block.uuid(at: 32), flags: word(48),
            major: block.number(UInt16.self, at: 52), minor: block.number(UInt16.self, at: 54),
            isIntact: block.checksum(at: checksumOffset) == long(checksumOffset))
        guard kind == .btt else {
            return .pages(
                identity,
                PageMap(
                    dataOffset: long(56), pages: long(64), mode: word(72), startPadding: word(76),
                    endPadding: word(80), align: word(84), pageSize: word(88),
                    entrySize: block.number(UInt16.self, at: 92)))
        }
        return .sectors(
            identity,
            Arena(
                externalSectorSize: word(56), externalSectors: word(60), internalSectorSize: word(64),
                internalSectors: word(68), freeSectors: word(72), infoSize: word(76), nextOffset: long(80),
                dataOffset: long(88), mapOffset: long(96), logOffset: long(104), copyOffset: long(112)))
    }
}
