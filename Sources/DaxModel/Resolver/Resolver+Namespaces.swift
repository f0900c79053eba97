// SPDX-License-Identifier: Apache-2.0

/// What a new or changed namespace is to be, and where.
extension Resolver {
    /// Resolves new namespaces: one, or as many as the region has room for.
    func created(
        _ shape: NamespaceShape, in name: KernelName?, isFilling: Bool, _ request: Request
    ) throws(Refusal) -> [Goal] {
        let region = if let name { try self.region(name) } else { try onlyRegion() }
        let labelling = try check(region, request)
        var resolver = self
        if !labelling.isEmpty {
            resolver.inventory.namespaces.removeAll { $0.region == region.name }
        }
        var goals: [Goal] = []
        repeat {
            let state: NamespaceState
            do throws(Refusal) {
                state = try resolver.newState(shape, in: region, number: goals.count, request)
            } catch {
                guard !goals.isEmpty else { throw error }
                break
            }
            guard let name = resolver.nextNamespace(of: region, isRelabelled: !labelling.isEmpty) else {
                throw Refusal(.nvdimm(.unread(nil)), about: .nvdimmRegion(region.name), remedies: .readAsRoot)
            }
            resolver.inventory.namespaces.append(Namespace(name, state, in: region.name))
            goals.append(
                goal(
                    .namespace(name),
                    .made(state, in: region.name, labelling: goals.isEmpty ? labelling : []), request))
        } while isFilling && shape.uuid == nil
        return try goals + resolver.deviceGoals(of: goals, request)
    }

    /// Resolves another mode, size or name of a namespace.
    func reconfigured(
        _ namespace: Namespace, _ shape: NamespaceShape, _ request: Request
    ) throws(Refusal) -> [Goal] {
        let region = try self.region(namespace.region)
        guard region.isEnabled else {
            throw Refusal(
                .nvdimm(.disabled), about: .nvdimmRegion(region.name), remedies: .enableRegion(region.name))
        }
        try checkWritable(region)
        guard let range = namespace.range else {
            throw Refusal(.nvdimm(.unread(nil)), about: .namespace(namespace.name), remedies: .readAsRoot)
        }
        guard let mode = shape.mode ?? NamespaceMode(rawValue: namespace.mode) else {
            throw Refusal(.namespace(.unknownMode(namespace.mode)), about: .namespace(namespace.name))
        }
        let isLabelled = namespace.labelUUID != nil
        guard isLabelled || shape.extent == nil && shape.altName == nil && shape.uuid == nil else {
            throw Refusal(
                .namespace(.noLabel), about: .namespace(namespace.name), remedies: .leaveOutLabel)
        }
        var state = NamespaceState(mode, uuid: namespace.labelUUID, range: range)
        if isLabelled, let version = region.labelVersion { state.labels = version }
        state.altName = shape.altName ?? namespace.altName
        let keepsMode = mode.rawValue == namespace.mode
        try setLayout(
            of: &state, shape, region, align: keepsMode ? namespace.align : nil,
            map: keepsMode ? namespace.map : nil,
            sectorSize: mode != .sector ? namespace.labelSectorSize : keepsMode ? namespace.sectorSize : nil)
        if let extent = shape.extent {
            state.range = try resized(range, of: namespace, to: extent, state, region)
        }
        try checkUsable(state, in: region) { size in
            isLabelled ? (try? room(at: range, region))?.first(size) : nil
        }
        try checkName(state.altName)
        if let uuid = shape.uuid {
            try checkUUID(uuid, besides: namespace.name)
            state.uuid = uuid
        } else if isLabelled, namespace.isRemade(as: state) {
            state.uuid = request.uuids.uuid(0)
        }
        let goals = [goal(.namespace(namespace.name), .remade(state), request)]
        var resolver = self
        resolver.inventory.namespaces.removeAll { $0.name == namespace.name }
        resolver.inventory.namespaces.append(Namespace(namespace.name, state, in: region.name))
        return try goals + resolver.deviceGoals(of: goals, request)
    }

    // MARK: Regions

    /// The only region in which a namespace can be made.
    private func onlyRegion() throws(Refusal) -> NvdimmRegion {
        let regions = inventory.nvdimmRegions
        guard let first = regions.first else { throw Refusal(.nvdimm(.none), remedies: .listAll) }
        guard regions.count > 1 else { return first }
        let open = regions.filter { $0.isEnabled && !$0.isReadOnly && freePieces(of: $0)?.largest != nil }
        guard open.count == 1 else {
            throw Refusal(
                .nvdimm(.severalRegions(open.map(\.name))),
                remedies: .chooseNvdimmRegion((open.isEmpty ? regions : open).map(\.name)))
        }
        return open[0]
    }

