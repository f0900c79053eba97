// SPDX-License-Identifier: Apache-2.0

/// What a layout means for each object of a host.
///
/// Entries are resolved one after the other, each against the host as the entries before it leave it. So what gives memory back
/// comes first, then what is of a certain size, then what takes the rest. The order in the file does not matter.
struct LayoutResolution {
    private let layout: Layout
    private let request: Request
    /// The host as it is.
    private let inventory: Inventory
    /// The host as the goals so far leave it.
    private var resolver: Resolver
    private(set) var goals: [Goal] = []
    private(set) var obstacles: [Finding] = []
    /// The entries that are left out, since no object matches.
    private(set) var notes: [Finding] = []
    private var regions: [String: Home] = [:]
    private var owners: [ObjectReference: Layout.Key] = [:]

    /// Resolves a layout.
    ///
    /// - Parameters:
    ///   - layout: The layout.
    ///   - request: The request that it is part of.
    ///   - inventory: The host as it is.
    init(_ layout: Layout, _ request: Request, on inventory: Inventory) {
        self.layout = layout.sorted
        self.request = request
        self.inventory = inventory
        resolver = Resolver(inventory)
        findRegions()
        resolveNamespaces()
        resolveParts()
        resolveDevices()
        resolveModel()
        resolveSettings()
    }

    /// The region that an entry is about.
    private enum Home {
        case nvdimm(NvdimmRegion)
        case dax(DaxRegion)

        var reference: ObjectReference {
            switch self {
            case .nvdimm(let region): .nvdimmRegion(region.name)
            case .dax(let region): .daxRegion(path: region.path)
            }
        }
    }

    // MARK: Regions

    private mutating func findRegions() {
        for entry in layout.regions {
            attempt(entry.key) { (resolution) throws(Refusal) in
                let host = resolution.inventory
                let found =
                    host.nvdimmRegions.filter { entry.match.includes($0, in: host) }
                    .map { (home: Home.nvdimm($0), name: $0.name.rawValue, node: $0.targetNode) }
                    + host.regions.filter { $0.kind == .dynamic && entry.match.includes($0) }
                    .map { (.dax($0), String($0.providerDevice), $0.targetNode) }
                let home = try resolution.only(found, entry.match, \.node, \.name).home
                try resolution.own(home.reference, entry.key)
                if case .nvdimm = home, entry.devices != nil {
                    throw Refusal(.layout(.devicesOfNvdimm), remedies: .nameNamespaces)
                }
                resolution.regions[entry.key.name] = home
            }
        }
    }

    /// The only one of several objects whose memory has the speed that a match asks for.
    private func only<Element>(
        _ found: [Element], _ match: Layout.Match, _ node: (Element) -> NodeNumber?,
        _ name: (Element) -> String
    ) throws(Refusal) -> Element {
        let meant = inventory.filtered(found, by: match.speed, node)
        guard let first = meant.first else { throw Refusal(.layout(.noMatch(match)), remedies: .listAll) }
        guard meant.count == 1 else { throw Refusal(.layout(.severalMatch(meant.map(name)))) }
        return first
    }

    // MARK: Namespaces

    private mutating func resolveNamespaces() {
        var changed: [(entry: Layout.Namespace, index: Int, namespace: Namespace)] = []
        var made: [(entry: Layout.Namespace, index: Int, region: NvdimmRegion)] = []
        for (index, entry) in layout.namespaces.enumerated() {
            attempt(entry.key) { (resolution) throws(Refusal) in
                guard let region = try resolution.region(of: entry) else { return }
                guard let namespace = try resolution.namespace(of: entry, in: region) else {
                    return made.append((entry, index, region))
                }
                try resolution.own(.namespace(namespace.name), entry.key)
                changed.append((entry, index, namespace))
            }
        }
        for entry in layout.regions where entry.isExclusive {
            guard case .nvdimm(let region) = regions[entry.key.name] else { continue }
            let others = inventory.namespaces(in: region.name).filter { owners[.namespace($0.name)] == nil }
            guard !others.isEmpty else { continue }
            attempt(entry.key) { (resolution) throws(Refusal) in
                let goals = try resolution.resolver.goals(
                    of: .destroy(others.map { .name($0.name) }, in: nil),
                    resolution.request(allowing: entry.allowsDestroying))
                try resolution.add(goals, entry.key)
            }
        }
        for (entry, index, namespace) in changed.sorted(by: { $0.entry.precedes($1.entry) }) {
            attempt(entry.key) { (resolution) throws(Refusal) in
                var shape = entry.shape
                if namespace.labelUUID == nil { (shape.altName, shape.extent) = (nil, nil) }
                // One that is known by its UUID keeps it, whatever it becomes.
                if shape.uuid != nil { shape.uuid = namespace.labelUUID }
                try resolution.change(namespace, to: shape, entry, index)
            }
        }
        for (entry, index, region) in made.sorted(by: { $0.entry.precedes($1.entry) }) {
            attempt(entry.key) { (resolution) throws(Refusal) in
                let request = resolution.request(for: entry, index)
                let goals = try resolution.resolver.created(
                    entry.shape, in: region.name, isFilling: false, request)
                try resolution.add(goals, entry.key)
            }
        }
    }

