// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs
internal import SystemPackage

extension Surveyor {
    /// The folder of all nd devices.
    static let ndFolder = "/sys/bus/nd/devices"

    /// The errors of an nd file that the kernel does not have, or has no value for.
    static let unset: Set<Errno> = [.noSuchFileOrDirectory, .noSuchAddressOrDevice]

    /// Reads those of the NVDIMM buses, DIMMs, regions and namespaces that lie in a scope.
    mutating func surveyNvdimms(_ scope: SurveyScope = .namespaces) {
        guard !scope.isDisjoint(with: .namespaces) else { return }
        let listed = names(in: Self.ndFolder) ?? []
        if scope.contains(.nvdimmBuses) {
            inventory.buses += Self.names("ndbus", in: listed).map { bus($0) }
        }
        if scope.contains(.dimms) {
            inventory.dimms += Self.names("nmem", in: listed).compactMap { name in
                bus(of: name).map { dimm(name, of: $0, isDetailed: scope.contains(.dimmDetails)) }
            }
        }
        if scope.contains(.nvdimmRegions) {
            inventory.nvdimmRegions += Self.names("region", in: listed).compactMap { name in
                bus(of: name).map { region(name, of: $0) }
            }
        }
        if scope.contains(.namespaceFiles) { surveyNamespaces(in: listed) }
    }

    private mutating func bus(_ name: KernelName) -> NvdimmBus {
        let folder = KernelFile.nvdimm(name)
        // Reading it waits until the kernel has probed the devices of the bus; the value says nothing.
        _ = look("wait_probe", in: folder) { $0 }
        let provider = require("provider", in: folder) { fitForTerminal($0) }
        var bus = NvdimmBus(name: name, provider: provider ?? "")
        bus.isScrubbing = look("nfit/scrub", in: folder, as: Self.isScrubbing).value
        return bus
    }

    private mutating func surveyNamespaces(in listed: [String]) {
        let carried = devicesOfNvdimms
        inventory.namespaces = Self.names("namespace", in: listed).compactMap {
            namespace($0, carrying: carried)
        }
        guard !inventory.nvdimmRegions.isEmpty else { return }
        let known = Set(inventory.namespaces.map(\.name))
        let idle = Dictionary(
            grouping: Self.names("namespace", in: listed).filter { !known.contains($0) },
            by: KernelFile.region(of:))
        for index in inventory.nvdimmRegions.indices {
            inventory.nvdimmRegions[index].idle = idle[inventory.nvdimmRegions[index].name] ?? []
        }
    }

    /// The names of the NVDIMM regions, in their order.
    mutating func namesOfNvdimmRegions() -> [KernelName] {
        Self.names("region", in: names(in: Self.ndFolder) ?? [])
    }

    /// The names of a kind, in their order.
    private static func names(_ kind: String, in listed: [String]) -> [KernelName] {
        listed.filter { $0.hasPrefix(kind) }.map(KernelName.init(rawValue:)).sorted()
    }

    /// The bus of a DIMM or region, whose folder holds theirs; nil when they disappeared after the folder was listed.
    private mutating func bus(of name: KernelName) -> KernelName? {
        let path = KernelFile.nvdimm(name)
        do {
            guard let link = try Sysfs.link(path) else { return nil }
            let parents = link.split(separator: "/").dropLast()
            if let bus = parents.last, bus.hasPrefix("ndbus") { return KernelName(rawValue: String(bus)) }
            inventory.gaps.append(Gap(file: path, reason: "points to \"\(fitForTerminal(link))\""))
        } catch {
            note(error)
        }
        return nil
    }

    /// The dax devices by the nd device that provides their region, from the kernel's links.
    private var devicesOfNvdimms: [Substring: DeviceName] {
        let found = inventory.devices.compactMap { device -> (Substring, DeviceName)? in
            guard let region = inventory.region(of: device), region.provider == .pmem else { return nil }
            return (region.providerDevice, device.name)
        }
        return Dictionary(found) { first, _ in first }
    }

    /// Reads a file that may be missing, without a value or empty, which is nil.
    mutating func lookFilled<Value>(
        _ path: String, in folder: String, as parse: (String) -> Value?
    ) -> Value? {
        let reading: Reading<Value?> = look(path, in: folder, absence: Self.unset) { text in
            text.isEmpty ? .some(nil) : parse(text).map(Optional.some)
        }
        return reading.value ?? nil
    }

    /// The range that begins at the address in a file; nil when the address or the size is not known.
    mutating func range(at path: String, in folder: String, of size: ByteCount?) -> PhysicalRange? {
        guard let size, size > .zero,
            let start = look(path, in: folder, absence: Self.unset, as: number).value
        else { return nil }
        guard let range = PhysicalRange(start: start, size: size) else {
            inventory.gaps.append(
                Gap(
                    file: folder + "/" + path,
                    reason: "holds 0x\(String(start, radix: 16)), after which \(size.exact) don't fit"))
            return nil
        }
        return range
    }

    /// Parses the number of searches for errors, with `+` behind it during one.
    private static func isScrubbing(_ text: String) -> Bool? {
        number(text.hasSuffix("+") ? String(text.dropLast()) : text).map { _ in text.hasSuffix("+") }
    }

    /// Parses the name of an nd device, such as `dax0.1`: a word, and numbers after it.
    static func ndName(_ text: String) -> KernelName? {
        let numbers = text.utf8.drop { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
        let isName = numbers.allSatisfy {
            UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: ".")
        }
        guard isName, let first = numbers.first, first != UInt8(ascii: "."), numbers.count < text.utf8.count
        else {
            return nil
        }
        return KernelName(rawValue: text)
    }

    /// Parses sizes, of which the chosen one is in brackets: `[512] 4096`.
    static func sizes(_ text: String) -> (all: [ByteCount], chosen: ByteCount?)? {
        var all: [ByteCount] = []
        var chosen: ByteCount?
        for word in text.utf8.split(separator: UInt8(ascii: " ")) {
            let isChosen = word.first == UInt8(ascii: "[") && word.last == UInt8(ascii: "]")
            guard let size = byteCount(isChosen ? word.dropFirst().dropLast() : word) else { return nil }
            all.append(size)
            guard isChosen else { continue }
            guard chosen == nil else { return nil }
            chosen = size
        }
        return (all, chosen)
    }
}
