// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// Info blocks as ndctl prints them.
struct NdctlInfoBlockJSON: Sendable {
    let numbers: DropInNumbers

    /// An info block, with the namespace or the file that it was read from.
    func json(of block: InfoBlock, at place: NdctlInfoBlocks.Place) -> JSON {
        let identity = block.identity
        let key =
            switch place {
            case .namespace: "dev"
            case .file: "file"
            }
        var members: [JSON.Member] = [
            .init(key, .string(place.name)), .init("signature", .string(identity.signature)),
            .init("uuid", .string(identity.uuid)), .init("parent_uuid", .string(identity.parentUUID)),
            .init("flags", number(identity.flags)),
            .init("version", .string("\(identity.major).\(identity.minor)")),
        ]
        switch block {
        case .pages(_, let map):
            members += [
                .init("dataoff", number(map.dataOffset)), .init("npfns", number(map.pages)),
                .init("mode", JSON(map.mode)), .init("start_pad", number(map.startPadding)),
                .init("end_trunc", number(map.endPadding)), .init("align", number(map.align)),
                .init("page_size", number(map.pageSize)), .init("page_struct_size", number(map.entrySize)),
            ]
        case .sectors(_, let arena):
            members += [
                .init("external_lbasize", JSON(arena.externalSectorSize)),
                .init("external_nlba", JSON(arena.externalSectors)),
                .init("internal_lbasize", JSON(arena.internalSectorSize)),
                .init("internal_nlba", JSON(arena.internalSectors)), .init("nfree", JSON(arena.freeSectors)),
                .init("infosize", JSON(arena.infoSize)), .init("nextoff", number(arena.nextOffset)),
                .init("dataoff", number(arena.dataOffset)), .init("mapoff", number(arena.mapOffset)),
                .init("logoff", number(arena.logOffset)), .init("info2off", number(arena.copyOffset)),
            ]
        }
        return .object(members)
    }

    private func number(_ value: some FixedWidthInteger & UnsignedInteger) -> JSON {
        numbers.address(UInt64(value))
    }
}