    /// The region of a namespace; nil when its entry has failed.
    private func region(of entry: Layout.Namespace) throws(Refusal) -> NvdimmRegion? {
        guard let key = entry.region else {
            let known = inventory.nvdimmRegions
            guard let region = known.first else { throw Refusal(.nvdimm(.none), remedies: .listAll) }
            guard known.count == 1 else {
                throw Refusal(
                    .nvdimm(.severalRegions(known.map(\.name))),
                    remedies: .chooseNvdimmRegion(known.map(\.name)))
            }
            return region
        }
        switch regions[key] {
        case .nvdimm(let region): return region
        case .dax: throw Refusal(.layout(.namespaceInDaxRegion(key)), remedies: .nameDevices)
        case nil: return nil
        }
    }

    /// The namespace that an entry names: that of a region without labels, which has no other.
    private func namespace(
        of entry: Layout.Namespace, in region: NvdimmRegion
    ) throws(Refusal) -> Namespace? {
        let own = inventory.namespaces(in: region.name)
        if region.isLabelled == false, let only = own.first,
            !entry.allowsDestroying || !region.takesLabels(inventory)
        {
            return only
        }
        let found = own.filter(entry.reference.means)
        guard found.count < 2 else {
            throw Refusal(
                .request(.severalNamespaces(entry.reference)), remedies: .choose(found.map(\.name.rawValue)))
        }
        if case .uuid = entry.reference,
            let other = inventory.namespaces.first(where: {
                entry.reference.means($0) && $0.region != region.name
            })
        {
            throw Refusal(.layout(.otherRegion(other.region)), about: .namespace(other.name))
        }
        return found.first
    }

    /// Adds the goals of a namespace that is there, and of its device, which is a new one unless the namespace stays as it is.
    private mutating func change(
        _ namespace: Namespace, to shape: NamespaceShape, _ entry: Layout.Namespace, _ index: Int
    ) throws(Refusal) {
        var request = request(for: entry, index)
        request.deviceChange = nil
        let alone = try resolver.reconfigured(namespace, shape, request)
        guard namespace.isReached(by: alone) else {
            request.deviceChange = entry.use
            return try add(resolver.reconfigured(namespace, shape, request), entry.key)
        }
        try add(alone, entry.key)
        guard let use = entry.use else { return }
        guard let device = namespace.device.flatMap({ inventory.device($0) }) else {
            throw Refusal(.request(.noNamespace(.name(namespace.name))), about: .namespace(namespace.name))
        }
        addDevice(device, use, entry.key, allowing: entry.allowsDestroying)
    }

    /// The request that stands for an entry of a namespace.
    private func request(for entry: Layout.Namespace, _ index: Int) -> Request {
        var request = request(allowing: entry.allowsDestroying)
        request.uuids = self.request.uuids.branch(index)
        request.deviceChange = entry.use
        return request
    }

    // MARK: Devices of dynamic regions

    private mutating func resolveParts() {
        for entry in layout.regions {
            guard case .dax(let region) = regions[entry.key.name], let parts = entry.devices else { continue }
            resolve(parts, in: region, entry)
        }
    }

