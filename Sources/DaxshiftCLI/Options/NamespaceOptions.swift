// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxFormat
internal import DaxModel

/// The options for what a namespace is to be.
struct NamespaceOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: "The mode; system-ram is a devdax namespace whose device becomes system RAM.")
    private var mode: ModeArgument?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The size with the metadata: bytes, or with K, M, G, T, KiB, MiB, GiB, TiB; a share of the region "
                + "such as 50%; or max.",
            valueName: "size"),
        transform: Self.extent)
    private var size: NamespaceShape.Extent?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The alignment of a devdax or fsdax namespace: 4K, 2M or 1G.", valueName: "align"),
        transform: { try SizeText.bytes($0) })
    private var align: ByteCount?

    @Option(
        name: [.customShort("M"), .customLong("map")],
        help: "Where a devdax or fsdax namespace keeps the map of its pages: in RAM, or on the device.")
    private var map: MapArgument?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The UUID; a random one without.", valueName: "uuid"),
        transform: Self.uuid)
    private var uuid: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The name for people, at most 63 bytes.", valueName: "name"), transform: Self.name)
    private var name: String?

    @Option(
        name: [.customShort("l"), .customLong("sector-size")],
        help: ArgumentHelp("The size of a sector, such as 4096.", valueName: "size"),
        transform: { try SizeText.bytes($0) })
    private var sectorSize: ByteCount?

    @OptionGroup
    private var systemRAM: SystemRAMOptions

    func validate() throws { try systemRAM.check(makesSystemRAM: mode == .systemRAM) }

    /// What the namespace is to be.
    var shape: NamespaceShape {
        var shape = NamespaceShape()
        shape.mode = mode?.mode
        shape.extent = size
        shape.align = align
        shape.map = map.flatMap { MapPlace(rawValue: $0.rawValue) }
        shape.uuid = uuid
        shape.altName = name
        shape.sectorSize = sectorSize
        return shape
    }

    /// A request that makes a namespace of the shape, or changes one to it.
    ///
    /// - Parameters:
    ///   - change: What changes.
    ///   - isForced: Whether what is stored may be lost.
    /// - Returns: The request; another one has other random UUIDs.
    func request(_ change: NvdimmChange, isForced: Bool) -> Request {
        var request = Request(nvdimm: change, force: isForced)
        request.uuids = UUIDSeries(seed: .random(in: .min ... .max))
        request.deviceChange = mode == .systemRAM ? systemRAM.change : nil
        request.keepsMapInMemory = systemRAM.keepsMapInMemory
        return request
    }

    // MARK: Parsers

    private static func extent(_ text: String) throws -> NamespaceShape.Extent {
        switch try SizeText.extent(text) {
        case .size(.zero):
            throw ValidationError("a size of 0 makes no namespace; 'max' is the largest that fits")
        case .size(let size): return .size(size)
        case .percent(let percent): return .percent(percent)
        case .maximum: return .maximum
        case .nothing, .ranges: throw SizeText.Malformed(text: text)
        }
    }

    private static func uuid(_ text: String) throws -> String {
        guard case .uuid(let uuid)? = NamespaceReference(uuid: text) else {
            throw ValidationError(
                "'\(text)' is not a UUID: write it as 07bc7573-aca8-406e-90d0-17524d99b28d")
        }
        guard uuid.contains(where: { $0 != "0" && $0 != "-" }) else {
            throw ValidationError("the UUID of zeros means none")
        }
        return uuid
    }

    private static func name(_ text: String) throws -> String {
        guard text.utf8.count <= 63 else {
            throw ValidationError("the name has \(text.utf8.count) bytes, and a label keeps 63")
        }
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
            throw ValidationError("the name has control characters")
        }
        return text
    }

    private enum ModeArgument: String, ExpressibleByArgument, CaseIterable {
        case devdax
        case fsdax
        case sector
        case raw
        case systemRAM = "system-ram"

        var mode: NamespaceMode {
            switch self {
            case .devdax, .systemRAM: .devdax
            case .fsdax: .fsdax
            case .sector: .sector
            case .raw: .raw
            }
        }
    }

    private enum MapArgument: String, ExpressibleByArgument, CaseIterable {
        case memory = "mem"
        case device = "dev"
    }
}
