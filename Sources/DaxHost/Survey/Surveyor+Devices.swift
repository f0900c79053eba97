// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

extension Surveyor {
    /// Finds the dax devices under both models, and their regions.
    mutating func surveyDevices(_ scope: SurveyScope) {
        var present: Set<DeviceModel> = []
        var inUse: Set<DeviceModel> = []
        var regions: [String: DaxRegion] = [:]
        for model in DeviceModel.allCases {
            guard let names = names(in: model.listing) else { continue }
            present.insert(model)
            let known = names.compactMap { DeviceName($0) }.sorted()
            inventory.devices.reserveCapacity(inventory.devices.count + known.count)
            for name in known {
                guard let place = place(of: name, model) else { continue }
                inUse.insert(model)
                let device = device(name, at: place, scope)
                if !regions.keys.contains(place.provider) {
                    regions[place.provider] = region(name.region, at: place)
                    regions[place.provider]?.targetNode = device.targetNode
                }
                inventory.devices.append(device)
            }
        }
        // If both folders exist and are empty, future devices are shown under the bus model.
        inventory.models = !inUse.isEmpty ? inUse : present.contains(.bus) ? [.bus] : present
        if inUse.count > 1 { inventory.devices.sort { $0.name < $1.name } }
        inventory.regions = regions.values.sorted { ($0.id, $0.path) < ($1.id, $1.path) }
    }

    /// Finds one device, or returns nil when neither model shows it.
    mutating func surveyDevice(_ name: DeviceName) -> DaxDevice? {
        for model in DeviceModel.allCases {
            if let place = place(of: name, model) { return device(name, at: place, .mappings) }
        }
        return nil
    }

    /// The paths of a device; nil when it disappeared after the folder was listed.
    private mutating func place(of name: DeviceName, _ model: DeviceModel) -> DevicePlace? {
        let path = model.listing + "/" + name.description
        do {
            guard let link = try Sysfs.link(path) else { return nil }
            if let place = DevicePlace(model: model, link: link) { return place }
            inventory.gaps.append(Gap(file: path, reason: "points to \"\(link)\""))
        } catch {
            note(error)
        }
        return nil
    }

    private mutating func device(_ name: DeviceName, at place: DevicePlace, _ scope: SurveyScope) -> DaxDevice
    {
        let folder = place.folder
        var device = DaxDevice(name: name, model: place.model, path: place.path)
        device.driver = linkedName(place.driverLink).map(DriverName.init(rawValue:))
        device.size = require("size", in: folder, as: byteCount)
        device.align = look("align", in: folder, as: byteCount).value
        device.targetNode = node("target_node", in: folder)
        if scope.contains(.details) {
            device.numaNode = node("numa_node", in: folder)
            device.memmapOnMemory = look("memmap_on_memory", in: folder, as: Self.flag).value
        }
        let needsRanges = !scope.isDisjoint(with: [
            .mappings, .leakedRanges, .regionRanges, .badSectors, .unownedMemory,
        ])
        if needsRanges || (scope.contains(.blocks) && device.driver == .kmem), device.size != .zero {
            addMappings(to: &device, in: folder)
        }
        return device
    }

    /// The node in a file; nil for -1, which the kernel writes for none.
    mutating func node(_ path: String, in folder: String) -> NodeNumber? {
        look(path, in: folder) { Int($0) }.value.flatMap { $0 < 0 ? nil : NodeNumber(rawValue: $0) }
    }

    /// Reads the ranges in the order of their index until they make up the device's size.
    ///
    /// The kernel numbers them consecutively, so the folder is listed only if the sizes do not add up.
    private mutating func addMappings(to device: inout DaxDevice, in folder: String) {
        var left = device.size
        var index = 0
        while left != .zero {
            switch mapping(index, of: left, in: folder) {
            case .value(let mapping):
                device.mappings.append(mapping)
                left = left.map { $0 - mapping.range.size }
                index += 1
                continue
            case .gap:
                break
            case .absent:
                for later in laterMappings(than: index, in: folder) {
                    guard case .value(let mapping) = mapping(later, of: left, in: folder) else { continue }
                    device.mappings.append(mapping)
                    left = left.map { $0 - mapping.range.size }
                }
                if device.mappings.isEmpty {
                    device.resource = look("resource", in: folder, as: number).value
                }
            }
            break
        }
        device.mappings.sort { $0.pageOffset < $1.pageOffset }
    }

    /// Reads a range, at most as large as the rest of the device, if that is known.
    private mutating func mapping(_ index: Int, of left: ByteCount?, in folder: String) -> Reading<Mapping> {
        let folder = folder + "/mapping" + String(index)
        let start: UInt64
        switch look("start", in: folder, as: number) {
        case .value(let value): start = value
        case .absent: return .absent
        case .gap: return .gap
        }
        guard let end = require("end", in: folder, as: number),
            let offset = require("page_offset", in: folder, as: number)
        else { return .gap }
        guard let range = PhysicalRange(start: start, end: end), range.size <= left ?? range.size else {
            let reason = "holds an address that doesn't go with \(folder)/start and the device's size"
            inventory.gaps.append(Gap(file: folder + "/end", reason: reason))
            return .gap
        }
        return .value(Mapping(index: index, range: range, pageOffset: offset))
    }

    private mutating func laterMappings(than index: Int, in folder: String) -> [Int] {
        (names(in: folder) ?? [])
            .filter { $0.hasPrefix("mapping") }
            .compactMap { Int(kernelDigits: $0.dropFirst("mapping".count)) }
            .filter { $0 > index }
            .sorted()
    }

    private mutating func region(_ id: RegionNumber, at place: DevicePlace) -> DaxRegion {
        let folder = place.regionFolder
        let available = look("available_size", in: folder, as: byteCount)
        let isStatic = if case .absent = available { true } else { false }
        return DaxRegion(
            id: id, provider: provider(at: place), kind: isStatic ? .static : .dynamic,
            size: require("size", in: folder, as: byteCount), availableSize: available.value,
            align: require("align", in: folder, as: byteCount), path: place.provider)
    }

    private mutating func provider(at place: DevicePlace) -> DaxRegion.Provider {
        switch linkedName(place.providerFolder + "/subsystem") {
        case "nd": .pmem
        case "cxl": .cxl
        case "platform" where place.provider.split(separator: "/").last?.hasPrefix("hmem.") == true: .hmem
        default: .other
        }
    }

    /// Parses `0` or `1`.
    static func flag(_ text: String) -> Bool? {
        switch text {
        case "0": false
        case "1": true
        default: nil
        }
    }
}