    /// Checks that a region takes new namespaces; returns the DIMMs that have to get labels first.
    private func check(_ region: NvdimmRegion, _ request: Request) throws(Refusal) -> [KernelName] {
        let object = ObjectReference.nvdimmRegion(region.name)
        guard region.isEnabled else {
            throw Refusal(.nvdimm(.disabled), about: object, remedies: .enableRegion(region.name))
        }
        try checkWritable(region)
        guard region.isLabelled != true else {
            for mapping in region.mappings where inventory.dimm(mapping.dimm)?.freeSlots == 0 {
                throw Refusal(
                    .nvdimm(.noSlot(mapping.dimm)), about: object,
                    remedies: .destroyNamespaces(inventory.namespaces(in: region.name).map(\.name)))
            }
            if let seed = region.seeds.namespace, inventory.namespace(seed)?.isEnabled == false {
                throw Refusal(.nvdimm(.halfMade(seed)), about: object, remedies: .destroyNamespaces([seed]))
            }
            return []
        }
        let dimms = region.mappings.compactMap { inventory.dimm($0.dimm) }
        guard !dimms.isEmpty, dimms.count == region.mappings.count, dimms.allSatisfy(\.takesLabels) else {
            throw Refusal(.nvdimm(.takesNoLabels), about: object)
        }
        let names = dimms.map(\.name)
        guard request.force || request.initializesLabels else {
            throw Refusal(.nvdimm(.noLabels(names)), about: object, remedies: .force(.overwriteLabels))
        }
        return names
    }

    private func checkWritable(_ region: NvdimmRegion) throws(Refusal) {
        guard region.isReadOnly else { return }
        throw Refusal(
            .nvdimm(.readOnly), about: .nvdimmRegion(region.name),
            remedies: .makeWritable(file: KernelFile.nvdimm(region.name) + "/read_only"))
    }

    /// The free pieces of a region; nil when the place of the region or of a namespace is unknown.
    func freePieces(of region: NvdimmRegion) -> FreePieces? {
        let namespaces = inventory.namespaces(in: region.name)
        let taken = namespaces.compactMap(\.range)
        guard let range = region.range, let align = region.align, taken.count == namespaces.count else {
            return nil
        }
        return FreePieces(of: range, taken: taken, align: align)
    }

    /// The name of the next namespace: the seed, then the lowest number that is free.
    private func nextNamespace(of region: NvdimmRegion, isRelabelled: Bool) -> KernelName? {
        let number = region.name.rawValue.dropFirst("region".count)
        let taken = Set(inventory.namespaces(in: region.name).map(\.name))
        if !isRelabelled {
            guard let seed = region.seeds.namespace else { return nil }
            if !taken.contains(seed) { return seed }
        }
        let idle = isRelabelled ? [] : Set(region.idle)
        let names = (0...taken.count + idle.count).lazy
            .map { KernelName(rawValue: "namespace\(number).\($0)") }
        return names.first { !taken.contains($0) && !idle.contains($0) }
    }

    // MARK: Values

    private func newState(
        _ shape: NamespaceShape, in region: NvdimmRegion, number: Int, _ request: Request
    ) throws(Refusal) -> NamespaceState {
        let object = ObjectReference.nvdimmRegion(region.name)
        guard let pieces = freePieces(of: region), let whole = region.range else {
            throw Refusal(.nvdimm(.unread(nil)), about: object, remedies: .readAsRoot)
        }
        guard let largest = pieces.largest else {
            throw Refusal(
                .nvdimm(.full), about: object,
                remedies: .destroyNamespaces(inventory.namespaces(in: region.name).map(\.name)))
        }
        let mode = shape.mode ?? (request.deviceChange == nil ? .fsdax : .devdax)
        var state = NamespaceState(mode, uuid: shape.uuid ?? request.uuids.uuid(number), range: largest)
        if region.isLabelled == true, let version = region.labelVersion { state.labels = version }
        state.altName = shape.altName
        try setLayout(of: &state, shape, region)
        try checkName(state.altName)
        if let uuid = shape.uuid { try checkUUID(uuid, besides: nil) }
        let size = try size(shape.extent ?? .maximum, of: state, in: largest, whole.size, region)
        guard let place = pieces.place(for: size) else {
            throw Refusal(
                .nvdimm(.noRoom(size, pieces: pieces.ranges)), about: object,
                remedies: .largestSize(largest.size))
        }
        state.range = place
        try checkUsable(state, in: region) { pieces.place(for: $0) }
        return state
    }

    private func sizing(_ state: NamespaceState, _ region: NvdimmRegion) -> NamespaceSizing {
        NamespaceSizing(
            regionAlign: region.align ?? .zero, ways: max(1, region.mappings.count), align: state.align)
    }

