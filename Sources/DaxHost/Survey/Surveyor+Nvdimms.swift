// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Ndctl
internal import SystemPackage

extension Surveyor {
    /// The folder of all nd devices.
    static let ndFolder = "/sys/bus/nd/devices"

    /// Reads NVDIMMs and namespaces from libndctl, and their sizes from the kernel's files.
    ///
    /// The library is not loaded if the kernel lists none.
    mutating func surveyNvdimms() {
        let listed = (names(in: Self.ndFolder) ?? []).map(KernelName.init(rawValue:))
        guard !listed.isEmpty else { return }
        let carried = devicesOfNvdimms
        do {
            let context = try Ndctl.Context()
            context.forEachBus { bus in
                let name = KernelName(rawValue: bus.name)
                inventory.buses.append(NvdimmBus(name: name, provider: bus.provider))
                bus.forEachDimm { dimm in
                    inventory.dimms.append(
                        DaxModel.Dimm(
                            name: KernelName(rawValue: dimm.name), bus: name, isEnabled: dimm.isEnabled))
                }
                bus.forEachRegion { add($0, of: name, carrying: carried) }
            }
        } catch {
            inventory.gaps.append(Gap(file: "libndctl", reason: error.description))
        }
        noteWhatLibndctlMisses(of: listed)
        // A region's seed: the empty namespace for its next one.
        inventory.namespaces.removeAll { $0.size == .zero && !$0.isEnabled }
        inventory.buses.sort { $0.name < $1.name }
        inventory.dimms.sort { $0.name < $1.name }
        inventory.nvdimmRegions.sort { $0.name < $1.name }
        inventory.namespaces.sort { $0.name < $1.name }
    }

    /// Adds a gap for every DIMM, region and namespace that the kernel lists and libndctl leaves out.
    ///
    /// The library silently drops objects with a file that it can't read.
    private mutating func noteWhatLibndctlMisses(of listed: [KernelName]) {
        let seen = Set(
            inventory.dimms.map(\.name) + inventory.nvdimmRegions.map(\.name)
                + inventory.namespaces.map(\.name))
        for name in listed.sorted() {
            let isSought = ["nmem", "region", "namespace"].contains { name.rawValue.hasPrefix($0) }
            guard isSought, !seen.contains(name) else { continue }
            inventory.gaps.append(Gap(file: "\(Self.ndFolder)/\(name)", reason: "left out by libndctl"))
        }
    }

    /// The dax devices by the nd device that provides their region, from the kernel's links.
    var devicesOfNvdimms: [Substring: DeviceName] {
        let found = inventory.devices.compactMap { device -> (Substring, DeviceName)? in
            guard let region = inventory.region(of: device), region.provider == .pmem else { return nil }
            return (region.providerDevice, device.name)
        }
        return Dictionary(found) { first, _ in first }
    }

    private mutating func add(
        _ region: borrowing Ndctl.Region, of bus: KernelName, carrying devices: [Substring: DeviceName]
    ) {
        let name = KernelName(rawValue: region.name)
        let folder = "\(Self.ndFolder)/\(name)"
        inventory.nvdimmRegions.append(
            NvdimmRegion(
                name: name, bus: bus, size: require(folder + "/size", as: byteCount),
                availableSize: look(folder + "/available_size", as: byteCount).value,
                isEnabled: region.isEnabled))
        region.forEachNamespace { add($0, of: name, carrying: devices) }
    }

    private mutating func add(
        _ namespace: borrowing Ndctl.Namespace, of region: KernelName,
        carrying devices: [Substring: DeviceName]
    ) {
        let name = KernelName(rawValue: namespace.name)
        let holder = namespace.holder
        let mode = namespace.mode
        var found = DaxModel.Namespace(
            name: name, region: region, mode: mode.rawValue, size: size(of: name, under: holder),
            uuid: namespace.uuid, isEnabled: namespace.isActive)
        found.altName = namespace.altName.map(fitForTerminal)
        if mode == .devdax, let holder {
            found.ndDevice = KernelName(rawValue: holder)
            found.device = devices[holder[...]]
        }
        inventory.namespaces.append(found)
    }

    /// The usable size of the namespace, from its holder; known only while a driver holds that.
    mutating func size(of namespace: KernelName, under holder: String?) -> ByteCount? {
        if let holder {
            let file = "\(Self.ndFolder)/\(holder)/size"
            switch look(file, absence: [.noSuchAddressOrDevice], as: byteCount) {
            case .value(let size): return size
            case .gap: return nil
            case .absent: break
            }
        }
        return require("\(Self.ndFolder)/\(namespace)/size", as: byteCount)
    }
}
