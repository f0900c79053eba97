// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import SystemPackage

/// What a command of ndctl means on a host.
extension NdctlChange {
    /// The messages of the command.
    var words: Words { Words(face: .dropIn(verb)) }

    /// The request that the host is surveyed for, before it is known what the command means there.
    var surveyed: Request {
        switch goal {
        case .create(let shape, let fills): Request(nvdimm: .create(shape, in: nil, fillingRegion: fills))
        case .reconfigure(.one(let reference), let shape, _): Request(nvdimm: .reconfigure(reference, shape))
        case .reconfigure: Request(nvdimm: .enable([], in: nil))
        case .namespaces(.one(let reference)): Request(nvdimm: change(of: [reference]))
        case .namespaces: Request(nvdimm: change(of: nil))
        case .regions: Request(nvdimm: verb == .enableRegion ? .enableRegions(nil) : .disableRegions(nil))
        }
    }

    private func change(of references: [NamespaceReference]?) -> NvdimmChange {
        switch verb {
        case .enableNamespace: .enable(references, in: nil)
        case .disableNamespace: .disable(references, in: nil)
        default: .destroy(references, in: nil)
        }
    }

    // MARK: What is meant

    /// The regions that the options select, in the order in which the real ndctl finds them.
    func regions(in inventory: Inventory) -> [NvdimmRegion] {
        let buses = Set(inventory.buses.filter { filter.includes($0, in: inventory) }.map(\.name))
        return inventory.nvdimmRegions.filter {
            buses.contains($0.bus) && filter.includes($0, in: inventory)
        }
        .inListOrder(\.name)
    }

    /// The namespaces that are named, in the regions that the options select, in the order in which ndctl lists them.
    func namespaces(_ target: Target, in inventory: Inventory) -> [Namespace] {
        regions(in: inventory).flatMap { inventory.namespaces(in: $0.name).inListOrder(\.name) }
            .filter(target.includes)
    }

    /// The empty namespace that is named, in the regions that the options select; nil for none.
    func emptyNamespace(_ target: Target, in inventory: Inventory) -> KernelName? {
        guard case .one(.name(let name)) = target else { return nil }
        return regions(in: inventory).contains { $0.idle.contains(name) } ? name : nil
    }

    /// Why the options or the name select nothing, one reason per line.
    func absence(of target: Target?, in inventory: Inventory) -> [String] {
        switch target {
        case .malformed(let malformed): return [malformed.description]
        case .one(let reference):
            guard let namespace = inventory.namespaces.first(where: reference.means) else {
                let known = inventory.namespaces.map(\.name.rawValue)
                return [
                    words.line(
                        Finding(
                            .namespace(.missing(reference, in: nil)),
                            remedies: known.isEmpty ? .listAll : .choose(known)))
                ]
            }
            return ["\(namespace.name) is in \(namespace.region), which the options leave out"]
        case .all, nil:
            let known = inventory.nvdimmRegions.map(\.name)
            guard !known.isEmpty else { return [words.line(Finding(.nvdimm(.none)))] }
            return ["no region is selected: there is \(words.list(known.map(\.rawValue)))"]
        }
    }

    /// The object of the command that another one belongs to.
    func name(of object: ObjectReference, in inventory: Inventory) -> KernelName? {
        switch object {
        case .namespace(let name): verb.operand == .region ? KernelFile.region(of: name) : name
        case .nvdimmRegion(let name): name
        case .device(let device):
            inventory.namespaces.first { $0.device == device }
                .flatMap { self.name(of: .namespace($0.name), in: inventory) }
        default: nil
        }
    }

    // MARK: Requests

    /// The request for objects that the command names, one or several.
    func request(for names: [KernelName]) -> Request {
        switch goal {
        case .regions:
            return Request(nvdimm: verb == .enableRegion ? .enableRegions(names) : .disableRegions(names))
        case .create, .reconfigure, .namespaces:
            // What holds data is enabled, and then -f is given.
            return Request(
                nvdimm: change(of: names.map { .name($0) }), force: verb == .destroyNamespace)
        }
    }

    /// The request for a new namespace in a region.
    ///
    /// The namespace of a region without labels is all of the region: in raw mode it becomes the new one, as long as it is
    /// to have no other size.
    func request(
        for shape: NamespaceShape, in region: NvdimmRegion, of inventory: Inventory, fills: Bool
    ) -> Request {
        guard region.isLabelled == false, shape.extent == nil,
            let raw = inventory.namespaces(in: region.name).first, raw.holder == nil
        else { return request(.create(shape, in: region.name, fillingRegion: fills), force: isForced) }
        return request(
            .reconfigure(.name(raw.name), shape), force: isForced || raw.contents?.signatures.isEmpty == true)
    }