    /// The size that an extent means, where a piece is free.
    private func size(
        _ extent: NamespaceShape.Extent, of state: NamespaceState, in free: PhysicalRange,
        _ whole: ByteCount, _ region: NvdimmRegion
    ) throws(Refusal) -> ByteCount {
        let sizing = sizing(state, region)
        let size: ByteCount? =
            switch extent {
            case .size(let size): sizing.allows(size) ? size : nil
            case .percent(let percent): sizing.share(percent: percent, of: whole)
            case .maximum: sizing.largest(in: free.size)
            }
        if let size { return size }
        let wanted = if case .size(let size) = extent { size } else { free.size }
        let (below, above) = sizing.nearest(to: wanted, in: whole)
        throw Refusal(
            .nvdimm(.badSize(wanted, granule: sizing.granule)), about: .nvdimmRegion(region.name),
            remedies: remedy(for: state, [below, above].compactMap { $0 }, in: free, region))
    }

    /// What works where a size does not: other sizes, else other alignments in a free piece, else raw mode.
    private func remedy(
        for state: NamespaceState, _ sizes: [ByteCount], in free: PhysicalRange, _ region: NvdimmRegion
    ) -> Finding.Remedy {
        guard sizes.isEmpty else { return .sizes(sizes) }
        let alignments = region.seeds.alignments.filter { align in
            var other = state
            other.align = align
            guard state.align != nil, let size = sizing(other, region).largest(in: free.size),
                let range = free.first(size)
            else { return false }
            other.range = range
            return other.layout.usable != nil
        }
        return alignments.isEmpty ? .chooseRaw : .otherAlign(alignments)
    }

    /// The range of a namespace with another size, at its place.
    private func resized(
        _ range: PhysicalRange, of namespace: Namespace, to extent: NamespaceShape.Extent,
        _ state: NamespaceState, _ region: NvdimmRegion
    ) throws(Refusal) -> PhysicalRange {
        let room = try room(at: range, region)
        let size = try size(extent, of: state, in: room, region.size ?? room.size, region)
        guard let resized = room.first(size) else {
            throw Refusal(
                .nvdimm(.noRoom(size, pieces: freePieces(of: region)?.ranges ?? [])),
                about: .namespace(namespace.name), remedies: .largestSize(room.size))
        }
        return resized
    }

    /// The range of a namespace and the free piece behind it.
    private func room(at range: PhysicalRange, _ region: NvdimmRegion) throws(Refusal) -> PhysicalRange {
        guard let pieces = freePieces(of: region) else {
            throw Refusal(
                .nvdimm(.unread(nil)), about: .nvdimmRegion(region.name), remedies: .readAsRoot)
        }
        let behind = pieces.ranges.first { $0.start == range.addressBehind }
        return PhysicalRange(start: range.start, end: behind?.end ?? range.end) ?? range
    }

    /// Sets the alignment, the place of the map and the sectors of a state.
    private func setLayout(
        of state: inout NamespaceState, _ shape: NamespaceShape, _ region: NvdimmRegion,
        align: ByteCount? = nil, map: MapPlace? = nil, sectorSize: ByteCount? = nil
    ) throws(Refusal) {
        let object = ObjectReference.nvdimmRegion(region.name)
        var needless: [Finding.NamespaceField] = []
        switch state.mode {
        case .fsdax, .devdax:
            let known = region.seeds.alignments
            let usual = NamespaceShape.usualAlign
            let chosen = shape.align ?? align ?? (known.isEmpty || known.contains(usual) ? usual : known[0])
            guard known.isEmpty || known.contains(chosen) else {
                throw Refusal(.nvdimm(.badAlign(chosen)), about: object, remedies: .alignments(known))
            }
            (state.align, state.map) = (chosen, shape.map ?? map ?? .device)
            state.sectorSize = try labelSectors(shape.sectorSize ?? sectorSize, in: region)
        case .sector:
            let known = region.seeds.sectorSizes
            let chosen = shape.sectorSize ?? sectorSize ?? NamespaceShape.usualSectorSize
            guard known.isEmpty || known.contains(chosen) else {
                throw Refusal(
                    .nvdimm(.badSectorSize(chosen)), about: object, remedies: .sectorSizes(known))
            }
            state.sectorSize = chosen
            needless = [shape.align.map { _ in .align }, shape.map.map { _ in .map }].compactMap { $0 }
        case .raw:
            state.sectorSize = try labelSectors(shape.sectorSize ?? sectorSize, in: region)
            needless = [shape.align.map { _ in .align }, shape.map.map { _ in .map }].compactMap { $0 }
        }
        guard needless.isEmpty else {
            throw Refusal(.namespace(.needless(needless, state.mode)), about: object)
        }
    }

