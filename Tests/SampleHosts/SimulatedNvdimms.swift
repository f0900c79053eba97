// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// What NVDIMMs and the journal's folder hold beyond an inventory.
public struct SimulatedNvdimms: Equatable, Sendable {
    /// The info blocks, by the address of the namespace.
    var infoBlocks: [UInt64: InfoBlock] = [:]
    /// What is behind the info blocks, by the address of the namespace.
    var contents: [UInt64: String] = [:]
    /// The labels on the medium, in the order of their slots.
    var labels: [Label] = []
    /// The UUIDs and names of namespaces without a size.
    var halves: [KernelName: Half] = [:]
    /// The namespaces whose `force_raw` is 1.
    var forced: Set<KernelName> = []
    /// The saved info blocks.
    var savedBlocks: [KernelName: InfoBlock?] = [:]
    /// The namespaces of which a block or a table is saved and not yet overwritten.
    var unreplaced: Set<KernelName> = []
    /// What was written over parts of block translation tables.
    public internal(set) var repaired: [KernelName: [BytePatch]] = [:]
    /// What was written over parts of areas of labels.
    var written: [KernelName: BytePatch] = [:]
    /// The saved areas of labels.
    var savedAreas: [KernelName: Area] = [:]

    /// An info block, with the UUID of the namespace that it belongs to.
    struct InfoBlock: Hashable, Sendable {
        var shape: HolderShape
        var parent: String?

        init(shape: HolderShape, parent: String?) {
            self.shape = shape
            self.parent = parent
        }

        /// That in the first bytes of a namespace in fsdax or devdax mode; nil for others.
        init?(in bytes: [UInt8]) {
            guard case .pages(let identity, let map) = DaxModel.InfoBlock.blocks(in: bytes).first else {
                return nil
            }
            self.init(
                shape: HolderShape(
                    identity.kind, uuid: identity.uuid, align: ByteCount(rawValue: UInt64(map.align)),
                    map: map.mode == 1 ? .memory : .device),
                parent: identity.parentUUID)
        }
    }

    /// A label, with the place that it gives to a namespace.
    struct Label: Hashable, Sendable {
        var region: KernelName
        var range: PhysicalRange
        var uuid: String
        var altName: String?
        var sectorSize: ByteCount?
        var holderClass: HolderClass
    }

    /// The label of a namespace that has no size yet, or no more.
    struct Half: Hashable, Sendable {
        var uuid: String?
        var altName: String?
    }

    /// The area of the labels of a DIMM.
    struct Area: Hashable, Sendable {
        var labels: [Label]
        var flags: [String]
    }

    /// What the NVDIMMs of a host hold whose namespaces are all as their labels and info blocks say.
    ///
    /// - Parameter inventory: The host.
    public init(of inventory: Inventory) {
        for namespace in inventory.namespaces {
            guard let range = namespace.range else { continue }
            contents[range.start] = "data of \(namespace.name)"
            if let shape = namespace.shape {
                infoBlocks[range.start] = InfoBlock(shape: shape, parent: namespace.labelUUID)
            }
            if let uuid = namespace.labelUUID {
                labels.append(
                    Label(
                        region: namespace.region, range: range, uuid: uuid, altName: namespace.altName,
                        sectorSize: namespace.labelSectorSize, holderClass: namespace.holderClass ?? .none))
                // A disabled namespace of the samples is devdax.
                if !namespace.isEnabled, namespace.holderClass == .dax {
                    infoBlocks[range.start] = InfoBlock(
                        shape: HolderShape(.dax, uuid: uuid, align: .mebibytes(2), map: .device), parent: uuid
                    )
                }
            }
        }
    }

    /// Whether a namespace has a UUID or a name and no size, or a driver that leaves its info block alone.
    public var isHalfMade: Bool { !halves.isEmpty || !forced.isEmpty }

    /// Whether all that namespaces and journals need is the same as before.
    ///
    /// - Parameters:
    ///   - before: What was there before.
    ///   - namespaces: The namespaces that are to be as they were.
    ///   - isPutBack: Whether all is to be as it was, so that no copy, name or half a label is left.
    /// - Returns: Whether the medium is the same.
    public func isSame(as before: SimulatedNvdimms, for namespaces: [Namespace], isPutBack: Bool) -> Bool {
        let starts = namespaces.compactMap(\.range?.start)
        let uuids = Set(namespaces.compactMap(\.labelUUID))
        func labels(_ nvdimms: Self) -> Set<Label> {
            Set(isPutBack ? nvdimms.labels : nvdimms.labels.filter { uuids.contains($0.uuid) })
        }
        guard
            starts.allSatisfy({
                infoBlocks[$0] == before.infoBlocks[$0] && contents[$0] == before.contents[$0]
            }),
            labels(self) == labels(before)
        else { return false }
        return !isPutBack
            || halves == before.halves && forced == before.forced
                && savedBlocks == before.savedBlocks && savedAreas == before.savedAreas
                && written == before.written && repaired == before.repaired
    }
}

extension Namespace {
    /// The nd device that holds the namespace.
    var shape: HolderShape? {
        guard let holder, let uuid else { return nil }
        let kind = HolderClass.allCases.first { $0 != .none && holder.rawValue.hasPrefix($0.rawValue) }
        return kind.map {
            HolderShape($0, uuid: uuid, align: align, map: map, sectorSize: $0 == .btt ? sectorSize : nil)
        }
    }
}