    /// The request that changes a namespace.
    ///
    /// Where its DIMMs can have labels and belong to no other region, they get some, and the namespace is made anew.
    func request(
        for shape: NamespaceShape, of namespace: Namespace, labels: Bool, in inventory: Inventory
    ) -> Request {
        var shape = shape
        let mode = shape.mode ?? NamespaceMode(rawValue: namespace.mode)
        // ndctl keeps the size, the name and the mode, and with the mode the alignment and the sectors, but no map in RAM.
        if mode == .fsdax || mode == .devdax { shape.map = shape.map ?? .device }
        guard labels, let region = inventory.nvdimmRegion(namespace.region), region.isLabelled == false,
            inventory.canBeLabelled(region)
        else {
            if namespace.labelUUID == nil, mode == .fsdax, shape.map == .memory {
                // The kernel maps the pages of such memory in RAM without an nd device.
                (shape.mode, shape.map, shape.align) = (.raw, nil, nil)
            }
            return request(.reconfigure(.name(namespace.name), shape), force: true)
        }
        shape.mode = mode
        var request = request(.create(shape, in: region.name, fillingRegion: false), force: true)
        request.initializesLabels = true
        return request
    }

    private func request(_ change: NvdimmChange, force: Bool) -> Request {
        var request = Request(nvdimm: change, force: force)
        request.uuids = UUIDSeries(seed: .random(in: .min ... .max))
        return request
    }

    // MARK: Verdicts

    /// Why a namespace is not destroyed or changed, as ndctl finds before it tries; nil when it may be.
    func refusal(of namespace: Namespace, in inventory: Inventory) -> (line: String, errno: Errno)? {
        if inventory.nvdimmRegion(namespace.region)?.isReadOnly == true {
            return ("\(namespace.name): read-only, re-configuration disabled", .noSuchAddressOrDevice)
        }
        if namespace.isEnabled, !isForced {
            return ("\(namespace.name) is active, specify --force for re-configuration", .resourceBusy)
        }
        if let device = namespace.device.flatMap({ inventory.device($0) }), device.driver == .kmem {
            let online = device.blocks.count { $0.state != .offline }
            guard online > 0 else { return nil }
            let finding = Finding(
                .namespace(.systemRAM(device.name, online: online)), about: .namespace(namespace.name),
                severity: .error, remedies: .giveUpRAM(device.name))
            return (words.line(finding), .resourceBusy)
        }
        return nil
    }

    /// A note on a region of which a new namespace gets the largest piece alone; none where what is free is one piece.
    func noteOnPieces(
        of region: NvdimmRegion, in inventory: Inventory, _ shape: NamespaceShape
    ) -> [String] {
        guard shape.extent == nil, region.isLabelled == true,
            let pieces = inventory.freePieces(of: region), pieces.ranges.count > 1
        else { return [] }
        return [
            words.line(
                Finding(
                    .nvdimm(.noRoom(pieces.total, pieces: pieces.ranges)), about: .nvdimmRegion(region.name)))
        ]
    }

    /// The last lines of the command, which scripts match.
    ///
    /// - Parameters:
    ///   - count: How many objects were changed or made.
    ///   - errno: The first error; nil when there was none.
    /// - Returns: The lines for standard error.
    func closing(of count: Int, _ errno: Errno?) -> [String] {
        func failed(_ verb: String) -> [String] {
            errno.map { ["failed to \(verb) namespace: \($0)"] } ?? []
        }
        switch goal {
        case .create(_, fills: true):
            return ["created \(count) namespace\(count == 1 ? "" : "s")"] + failed("create")
        case .create: return failed("create")
        case .reconfigure: return failed("reconfigure")
        case .namespaces, .regions: return verb.closing(of: count, errno)
        }
    }
}

extension Inventory {
    /// Whether all DIMMs of a region take labels, and none is part of another region.
    fileprivate func canBeLabelled(_ region: NvdimmRegion) -> Bool {
        let dimms = region.mappings.map { dimm($0.dimm) }
        return !dimms.isEmpty
            && dimms.allSatisfy { $0?.takesLabels == true && $0.map { regions(on: $0.name).count } == 1 }
    }
}