    /// The size of a sector in a label, of a namespace in another mode than sector; nil for the usual one.
    private func labelSectors(_ size: ByteCount?, in region: NvdimmRegion) throws(Refusal) -> ByteCount? {
        guard let size, size != NamespaceLabel.usualSector else { return nil }
        let known = [NamespaceLabel.usualSector] + (region.isLabelled == false ? [] : [Self.largeSector])
        guard known.contains(size) else {
            throw Refusal(
                .nvdimm(.badSectorSize(size)), about: .nvdimmRegion(region.name),
                remedies: .sectorSizes(known))
        }
        return size
    }

    /// The only other size of a sector that the kernel writes into a label, `pmem_lbasize_supported`.
    private static let largeSector = ByteCount(rawValue: 4096)

    /// Refuses a state that leaves nothing for use.
    ///
    /// - Parameters:
    ///   - state: The state.
    ///   - region: The region.
    ///   - place: The range that the namespace would get with another size; nil where there is no room for it.
    /// - Throws: `Refusal` with what works.
    private func checkUsable(
        _ state: NamespaceState, in region: NvdimmRegion, place: (ByteCount) -> PhysicalRange?
    ) throws(Refusal) {
        guard state.layout.usable == nil else { return }
        let larger = larger(than: state, in: region, place: place)
        throw Refusal(
            .nvdimm(.noUsableSize(state.range.size)), about: .nvdimmRegion(region.name),
            remedies: remedy(for: state, larger.map { [$0] } ?? [], in: state.range, region))
    }

    /// The next size that leaves something for use.
    private func larger(
        than state: NamespaceState, in region: NvdimmRegion, place: (ByteCount) -> PhysicalRange?
    ) -> ByteCount? {
        let sizing = sizing(state, region)
        var other = state
        // The metadata and both ends take less than four granules.
        for _ in 0..<4 {
            let least = other.range.size + ByteCount(rawValue: 1)
            guard let size = sizing.smallest(from: least, in: region.size ?? .zero), let range = place(size)
            else { return nil }
            other.range = range
            if other.layout.usable != nil { return size }
        }
        return nil
    }

    private func checkName(_ name: String?) throws(Refusal) {
        guard let name, name.utf8.count > 63 else { return }
        throw Refusal(.namespace(.longName(name)))
    }

    private func checkUUID(_ uuid: String, besides own: KernelName?) throws(Refusal) {
        let other = inventory.namespaces.first {
            $0.name != own && ($0.labelUUID?.lowercased() == uuid || $0.uuid?.lowercased() == uuid)
        }
        guard let other else { return }
        throw Refusal(
            .namespace(.uuidTaken(uuid, by: other.name)), about: .namespace(other.name), remedies: .otherUUID)
    }

    // MARK: Devices

    /// What the devices of new namespaces are to become.
    private func deviceGoals(of goals: [Goal], _ request: Request) throws(Refusal) -> [Goal] {
        guard let change = request.deviceChange else { return [] }
        var later = request
        later.change = change
        let resolver = Resolver(inventory.foreseeing(goals))
        var found: [Goal] = []
        for case .nvdimm(let goal) in goals {
            guard case .namespace(let name) = goal.object, let state = goal.change.state else { continue }
            guard state.mode == .devdax,
                let device = DeviceName(carriedBy: name).flatMap({ resolver.inventory.device($0) })
            else {
                throw Refusal(
                    .namespace(.notDevdax(state.mode)), about: goal.object, remedies: .chooseDevdax)
            }
            found.append(.device(try resolver.goalWithinModel(device, later)))
        }
        return found
    }
}

extension NamespaceState {
    /// Where its metadata and what can be used of it lie.
    public var layout: NamespaceLayout {
        NamespaceLayout(
            mode: mode, map: map ?? .device, align: align, sectorSize: sectorSize,
            labels: labels, start: range.start, size: range.size)
    }
}

extension Namespace {
    /// A namespace as a state describes it.
    init(_ name: KernelName, _ state: NamespaceState, in region: KernelName) {
        self.init(
            name: name, region: region, mode: state.mode.rawValue, size: state.layout.usable,
            uuid: state.uuid, device: state.mode == .devdax ? DeviceName(carriedBy: name) : nil,
            isEnabled: true)
        labelUUID = state.uuid
        rawSize = state.range.size
        range = state.range
        if labelUUID != nil, state.mode != .sector {
            labelSectorSize = state.sectorSize ?? NamespaceLabel.usualSector
        }
    }

    /// Whether what it holds is lost when it becomes this: all but its name changes in place.
    func isRemade(as state: NamespaceState) -> Bool {
        mode != state.mode.rawValue || range != state.range || labelUUID != state.uuid
            || state.align.map { $0 != align } == true || state.map.map { $0 != map } == true
            || hasOtherSectors(than: state) || !isEnabled
    }
}

extension PhysicalRange {
    /// The part of this size at the start; nil when the range is smaller, or the size is 0.
    fileprivate func first(_ size: ByteCount) -> PhysicalRange? {
        size <= self.size ? PhysicalRange(start: start, size: size) : nil
    }
}
