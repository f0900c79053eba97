// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// Regions and devices as daxctl prints them.
struct DaxctlJSON: Sendable {
    /// The inventory of the host.
    let inventory: Inventory
    /// Whether sizes and addresses are human-readable.
    let isHuman: Bool
    /// Whether devices show their physical ranges.
    var showsMappings = false

    /// The text of objects: empty for none; a single one without the array if human-readable.
    func text(of objects: some Collection<JSON>) -> String {
        guard let first = objects.first else { return "" }
        return isBare(objects)
            ? first.text(.jsonC, terminator: "\n") : JSON.text(ofArray: objects, .jsonC, terminator: "\n")
    }

    /// The text of regions, likewise.
    func text(of regions: [LongObject]) -> String {
        guard !regions.isEmpty else { return "" }
        return JSON.text(of: regions, isBare: isBare(regions), .jsonC, terminator: "\n")
    }

    private func isBare(_ objects: some Collection) -> Bool { isHuman && objects.count == 1 }

    /// A region with its listed devices, given by their index in the inventory.
    func json(of region: DaxRegion, _ devices: [Int]) -> LongObject {
        LongObject(
            [.init("path", .string(region.path))] + members(of: region), "devices", count: devices.count
        ) {
            json(of: inventory.devices[devices[devices.startIndex + $0]])
        }
    }

    /// A region without its path and its devices.
    func members(of region: DaxRegion) -> [JSON.Member] {
        var members: [JSON.Member] = [.init("id", JSON(region.id.rawValue))]
        if let size = region.size { members.append(.init("size", numbers.size(size))) }
        if let available = region.availableSize, available > .zero {
            members.append(.init("available_size", numbers.size(available)))
        }
        if let align = region.align { members.append(.init("align", JSON(align.rawValue))) }
        return members
    }

    /// A device.
    func json(of device: DaxDevice) -> JSON {
        var members: [JSON.Member] = [.init("chardev", .string(device.name.description))]
        members.reserveCapacity(10)
        if let size = device.size { members.append(.init("size", numbers.size(size))) }
        if let node = device.targetNode { members.append(.init("target_node", JSON(node.rawValue))) }
        if let align = device.align, align > .zero { members.append(.init("align", numbers.size(align))) }
        members.append(.init("mode", .string((device.mode ?? .devdax).rawValue)))
        if let counts = BlockSummary(of: device, blockSize: inventory.blockSize).counts {
            members.append(.init("online_memblocks", JSON(counts.online)))
            members.append(.init("total_memblocks", JSON(counts.total)))
            // daxctl leaves it out when a block is offline.
            if counts.online == counts.total, let isMovable = counts.isMovable {
                members.append(.init("movable", .bool(isMovable)))
            }
        }
        if device.driver == nil { members.append(.init("state", .string("disabled"))) }
        if showsMappings, !device.mappings.isEmpty {
            members.append(.init("mappings", .array(device.mappings.map { json($0) })))
        }
        return .object(members)
    }

    private var numbers: DropInNumbers { DropInNumbers(areHuman: isHuman) }

    private func json(_ mapping: Mapping) -> JSON {
        .object([
            .init("page_offset", numbers.address(mapping.pageOffset)),
            .init("start", numbers.address(mapping.range.start)),
            .init("end", numbers.address(mapping.range.end)), .init("size", numbers.size(mapping.range.size)),
        ])
    }
}
