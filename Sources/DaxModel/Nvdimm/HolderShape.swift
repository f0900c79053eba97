// SPDX-License-Identifier: Apache-2.0

/// The nd device that makes the mode of a namespace: a pfn, dax or btt device.
public struct HolderShape: Sendable, Hashable {
    /// The kind.
    public var kind: HolderClass
    /// The UUID, its file `uuid`.
    public var uuid: String
    /// The alignment of a pfn or dax device, its file `align`.
    public var align: ByteCount?
    /// Where a pfn or dax device keeps the map of the pages, its file `mode`.
    public var map: MapPlace?
    /// The size of a sector of a btt device, its file `sector_size`.
    public var sectorSize: ByteCount?

    /// Creates a shape.
    ///
    /// - Parameters:
    ///   - kind: The kind.
    ///   - uuid: The UUID.
    ///   - align: The alignment of a pfn or dax device.
    ///   - map: Where a pfn or dax device keeps the map of the pages.
    ///   - sectorSize: The size of a sector of a btt device.
    public init(
        _ kind: HolderClass, uuid: String, align: ByteCount? = nil, map: MapPlace? = nil,
        sectorSize: ByteCount? = nil
    ) {
        self.kind = kind
        self.uuid = uuid
        self.align = align
        self.map = map
        self.sectorSize = sectorSize
    }

    /// The driver that the nd device is bound to.
    public var driver: DriverName { kind == .dax ? .daxPmem : .ndPmem }

    /// The files of the nd device and their values, in the order in which they are written, without its namespace.
    public var values: [(file: String, value: String)] {
        [("uuid", uuid)]
            + (map.map { [("mode", $0.kernelMode)] } ?? [])
            + (align.map { [("align", "\($0.rawValue)")] } ?? [])
            + (sectorSize.map { [("sector_size", "\($0.rawValue)")] } ?? [])
    }

    /// The shape as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self> { shape, line in
        line.add(shape.kind.rawValue)
        line.add(" uuid=" + JournalText.word(shape.uuid))
        line.add(" align=\(JournalText.word(shape.align.map { "\($0.rawValue)" }))")
        line.add(" map=\(JournalText.word(shape.map?.rawValue))")
        line.add(" sector=\(JournalText.word(shape.sectorSize.map { "\($0.rawValue)" }))")
    } read: { words in
        guard let kind = words.popFirst().flatMap({ HolderClass(rawValue: String($0)) }), kind != .none,
            let uuid = JournalText.field("uuid", words.popFirst()).flatMap({ JournalText.word(parsing: $0) })
                ?? nil,
            let align = JournalText.byteCountOrNone("align", words.popFirst()),
            let map = JournalText.field("map", words.popFirst()).flatMap({ JournalText.word(parsing: $0) }),
            map == nil || map.flatMap(MapPlace.init(rawValue:)) != nil,
            let sector = JournalText.byteCountOrNone("sector", words.popFirst())
        else { return nil }
        return Self(
            kind, uuid: uuid, align: align, map: map.flatMap(MapPlace.init(rawValue:)), sectorSize: sector)
    }
}

extension JournalText {
    /// Parses a labelled number of bytes or the word for none; nil for any other text.
    static func byteCountOrNone(_ label: String, _ word: Substring?) -> ByteCount?? {
        guard let text = field(label, word) else { return nil }
        guard text != none else { return .some(nil) }
        return Int(kernelDigits: text).map { ByteCount(rawValue: UInt64($0)) }
    }
}