    /// Gives each part a device: the one that is most like it, else any other of the region, else a new one.
    private mutating func resolve(_ parts: [Layout.Part], in region: DaxRegion, _ entry: Layout.Region) {
        var left = inventory.devices.filter { $0.regionPath == region.path && $0.size != .zero }
        var open = parts.sorted { $0.precedes($1) }.map { part in
            var part = part
            part.shape = part.shape.inWhole(region)
            return part
        }
        var pairs: [(part: Layout.Part, device: DaxDevice)] = []
        func pair<Key: Hashable>(
            by partKey: (Layout.Part) -> Key, _ deviceKey: (DaxDevice) -> Key,
            where isLike: (Layout.Part, DaxDevice) -> Bool
        ) {
            guard !left.isEmpty, !open.isEmpty else { return }
            // The first device of each key is last here, where it is cheap to remove.
            var candidates = Dictionary(grouping: left.reversed(), by: deviceKey)
            var taken: Set<DeviceName> = []
            open.removeAll { part in
                let key = partKey(part)
                guard let index = candidates[key]?.lastIndex(where: { isLike(part, $0) }),
                    let device = candidates[key]?.remove(at: index)
                else { return false }
                pairs.append((part, device))
                taken.insert(device.name)
                return true
            }
            left.removeAll { taken.contains($0.name) }
        }
        func pairOfOneSize(where isLike: (Layout.Part, DaxDevice) -> Bool) {
            pair(by: \.size, \.size) { $1.has($0.shape) && isLike($0, $1) }
        }
        func pairAny(where isLike: (Layout.Part, DaxDevice) -> Bool) {
            pair(by: { _ in true }, { _ in true }, where: isLike)
        }
        pair(by: { SizeAndUse($0.size, $0.use) }, { SizeAndUse($0.size, $0.layoutUse) }) { $1.has($0.shape) }
        // The rest may be to have one of them in a zone, and is never certain of its size.
        let wanted = Set(open.compactMap(\.use))
        pairOfOneSize { $0.isOnline(as: $1) && $1.layoutUse.map(wanted.contains) != true }
        pairOfOneSize { $0.isOnline(as: $1) }
        pairOfOneSize { $0.mayHaveDriver(of: $1) }
        pairOfOneSize { _, _ in true }
        pairAny { $0.mayHaveDriver(of: $1) }
        pairAny { _, _ in true }
        if entry.isExclusive {
            for device in left {
                addDevice(device, .destroyed, entry.key, allowing: entry.allowsDestroying)
            }
        }
        // A device that shrinks leaves room for one that grows, and for those that are new.
        let shrinking = pairs.filter { $0.part.shrinks($0.device) }
        let growing = pairs.filter { !$0.part.shrinks($0.device) }.sorted { $0.part.precedes($1.part) }
        for (part, device) in shrinking + growing {
            addDevice(
                device, .reshaped(part.shape, then: part.use), part.key, allowing: part.allowsDestroying)
        }
        for part in open { create(part, in: region) }
    }

    private mutating func create(_ part: Layout.Part, in region: DaxRegion) {
        attempt(part.key) { (resolution) throws(Refusal) in
            var request = resolution.request(allowing: part.allowsDestroying)
            request.change = .created(part.shape, then: part.use ?? .disabled)
            request.fillsBlocks = part.use?.makesSystemRAM == true
            // One that the plan empties has a goal already.
            let device = resolution.resolver.newDevice(in: region) {
                resolution.owners[.device($0)] != nil
            }
            try resolution.add([.device(try resolution.resolver.goal(of: device, request))], part.key)
        }
    }

    // MARK: Devices

    private mutating func resolveDevices() {
        for entry in layout.devices {
            attempt(entry.key) { (resolution) throws(Refusal) in
                let host = resolution.inventory
                let found = host.devices.filter { $0.size != .zero && entry.match.includes($0, in: host) }
                let device = try resolution.only(found, entry.match, \.targetNode) { "\($0.name)" }
                resolution.addDevice(device, entry.use, entry.key, allowing: entry.allowsDestroying)
            }
        }
    }

