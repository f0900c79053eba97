// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Words {
    func text(_ cause: Finding.MemoryCause) -> String {
        switch cause {
        case .noHotplug: "this kernel's memory hotplug files are missing or unreadable"
        case .mapNotOffered: "this kernel can't keep the memory map of a device in its own memory"
        case .mapTurnedOff(let file):
            "the kernel is told to keep memory maps in ordinary RAM (\(file) is off)"
        case .mapIsOutside: "it is system RAM already, with its memory map in ordinary RAM"
        case .noRoomForMaps(let need): text(need)
        case .noHugePages(let pages, let node):
            "\(pages.used) huge pages of \(pages.size) are in use on node \(node), and \(pages.free) of that "
                + "size \(pages.free == 1 ? "is" : "are") free elsewhere"
        case .noRoomElsewhere(let departure): text(departure)
        case .mostlyMovable(let movable, let kernel, let ratio):
            "\(movable) of memory will be in the zone Movable beside \(kernel) in kernel zones; 3 to \(ratio) "
                + "times as much is usual, since page tables, caches and other kernel memory can't be in Movable"
        case .sharedNode(let shared): "\(shared)"
        }
    }

    private func text(_ need: Finding.MapNeed) -> String {
        let whose =
            need.devices.count == 1
            ? "its memory map takes"
            : "the memory maps of \(need.devices.map(\.description).joined(separator: ", ")) take"
        return "\(whose) \(need.size) of ordinary RAM, 64 B for each page of \(need.pageSize), and "
            + "\(need.margin) must stay free, but only \(need.free) is free"
    }

    private func text(_ departure: Finding.Departure) -> String {
        func list(_ nodes: [NodeNumber]) -> String {
            (nodes.count == 1 ? "node " : "nodes ") + nodes.map(\.description).joined(separator: ", ")
        }
        let kinds = [("tmpfs and shared memory", departure.shared), ("locked", departure.locked)]
            .filter { $0.1 > .zero }.map { "\($0.1) \($0.0)" }
        let detail = kinds.isEmpty ? "" : " (\(kinds.joined(separator: ", ")))"
        let place = departure.others.isEmpty ? "no other node" : list(departure.others)
        let bound = departure.isBound ? " that the cpuset of this process allows" : ""
        return
            "\(departure.size) in use on \(list(departure.nodes))\(detail) must move elsewhere, but there is only "
            + "room for \(departure.ram + departure.swap): \(departure.ram) on \(place)\(bound) and "
            + "\(departure.swap) of swap, so the kernel would kill programs"
    }
}
