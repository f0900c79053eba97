// SPDX-License-Identifier: Apache-2.0

/// What the files of a namespace say of its label.
public struct NamespaceLabel: Sendable, Hashable {
    /// The UUID, `namespaceN.M/uuid`.
    public var uuid: String
    /// The name for people, `namespaceN.M/alt_name`; empty for none.
    public var altName: String
    /// The size with the metadata, `namespaceN.M/size`.
    public var size: ByteCount
    /// The size of a sector, `namespaceN.M/sector_size`.
    public var sectorSize: ByteCount
    /// The kind of nd device that sits on the namespace, `namespaceN.M/holder_class`.
    public var holderClass: HolderClass

    /// The size of a sector of all modes, whose sectors a btt device divides anew.
    public static let usualSector = ByteCount(rawValue: 512)

    /// Creates a label.
    ///
    /// - Parameters:
    ///   - uuid: The UUID.
    ///   - altName: The name for people; empty for none.
    ///   - size: The size with the metadata.
    ///   - sectorSize: The size of a sector.
    ///   - holderClass: The kind of nd device that sits on the namespace.
    public init(
        uuid: String, altName: String, size: ByteCount, sectorSize: ByteCount, holderClass: HolderClass
    ) {
        self.uuid = uuid
        self.altName = altName
        self.size = size
        self.sectorSize = sectorSize
        self.holderClass = holderClass
    }

    /// The writes that give a namespace this label, in order.
    ///
    /// - Parameter name: The namespace.
    /// - Returns: The files and their values.
    public func writes(to name: KernelName) -> [FileWrite] {
        [
            FileWrite(KernelFile.namespaceUUID(name), uuid),
            FileWrite(KernelFile.namespaceAltName(name), altName),
            FileWrite(KernelFile.namespaceSize(name), "\(size.rawValue)"),
            FileWrite(KernelFile.namespaceSectorSize(name), "\(sectorSize.rawValue)"),
            FileWrite(KernelFile.namespaceHolderClass(name), holderClass.rawValue),
        ]
    }

    /// The label as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self> { label, line in
        line.add("uuid=" + JournalText.word(label.uuid))
        line.add(" name=" + JournalText.word(label.altName.isEmpty ? nil : label.altName))
        line.add(" size=\(label.size.rawValue) sector=\(label.sectorSize.rawValue)")
        line.add(" class=" + JournalText.word(label.holderClass == .none ? nil : label.holderClass.rawValue))
    } read: { words in
        guard
            let uuid = JournalText.field("uuid", words.popFirst()).flatMap({ JournalText.word(parsing: $0) })
                ?? nil,
            let name = JournalText.field("name", words.popFirst()).flatMap({ JournalText.word(parsing: $0) }),
            let size = JournalText.field("size", words.popFirst()).flatMap({ Int(kernelDigits: $0) }),
            let sector = JournalText.field("sector", words.popFirst()).flatMap({ Int(kernelDigits: $0) }),
            let holder = JournalText.field("class", words.popFirst()).flatMap({
                JournalText.word(parsing: $0)
            }),
            name != "", holder != "", let holderClass = HolderClass(rawValue: holder ?? "")
        else { return nil }
        return Self(
            uuid: uuid, altName: name ?? "", size: ByteCount(rawValue: UInt64(size)),
            sectorSize: ByteCount(rawValue: UInt64(sector)), holderClass: holderClass)
    }
}
