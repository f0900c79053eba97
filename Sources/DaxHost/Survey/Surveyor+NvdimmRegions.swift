// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Surveyor {
    /// Reads an NVDIMM region.
    mutating func region(_ name: KernelName, of bus: KernelName) -> NvdimmRegion {
        let folder = KernelFile.nvdimm(name)
        var region = NvdimmRegion(
            name: name, bus: bus, size: require("size", in: folder, as: byteCount),
            availableSize: look("available_size", in: folder, absence: Self.unset, as: byteCount).value,
            isEnabled: linkedName("driver", in: folder) != nil)
        region.range = range(at: "resource", in: folder, of: region.size)
        region.align = look("align", in: folder, absence: Self.unset, as: Self.alignment).value
        region.isLabelled = require("nstype", in: folder, as: Self.isLabelled)
        region.mappings = mappings(in: folder)
        region.setCookie = look("set_cookie", in: folder, absence: Self.unset, as: number).value
        region.isReadOnly = look("read_only", in: folder, as: Self.flag).value ?? false
        region.persistenceDomain = lookFilled("persistence_domain", in: folder) { fitForTerminal($0) }
        region.largestFree =
            look("max_available_extent", in: folder, absence: Self.unset, as: byteCount).value
        region.targetNode = node("target_node", in: folder)
        region.numaNode = node("numa_node", in: folder)
        if region.isEnabled, regionsWithSeeds?.contains(name) ?? true { region.seeds = seeds(in: folder) }
        return region
    }

    /// The parts of DIMMs, whose files the kernel numbers from 0.
    private mutating func mappings(in folder: String) -> [DimmMapping] {
        var mappings: [DimmMapping] = []
        while let mapping = look("mapping\(mappings.count)", in: folder, as: Self.dimmMapping).value {
            mappings.append(mapping)
        }
        return mappings.sorted { $0.position < $1.position }
    }

    /// The objects for the next namespace, and what they take.
    private mutating func seeds(in folder: String) -> NvdimmSeeds {
        var seeds = NvdimmSeeds()
        seeds.namespace = lookFilled("namespace_seed", in: folder, as: Self.ndName)
        seeds.dax = lookFilled("dax_seed", in: folder, as: Self.ndName)
        seeds.pfn = lookFilled("pfn_seed", in: folder, as: Self.ndName)
        seeds.btt = lookFilled("btt_seed", in: folder, as: Self.ndName)
        seeds.daxAlign = seeds.dax.flatMap { align(of: $0) }
        seeds.pfnAlign = seeds.pfn.flatMap { align(of: $0) }
        if let seed = seeds.dax ?? seeds.pfn {
            seeds.alignments = sizes("supported_alignments", of: seed)
        }
        if let seed = seeds.btt { seeds.sectorSizes = sizes("sector_size", of: seed) }
        return seeds
    }

    /// The alignment of a dax or pfn nd device.
    mutating func align(of ndDevice: KernelName) -> ByteCount? {
        look("align", in: KernelFile.nvdimm(ndDevice), as: Self.alignment).value
    }

    private mutating func sizes(_ file: String, of ndDevice: KernelName) -> [ByteCount] {
        (look(file, in: KernelFile.nvdimm(ndDevice), as: Self.sizes).value?.all ?? []).sorted()
    }

    /// Parses an alignment, which a region has in hexadecimal and an nd device in decimal.
    private static func alignment(_ text: String) -> ByteCount? {
        number(text).map(ByteCount.init(rawValue:))
    }

    /// Parses the type of a region's namespaces: 4 without and 5 with labels.
    private static func isLabelled(_ text: String) -> Bool? {
        switch text {
        case "4": false
        case "5": true
        default: nil
        }
    }

    /// Parses a part of a DIMM: `nmem1,0,4294967296,0`, the DIMM, the offset, the size and the position.
    static func dimmMapping(_ text: String) -> DimmMapping? {
        let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 4, let dimm = ndName(words[0]), let offset = number(words[1]),
            let size = byteCount(words[2]), let position = Int(kernelDigits: words[3])
        else { return nil }
        return DimmMapping(dimm: dimm, offset: offset, size: size, position: position)
    }
}
