// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// The labels in use of DIMMs.
struct LabelReport: Presentable {
    /// The DIMMs and their label areas.
    let areas: [(dimm: KernelName, area: LabelArea)]

    func lines(for terminal: Terminal) -> [StyledText] {
        areas.flatMap { dimm, area -> [StyledText] in
            let head = StyledText("\(dimm)", .bold) + StyledText(": \(area.summary)")
            let faults = area.labelFaults.map { StyledText("  \($0.words)", .yellow) }
            guard !area.labels.isEmpty else { return [head] + faults }
            var table = TextTable(columns: [
                .init(title: "SLOT", alignment: .right), .init(title: "UUID"),
                .init(title: "NAME", isOptional: true), .init(title: "SIZE", alignment: .right),
                .init(title: "DPA", alignment: .right), .init(title: "PART", alignment: .right),
                .init(title: "FLAGS", alignment: .right),
            ])
            for label in area.labels {
                table.addRow([
                    StyledText("\(label.slot)"), StyledText(label.uuid), StyledText(label.name),
                    StyledText("\(label.size)"), StyledText("0x" + String(label.dpa, radix: 16)),
                    StyledText("\(label.position)/\(label.count)"), StyledText("\(label.flags)"),
                ])
            }
            return [head] + table.lines() + faults
        }
    }

    func json() -> JSON {
        .object([
            .init("schema", .string("daxshift.labels/1")),
            .init(
                "dimms",
                .array(
                    areas.map { dimm, area in
                        .object([
                            .init("dev", .string(dimm.rawValue)),
                            .init(
                                "index",
                                .array(area.validIndexes.map { $0.json(isCurrent: $0 == area.current) })),
                            .init("label", .array(area.labels.map(\.json))),
                            .init("faults", .array(area.labelFaults.map { .string($0.words) })),
                        ])
                    })),
        ])
    }
}

extension LabelArea {
    fileprivate var validIndexes: [Index] { indexes.compactMap { try? $0.get() } }

    /// What the area holds, in one line.
    fileprivate var summary: String {
        guard let current else { return "no labels" }
        return
            "labels \(current.major).\(current.minor), \(current.usedSlots.count) of \(current.slots) slots in use"
    }
}

extension LabelArea.Index {
    fileprivate func json(isCurrent: Bool) -> JSON {
        .object([
            .init("signature", .string(Self.signature)), .init("major", JSON(major)),
            .init("minor", JSON(minor)), .init("labelsize", JSON(labelSize)), .init("seq", JSON(sequence)),
            .init("nslot", JSON(slots)), .init("current", .bool(isCurrent)),
        ])
    }
}

extension LabelArea.Label {
    fileprivate var json: JSON {
        var members = Members()
        members.add("uuid", uuid)
        members.add("name", name)
        members.add("slot", JSON(slot))
        members.add("position", JSON(position))
        members.add("nlabel", JSON(count))
        members.add("flags", JSON(flags))
        members.add("isetcookie", JSON(setCookie))
        members.add("lbasize", sectorSize)
        members.add("dpa", JSON(dpa))
        members.add("rawsize", size)
        members.add("type_guid", typeGUID)
        members.add("abstraction_guid", abstractionGUID)
        return members.object
    }
}

extension LabelArea.Label.Fault {
    /// What is wrong with the label, which the kernel ignores.
    var words: String {
        switch self {
        case .misplaced(let slot, let claimed): "slot \(slot): the label says that it is in slot \(claimed)"
        case .checksum(let slot): "slot \(slot): the checksum of the label is wrong"
        }
    }
}
