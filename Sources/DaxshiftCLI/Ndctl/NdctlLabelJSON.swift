// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// An area of labels as ndctl prints it.
struct NdctlLabelJSON: Sendable {
    let numbers: DropInNumbers
    /// Whether labels are shown, and not the index blocks alone.
    let showsLabels: Bool

    /// The area of the labels of a DIMM.
    func json(of area: LabelArea, on dimm: KernelName) -> JSON {
        var members: [JSON.Member] = [
            .init("dev", .string(dimm.rawValue)), .init("index", .array(area.fields.map(json))),
        ]
        if showsLabels { members.append(.init("label", .array(area.labels.map(json)))) }
        return .object(members)
    }

    private func json(_ index: LabelArea.Index.Fields) -> JSON {
        .object([
            .init("signature", .string(index.signature)), .init("major", JSON(index.major)),
            .init("minor", JSON(index.minor)), .init("labelsize", JSON(index.labelSize)),
            .init("seq", JSON(index.sequence)), .init("nslot", JSON(index.slots)),
        ])
    }

    private func json(_ label: LabelArea.Label) -> JSON {
        var members: [JSON.Member] = [
            .init("uuid", .string(label.uuid)), .init("name", .string(label.name)),
            .init("slot", JSON(label.slot)), .init("position", JSON(label.position)),
            .init("nlabel", JSON(label.count)), .init("flags", numbers.address(UInt64(label.flags))),
            .init("isetcookie", numbers.address(label.setCookie)),
            .init("lbasize", JSON(label.sectorSize.rawValue)), .init("dpa", numbers.address(label.dpa)),
            .init("rawsize", numbers.size(label.size)),
        ]
        if let type = label.typeGUID { members.append(.init("type_guid", .string(type))) }
        if let kind = label.abstractionGUID { members.append(.init("abstraction_guid", .string(kind))) }
        return .object(members)
    }
}