    /// Adds what a device is to be; one that is system RAM has no contents, so that force alone lets it leave kmem.
    private mutating func addDevice(
        _ device: DaxDevice, _ change: Request.Change, _ key: Layout.Key, allowing isAllowed: Bool
    ) {
        attempt(key) { (resolution) throws(Refusal) in
            var request = resolution.request(allowing: isAllowed || device.driver == .kmem)
            request.change = change
            request.migrates = resolution.layout.model?.content == .bus
            if case .reshaped(_, let use?) = change { request.fillsBlocks = use.makesSystemRAM }
            if device.model == .bus, change == .devdax, resolution.layout.model?.content == .class,
                resolution.inventory.region(of: device)?.provider == .pmem
            {
                request.change = .model(.class)
            }
            var goal = try resolution.resolver.goal(of: device, request)
            if change.leavesMemoryOffline { goal.state.memory = .offline }
            try resolution.add([.device(goal)], key)
        }
    }

    // MARK: The device model

    private mutating func resolveModel() {
        if let model = layout.model {
            for device in inventory.devices where inventory.region(of: device)?.provider == .pmem {
                guard device.model != model.content, owners[.device(device.name)] == nil else { continue }
                addDevice(device, .model(model.content), model.key, allowing: false)
            }
        }
        if let model = layout.nextBoot { goals.append(.nextBoot(NextBootGoal(model.content))) }
    }

    // MARK: Settings

    private mutating func resolveSettings() {
        if let policy = layout.autoOnline { goals.append(.setting(.autoOnline(policy.content))) }
        guard let tiering = layout.tiering?.content else { return }
        let given =
            (tiering.demotion.map { [SettingGoal.demotion($0)] } ?? [])
            + (tiering.numaBalancing.map { [.numaBalancing($0)] } ?? [])
            + (tiering.weights.map { [.weights($0)] } ?? [])
        // What is given itself takes the place of what the profile has.
        let usual = (tiering.profile?.goals(on: inventory) ?? []).filter { goal in
            !given.contains { $0.setting == goal.setting }
        }
        goals += (usual + given).map(Goal.setting)
    }

    // MARK: Goals

    /// The request with what an entry lets it lose.
    private func request(allowing isAllowed: Bool) -> Request {
        var request = request
        request.force = request.force && isAllowed
        request.initializesLabels = request.force
        request.selection = DeviceSelection(names: [])
        return request
    }

    /// Adds the goals of an entry; each object has one.
    private mutating func add(_ found: [Goal], _ key: Layout.Key) throws(Refusal) {
        for goal in found { try own(goal.object, key) }
        for goal in found {
            var goal = goal
            goal.entry = key
            goals.append(goal)
            resolver.inventory.foresee(goal)
        }
    }

    /// Makes an object that of an entry.
    private mutating func own(_ object: ObjectReference, _ key: Layout.Key) throws(Refusal) {
        if let other = owners[object], other != key {
            throw Refusal(.layout(.sameObject(other)), about: object, remedies: .keepOneEntry)
        }
        owners[object] = key
    }

    /// Resolves a part of an entry; what is wrong with it is an obstacle.
    private mutating func attempt(
        _ key: Layout.Key, _ body: (inout LayoutResolution) throws(Refusal) -> Void
    ) {
        do throws(Refusal) {
            try body(&self)
        } catch {
            for var finding in error.findings.map({ $0.of(key) }) where !obstacles.contains(finding) {
                if request.skipsMissing, finding.code == .layoutNoMatch {
                    finding.severity = .note
                    notes.append(finding)
                } else {
                    obstacles.append(finding)
                }
            }
        }
    }
}

extension Layout.Namespace {
    /// Whether it is resolved before another one: a certain size before a share, and the rest last.
    fileprivate func precedes(_ other: Layout.Namespace) -> Bool {
        (shape.extent.rank, key.name) < (other.shape.extent.rank, other.key.name)
    }
}

extension NamespaceShape.Extent? {
    fileprivate var rank: Int {
        switch self {
        case .size: 0
        case .percent: 1
        case .maximum, nil: 2
        }
    }
}

/// What a device and its part have in common where nothing is to change.
private struct SizeAndUse: Hashable {
    let size: ByteCount?
    let use: Request.Change?

    init(_ size: ByteCount?, _ use: Request.Change?) {
        self.size = size
        self.use = use
    }
}

extension Layout.Part {
    /// Whether it is resolved before another one: the one that takes the rest is last.
    fileprivate func precedes(_ other: Layout.Part) -> Bool {
        let (isLast, isOtherLast) = (shape.extent == .maximum, other.shape.extent == .maximum)
        return isLast == isOtherLast ? key.name < other.key.name : isOtherLast
    }

