// SPDX-License-Identifier: Apache-2.0

extension InfoBlock {
    /// The first 8 KiB of a namespace with a new info block for fsdax or devdax mode, as `ndctl write-infoblock` makes them.
    ///
    /// - Parameters:
    ///   - mode: The mode.
    ///   - size: The size of the namespace.
    ///   - align: The alignment of the mappings, a power of 2.
    ///   - map: Where the map of the pages is kept.
    ///   - uuid: The UUID of the nd device.
    ///   - parentUUID: The UUID of the namespace's label; nil for none.
    ///   - start: What lies before the namespace: the paddings align its data as if it began there.
    /// - Returns: The bytes; nil where the mode is another, a UUID is none, or no page of data would fit.
    public static func created(
        _ mode: NamespaceMode, size: ByteCount, align: ByteCount, map: MapPlace, uuid: String,
        parentUUID: String? = nil, start: ByteCount = .zero
    ) -> BytePatch? {
        let layout = NamespaceLayout(mode: mode, map: map, align: align, start: start.rawValue, size: size)
        let (granule, page) = (layout.granule, NamespaceLayout.page)
        let (end, isBeyond) = start.rawValue.addingReportingOverflow(size.rawValue)
        guard mode == .fsdax || mode == .devdax, size > KernelFile.infoBlockSize, !isBeyond, end < .max,
            let id = bytes(ofUUID: uuid),
            let parent = parentUUID.map(bytes(ofUUID:)) ?? [UInt8](repeating: 0, count: id.count),
            let alignedStart = start.roundedUp(to: granule),
            let dataStart = (start + layout.metadata).roundedUp(to: granule)
        else { return nil }
        let offset = dataStart - start
        let behind = ByteCount(rawValue: end)
        let (front, back) = (alignedStart - start, behind - behind.roundedDown(to: granule))
        let pages = (size - offset - back - front).rawValue / page.rawValue
        guard pages > 0, let front = UInt32(exactly: front.rawValue),
            let back = UInt32(exactly: back.rawValue), let align = UInt32(exactly: align.rawValue)
        else { return nil }

        var block: [UInt8] = []
        func append(_ number: some FixedWidthInteger) {
            block += (0..<number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        block += Array((Identity.signatures[HolderClass(mode: mode)] ?? "").utf8) + [0]
        block += id + parent
        append(0 as UInt32)
        append(1 as UInt16)
        append(4 as UInt16)
        append(offset.rawValue)
        append(pages)
        append((map == .memory ? 1 : 2) as UInt32)
        append(front)
        append(back)
        append(align)
        append(UInt32(page.rawValue))
        append(UInt16(NamespaceLayout.pageEntry.rawValue))
        block += [UInt8](repeating: 0, count: checksumOffset - block.count)
        append(LabelBytes((block + [UInt8](repeating: 0, count: 8))[...]).checksum(at: checksumOffset))
        return BytePatch(at: 0, [UInt8](repeating: 0, count: Self.size) + block)
    }

    private static func bytes(ofUUID text: String) -> [UInt8]? {
        guard NamespaceReference(uuid: text) != nil else { return nil }
        return [UInt8](hexDigits: text.filter { $0 != "-" })
    }
}
