// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Surveyor {
    /// Reads a namespace; nil for a region's seed, which is the empty one that its next namespace is made of.
    mutating func namespace(_ name: KernelName, carrying devices: [Substring: DeviceName]) -> Namespace? {
        let folder = "\(Self.ndFolder)/\(name)"
        let rawSize = require(folder + "/size", as: byteCount)
        let holder = lookFilled(folder + "/holder", as: Self.ndName)
        let holderFolder = holder.map { "\(Self.ndFolder)/\($0)" }
        let driver = linkedName((holderFolder ?? folder) + "/driver").map(DriverName.init(rawValue:))
        guard rawSize != .zero || driver != nil else { return nil }

        let numbers = name.rawValue.dropFirst("namespace".count)
        var namespace = Namespace(
            name: name, region: KernelName(rawValue: "region\(numbers.prefix { $0 != "." })"),
            mode: mode(in: folder), size: rawSize, isEnabled: driver != nil)
        namespace.labelUUID = lookFilled(folder + "/uuid", as: Self.uuid)
        namespace.uuid = namespace.labelUUID
        namespace.altName = lookFilled(folder + "/alt_name") { $0 }
        namespace.rawSize = rawSize
        namespace.range = range(at: folder + "/resource", of: rawSize)
        namespace.holder = holder
        namespace.holderClass = look(folder + "/holder_class", as: HolderClass.init(rawValue:)).value
        namespace.driver = driver
        if driver == .ndPmem {
            // The kernel leaves out the number of a region's first namespace.
            let place = numbers.hasSuffix(".0") ? numbers.dropLast(2) : numbers
            namespace.blockDevice = "pmem\(place)\(holder?.isBtt == true ? "s" : "")"
        }
        if let holder, let holderFolder {
            fill(&namespace, from: holder, in: holderFolder)
            if namespace.mode == NamespaceMode.devdax.rawValue {
                namespace.ndDevice = holder
                namespace.device = devices[holder.rawValue[...]]
            }
        }
        namespace.labelSectorSize = lookFilled(folder + "/sector_size", as: Self.sizes)?.chosen
        if holder?.isBtt != true { namespace.sectorSize = namespace.labelSectorSize }
        return namespace
    }

    /// Sets what the nd device that sits on a namespace says of it.
    private mutating func fill(_ namespace: inout Namespace, from holder: KernelName, in folder: String) {
        // A holder without a driver has no size.
        switch look(folder + "/size", absence: Self.unset, as: byteCount) {
        case .value(let size): namespace.size = size
        case .gap: namespace.size = nil
        case .absent: break
        }
        namespace.uuid = lookFilled(folder + "/uuid", as: Self.uuid)
        if holder.isBtt {
            namespace.sectorSize = lookFilled(folder + "/sector_size", as: Self.sizes)?.chosen
        } else {
            namespace.align = align(of: holder)
            namespace.map = look(folder + "/mode", as: Self.mapPlace).value ?? nil
            if namespace.isEnabled, namespace.range != nil {
                namespace.usable = range(at: folder + "/resource", of: namespace.size)
            }
        }
    }

    /// The mode of a namespace, in ndctl's words.
    private mutating func mode(in folder: String) -> String {
        let mode: NamespaceMode? = require(folder + "/mode") { text in
            switch text {
            case "dax": .devdax
            case "memory": .fsdax
            case "safe": .sector
            case "raw": .raw
            default: nil
            }
        }
        return mode?.rawValue ?? "unknown"
    }

    /// Parses where the map of the pages is kept; `none` is where nothing was chosen.
    private static func mapPlace(_ text: String) -> MapPlace?? {
        guard text != "none" else { return .some(nil) }
        return MapPlace.allCases.first { $0.kernelMode == text }.map(Optional.some)
    }

    /// Parses a UUID: 32 hexadecimal digits in five groups.
    static func uuid(_ text: String) -> String? {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard groups.map(\.count) == [8, 4, 4, 4, 12],
            groups.allSatisfy({ hexadecimal(String(Substring($0))) != nil })
        else { return nil }
        return text
    }
}

extension KernelName {
    /// Whether it is a btt device, which makes the mode `sector`.
    fileprivate var isBtt: Bool { rawValue.hasPrefix("btt") }
}
