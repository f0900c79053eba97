// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Surveyor {
    /// Reads a namespace; nil for a region's seed, which is the empty one that its next namespace is made of.
    mutating func namespace(_ name: KernelName, carrying devices: [Substring: DeviceName]) -> Namespace? {
        let folder = KernelFile.nvdimm(name)
        let rawSize = require("size", in: folder, as: byteCount)
        let holder = lookFilled("holder", in: folder, as: Self.ndName)
        let holderFolder = holder.map(KernelFile.nvdimm)
        let driver = linkedName("driver", in: holderFolder ?? folder).map(DriverName.init(rawValue:))
        guard rawSize != .zero || driver != nil else { return nil }

        var namespace = Namespace(
            name: name, region: KernelFile.region(of: name), mode: mode(in: folder), size: rawSize,
            isEnabled: driver != nil)
        namespace.labelUUID = lookFilled("uuid", in: folder, as: Self.uuid)
        namespace.uuid = namespace.labelUUID
        namespace.altName = lookFilled("alt_name", in: folder) { $0 }
        namespace.rawSize = rawSize
        namespace.range = range(at: "resource", in: folder, of: rawSize)
        namespace.holder = holder
        namespace.holderClass = look("holder_class", in: folder, as: HolderClass.init(rawValue:)).value
        namespace.driver = driver
        if driver == .ndPmem {
            namespace.blockDevice = "pmem" + Self.numbers(of: name) + (holder?.isBtt == true ? "s" : "")
        }
        if let holder, let holderFolder {
            fill(&namespace, from: holder, in: holderFolder)
            if namespace.mode == NamespaceMode.devdax.rawValue {
                namespace.ndDevice = holder
                namespace.device = devices[holder.rawValue[...]]
            }
        }
        namespace.labelSectorSize = lookFilled("sector_size", in: folder, as: Self.sizes)?.chosen
        if holder?.isBtt != true { namespace.sectorSize = namespace.labelSectorSize }
        return namespace
    }

    /// Sets what the nd device that sits on a namespace says of it.
    private mutating func fill(_ namespace: inout Namespace, from holder: KernelName, in folder: String) {
        // A holder without a driver has no size.
        switch look("size", in: folder, absence: Self.unset, as: byteCount) {
        case .value(let size): namespace.size = size
        case .gap: namespace.size = nil
        case .absent: break
        }
        namespace.uuid = lookFilled("uuid", in: folder, as: Self.uuid)
        if holder.isBtt {
            namespace.sectorSize = lookFilled("sector_size", in: folder, as: Self.sizes)?.chosen
        } else {
            namespace.align = align(of: holder)
            namespace.map = look("mode", in: folder, as: Self.mapPlace).value ?? nil
            if namespace.isEnabled, namespace.range != nil {
                namespace.usable = range(at: "resource", in: folder, of: namespace.size)
            }
        }
    }

    /// The mode of a namespace, in ndctl's words.
    private mutating func mode(in folder: String) -> String {
        let mode: NamespaceMode? = require("mode", in: folder) { text in
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

    /// The numbers of the block device of a namespace: the kernel leaves out that of a region's first namespace.
    private static func numbers(of name: KernelName) -> Substring {
        let numbers = name.rawValue.utf8.dropFirst("namespace".utf8.count)
        return Substring(name.rawValue.hasSuffix(".0") ? numbers.dropLast(".0".utf8.count) : numbers)
    }

    /// Parses where the map of the pages is kept; `none` is where nothing was chosen.
    private static func mapPlace(_ text: String) -> MapPlace?? {
        guard text != "none" else { return .some(nil) }
        return MapPlace.allCases.first { $0.kernelMode == text }.map(Optional.some)
    }

    /// Parses a UUID: 32 hexadecimal digits in five groups.
    static func uuid(_ text: String) -> String? {
        let isUUID = text.utf8.enumerated().allSatisfy { index, byte in
            switch index {
            case 8, 13, 18, 23: byte == UInt8(ascii: "-")
            default: hexadecimalDigit(byte) != nil
            }
        }
        return isUUID && text.utf8.count == 36 ? text : nil
    }
}

extension KernelName {
    /// Whether it is a btt device, which makes the mode `sector`.
    fileprivate var isBtt: Bool { rawValue.hasPrefix("btt") }
}
