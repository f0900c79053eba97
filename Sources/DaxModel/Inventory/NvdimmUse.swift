// SPDX-License-Identifier: Apache-2.0

/// How a namespace, an NVDIMM region or a DIMM is used: all that a plan may change of it.
public struct NvdimmUse: Sendable, Hashable {
    private var isEnabled: Bool
    private var mode: String?
    private var uuids: [String?] = []
    private var altName: String?
    private var range: PhysicalRange?
    private var size: ByteCount?
    private var holderClass: HolderClass?
    private var labelSectorSize: ByteCount?
    private var isLabelled = false

    /// The fields of a namespace that make up its use.
    public static let fields: Set<InventoryChange.Field> = [
        .isEnabled, .mode, .uuid, .labelUUID, .altName, .ranges, .rawSize, .holderClass,
        .labelSectorSize,
    ]

    fileprivate init(_ namespace: Namespace) {
        isEnabled = namespace.isEnabled
        mode = namespace.mode
        uuids = [namespace.labelUUID, namespace.uuid]
        altName = namespace.altName
        range = namespace.range
        size = namespace.rawSize
        holderClass = namespace.holderClass
        labelSectorSize = namespace.labelSectorSize
    }

    fileprivate init(_ region: NvdimmRegion) {
        isEnabled = region.isEnabled
    }

    fileprivate init(_ dimm: Dimm) {
        isEnabled = dimm.isEnabled
        isLabelled = dimm.isLabelled
    }
}

extension Inventory {
    /// How an object is used.
    ///
    /// - Parameter object: The namespace, NVDIMM region or DIMM.
    /// - Returns: Its use; nil when it is gone.
    public func use(of object: ObjectReference) -> NvdimmUse? {
        switch object {
        case .namespace(let name): namespace(name).map { NvdimmUse($0) }
        case .nvdimmRegion(let name): nvdimmRegion(name).map { NvdimmUse($0) }
        case .dimm(let name): dimm(name).map { NvdimmUse($0) }
        default: nil
        }
    }
}
