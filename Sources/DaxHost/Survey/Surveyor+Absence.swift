// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Surveyor {
    private static let cxlDevices = "/sys/bus/cxl/devices"

    /// Reports why neither a device nor a region is found.
    mutating func surveyAbsence() {
        guard inventory.devices.isEmpty, inventory.regions.isEmpty, inventory.nvdimmRegions.isEmpty,
            inventory.unownedMemory.isEmpty, inventory.namespaces.isEmpty, namesOfNvdimmRegions().isEmpty
        else { return }
        let firmware = ioMemory()
        let reasons = [idleCXL(), undrivenMemory(in: firmware), ordinaryMemory(in: firmware)]
        let known = reasons.compactMap(\.self)
        inventory.warnings +=
            known.isEmpty
            ? [
                "nothing to list: this host shows no persistent, CXL or soft-reserved memory"
                    + (firmware.isEmpty ? "; root may see more" : "")
            ] : known
    }

    /// Memory of CXL devices without a dax device.
    private mutating func idleCXL() -> String? {
        let names = (names(in: Self.cxlDevices) ?? []).sorted()
        let memories = names.filter { name in
            guard name.hasPrefix("mem") else { return false }
            return look("\(Self.cxlDevices)/\(name)/ram/size", as: number).value.map { $0 > 0 } == true
        }
        guard !memories.isEmpty else { return nil }
        let shown = memories.prefix(5).joined(separator: ", ") + (memories.count > 5 ? ", …" : "")
        let memory = "nothing to list: the memory of the CXL devices \(shown)"
        let regions = names.filter { $0.hasPrefix("region") }
        guard let region = regions.first else {
            return "\(memory) is in no region; 'cxl create-region' makes one"
        }
        // The region's driver makes dax_regionN; the driver of that makes the dax region.
        guard names.contains(where: { $0.hasPrefix("dax_region") }) else {
            return linkedName("\(Self.cxlDevices)/\(region)/driver") == nil
                ? "\(memory) is in \(region), which has no driver; 'cxl enable-region \(region)' binds one"
                : "\(memory) is in \(region), whose driver made no dax region of it; 'dmesg' says why"
        }
        return exists("/sys/bus/cxl/drivers/cxl_dax_region")
            ? "\(memory) is in \(region), and the driver cxl_dax_region made no dax device of it; 'dmesg' says why"
            : "\(memory) is in \(region), and its driver is not loaded; 'modprobe dax_cxl' loads it"
    }

    /// Soft-reserved memory without a driver.
    private mutating func undrivenMemory(in entries: [(range: PhysicalRange, name: String)]) -> String? {
        guard let entry = entries.first(where: { $0.name == "Soft Reserved" }) else { return nil }
        let memory = "nothing to list: the \(entry.range.size) of soft-reserved memory at \(entry.range)"
        return exists("/sys/bus/platform/drivers/dax_hmem")
            ? "\(memory) became no dax device; 'dmesg' says why"
            : "\(memory) has no driver; 'modprobe dax_hmem' loads it"
    }

    /// Memory that firmware gave to Linux as ordinary RAM: in a CXL window, or on a node without processors.
    private mutating func ordinaryMemory(in entries: [(range: PhysicalRange, name: String)]) -> String? {
        let windows = entries.filter { $0.name.hasPrefix("CXL Window") }.map(\.range)
        if let range = entries.first(where: { entry in
            entry.name == "System RAM" && windows.contains { $0.overlaps(entry.range) }
        })?.range {
            return
                "nothing to list: firmware gave the \(range.size) of CXL memory at \(range) to Linux as ordinary RAM"
        }
        let processors = look(Self.nodes + "/has_cpu", as: Self.nodeList).value ?? []
        let memory = look(Self.nodes + "/has_memory", as: Self.nodeList).value ?? []
        let node = memory.lazy.flatMap { $0 }.first { node in !processors.contains { $0.contains(node) } }
        return node.map {
            "nothing to list: firmware gave the memory of node \($0), which has no processors, to Linux as ordinary RAM"
        }
    }
}