    /// Its size where that is certain.
    fileprivate var size: ByteCount? {
        if case .size(let size) = shape.extent { size } else { nil }
    }

    /// Whether a device has the driver that it is to have.
    fileprivate func mayHaveDriver(of device: DaxDevice) -> Bool {
        use.map { $0.driver == device.driver } ?? true
    }

    /// Whether it is to be system RAM in any zone, and the memory of a device is online.
    fileprivate func isOnline(as device: DaxDevice) -> Bool {
        guard case .systemRAM(nil) = use, case .systemRAM = device.layoutUse else { return false }
        return true
    }

    /// Whether a device gives memory back when it becomes this.
    fileprivate func shrinks(_ device: DaxDevice) -> Bool {
        guard let size, let present = device.size else { return false }
        return size < present
    }
}

extension DeviceShape {
    /// The shape with a share of a region as a size.
    fileprivate func inWhole(_ region: DaxRegion) -> DeviceShape {
        guard case .percent(let percent) = extent, let whole = region.size,
            let align = align ?? region.align
        else { return self }
        var shape = self
        shape.extent = .size(whole.share(min(percent, 100)).roundedDown(to: DaxRegion.granule(for: align)))
        return shape
    }
}

extension Request.Change {
    /// The driver of a device that is to be this.
    fileprivate var driver: DriverName? {
        switch self {
        case .systemRAM, .systemRAMOffline: .kmem
        case .famfs: .fsdevDax
        case .devdax: .deviceDax
        default: nil
        }
    }

    /// Whether the memory of a device that becomes this is offline, in whatever shape.
    fileprivate var leavesMemoryOffline: Bool {
        switch self {
        case .systemRAMOffline, .reshaped(_, then: .systemRAMOffline?): true
        default: false
        }
    }
}

extension Namespace {
    /// Whether goals leave it as it is.
    fileprivate func isReached(by goals: [Goal]) -> Bool {
        goals.allSatisfy { goal in
            guard case .nvdimm(let goal) = goal, let state = goal.change.state else { return false }
            return difference(from: state) == nil
        }
    }
}

extension NvdimmRegion {
    /// Whether all of its DIMMs can have labels.
    fileprivate func takesLabels(_ inventory: Inventory) -> Bool {
        !mappings.isEmpty && mappings.allSatisfy { inventory.dimm($0.dimm)?.takesLabels == true }
    }
}

extension Inventory {
    /// Notes what an object will be once a goal is reached.
    fileprivate mutating func foresee(_ goal: Goal) {
        switch goal {
        case .device(let goal):
            guard let ranges = goal.state.ranges else { return }
            guard let device = device(goal.name) ?? device(goal.name, madeIn: goal.region) else { return }
            put(device.withRanges(ranges))
        case .nvdimm(let goal):
            guard case .namespace(let name) = goal.object else { return }
            switch goal.change {
            case .destroyed:
                guard let namespace = namespace(name), namespace.labelUUID != nil else { return }
                namespaces.removeAll { $0.name == name }
                keep(namespace)
            case .made(let state, let region, let dimms):
                if !dimms.isEmpty { label(region, seed: name) }
                namespaces.append(Namespace(name, state, in: region))
            case .remade(let state):
                guard let index = namespaces.firstIndex(where: { $0.name == name }) else { return }
                namespaces[index] = Namespace(name, state, in: namespaces[index].region)
            default: return
            }
        case .setting, .nextBoot: return
        }
    }

    /// Notes that the kernel keeps an emptied namespace with the number 0, unless it is the seed.
    private mutating func keep(_ namespace: Namespace) {
        guard namespace.name.rawValue.hasSuffix(".0"),
            let index = nvdimmRegions.firstIndex(where: { $0.name == namespace.region }),
            nvdimmRegions[index].seeds.namespace != namespace.name
        else { return }
        nvdimmRegions[index].idle.append(namespace.name)
    }

    /// Notes that a region will have labels, and no namespace but those that are made from this one on.
    private mutating func label(_ name: KernelName, seed: KernelName) {
        namespaces.removeAll { $0.region == name }
        guard let index = nvdimmRegions.firstIndex(where: { $0.name == name }) else { return }
        nvdimmRegions[index].isLabelled = true
        nvdimmRegions[index].seeds.namespace = seed
        nvdimmRegions[index].idle = []
    }
}
