// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel

/// Namespaces, NVDIMM regions and DIMMs as the kernel has them, by the same writes as the real host makes.
extension SimulatedHost {
    // MARK: Conditions

    func holds(_ condition: Condition.Namespace, of name: KernelName) -> Bool {
        let namespace = inventory.namespace(name)
        let half = nvdimms.halves[name]
        let isThere = namespace != nil || inventory.nvdimmRegions.contains { $0.idle.contains(name) }
        switch condition {
        case .identity(let uuid, let range):
            return isThere && (uuid == nil || (namespace?.labelUUID ?? half?.uuid) == uuid)
                && (range == nil || namespace?.range == range)
        case .label(let label):
            return namespace?.labelUUID == label.uuid && namespace?.rawSize == label.size
                && (namespace?.altName ?? "") == label.altName && namespace?.holderClass == label.holderClass
                && (namespace?.labelSectorSize ?? NamespaceLabel.usualSector) == label.sectorSize
        case .without(let uuid):
            if let found = namespace?.labelUUID ?? half?.uuid { return found != uuid }
            return half == nil
        case .unsized: return isThere && namespace == nil
        case .range(let range): return namespace?.range == range
        case .made(let shape): return namespace?.isEnabled == true && namespace?.shape == shape
        case .released(let align):
            guard isThere else { return true }
            guard isInactive(name) else { return false }
            guard let align, let seeds = inventory.nvdimmRegion(KernelFile.region(of: name))?.seeds else {
                return true
            }
            return (align.kind == .dax ? seeds.daxAlign : seeds.pfnAlign) == align.align
        case .active(let mode, let driver):
            return namespace?.isEnabled == true && (driver == nil || namespace?.driver == driver)
                && (mode == nil || namespace?.mode == mode?.rawValue)
        case .inactive: return isInactive(name)
        case .disabled: return isThere && isInactive(name)
        case .unused:
            guard namespace?.contents?.holders.isEmpty != false else { return false }
            guard let device = namespace?.device.flatMap({ inventory.device($0) }) else { return true }
            return device.users.isEmpty && device.driver != .kmem
        case .infoBlockSaved(let isSaved):
            return (nvdimms.savedBlocks[name] != nil) == isSaved
                && !(isSaved && nvdimms.unreplaced.contains(name)) && !nvdimms.forced.contains(name)
        case .raw(let isRaw):
            return nvdimms.forced.contains(name) == isRaw
                && (isRaw ? namespace?.driver == .ndPmem : isInactive(name))
        case .repaired: return nvdimms.savedBlocks[name] != nil && !nvdimms.unreplaced.contains(name)
        }
    }

    func holds(_ condition: Condition.Dimm, of name: KernelName) -> Bool {
        guard let dimm = inventory.dimm(name) else { return false }
        if case .isEnabled(let isEnabled) = condition { return dimm.isEnabled == isEnabled }
        guard dimm.isEnabled else { return false }
        return switch condition {
        case .isEnabled: true
        case .holds(let patch): nvdimms.savedAreas[name] != nil && nvdimms.written[name] == patch
        case .labelled(let isLabelled):
            dimm.isLabelled == isLabelled && nvdimms.savedAreas[name] != nil
        case .areaRestored: nvdimms.savedAreas[name] == nil
        }
    }

    private func isInactive(_ name: KernelName) -> Bool {
        inventory.namespace(name).map { $0.holder == nil && $0.driver == nil } ?? true
    }

    // MARK: Actions

    func apply(_ change: Action.Namespace, on name: KernelName, _ action: Action) throws(StepFailure) {
        switch change {
        case .setLabel(let label): try setLabel(label, of: name, action)
        case .clear(let uuid): try clear(name, uuid, action)
        case .make(let shape): try make(shape, on: name, action)
        case .unmake(let align):
            try release(name, action)
            guard let align else { return }
            try write(action)
            withRegion(of: name) { region in
                if align.kind == .dax {
                    region.seeds.daxAlign = align.align
                } else {
                    region.seeds.pfnAlign = align.align
                }
            }
        case .enable(_, let driver):
            if inventory.namespace(name)?.holder != nil { try release(name, action) }
            try write(action)
            try probe(name, action)
            if let driver, inventory.namespace(name)?.driver != driver {
                throw refusal(of: action, .noSuchDevice)
            }
        case .disable:
            guard holds(.namespace(name, .unsized)) || inventory.namespace(name) != nil else {
                throw refusal(of: action, .noSuchFile)
            }
            try release(name, action)
        case .eraseInfoBlock:
            try rawly(name, action) { () throws(StepFailure) in
                try self.write(action)
                guard let start = self.inventory.namespace(name)?.range?.start else { return }
                self.save(name, start)
                try self.write(action)
                self.nvdimms.infoBlocks[start] = nil
                self.nvdimms.unreplaced.remove(name)
            }
        case .writeInfoBlock(let patch):
            try rawly(name, action) { () throws(StepFailure) in
                try self.write(action)
                guard let range = self.inventory.namespace(name)?.range else { return }
                self.save(name, range.start)
                try self.write(action)
                self.nvdimms.infoBlocks[range.start] = .init(in: patch.bytes)
                self.nvdimms.unreplaced.remove(name)
            }
        case .enableRaw: try enableRaw(name, action)
        case .disableRaw: try disableRaw(name, action)
        case .repairTable(let parts):
            try write(action)
            guard let start = inventory.namespace(name)?.range?.start else { return }
            save(name, start)
            try write(action)
            nvdimms.repaired[name] = Array(parts.dropLast())
            try write(action)
            nvdimms.repaired[name] = parts
            nvdimms.unreplaced.remove(name)
        case .restoreInfoBlock:
            try release(name, action)
            guard let saved = nvdimms.savedBlocks[name] else {
                try write(action)
                nvdimms.forced.remove(name)
                return
            }
            try rawly(name, action) { () throws(StepFailure) in
                try self.write(action)
                if let start = self.inventory.namespace(name)?.range?.start {
                    self.nvdimms.infoBlocks[start] = saved
                }
                self.nvdimms.repaired[name] = nil
            }
            try write(action)
            nvdimms.savedBlocks[name] = nil
            nvdimms.unreplaced.remove(name)
        }
    }

    func apply(_ change: Action.NvdimmRegion, on name: KernelName, _ action: Action) throws(StepFailure) {
        try write(action)
        guard let region = inventory.nvdimmRegion(name) else { throw refusal(of: action, .noSuchDevice) }
        for namespace in inventory.namespaces(in: name) {
            precondition(
                holds(.unused, of: namespace.name), "a region was disabled while a namespace was in use")
            inventory.removeDevice(of: namespace)
        }
        if change == .disable {
            guard region.isEnabled else { throw refusal(of: action, .noSuchDevice) }
        } else if region.isEnabled {
            throw refusal(of: action, .noSuchDevice)
        }
        inventory.namespaces.removeAll { $0.region == name }
        nvdimms.halves = nvdimms.halves.filter { KernelFile.region(of: $0.key) != name }
        let isEnabled = change == .enable
        withRegion(name) { $0.isEnabled = isEnabled }
        for mapping in region.mappings { withDimm(mapping.dimm) { $0.isActive = isEnabled } }
        let isLabelled =
            !region.mappings.isEmpty
            && region.mappings.allSatisfy { inventory.dimm($0.dimm)?.isLabelled == true }
        if isEnabled {
            withRegion(name) { $0.isLabelled = isLabelled }
            let number = name.rawValue.dropFirst("region".count)
            for namespace in listed(in: region, isLabelled: isLabelled).enumerated() {
                var found = namespace.element
                found.name = KernelName(rawValue: "namespace\(number).\(namespace.offset)")
                inventory.namespaces.append(found)
                inventory.namespaces.sort { $0.name < $1.name }
            }
        }
        let namespaces = inventory.namespaces(in: name)
        withRegion(name) { $0.renewSeeds(besides: namespaces) }
        for namespace in namespaces { try probe(namespace.name, action) }
    }

    func apply(_ change: Action.Dimm, on name: KernelName, _ action: Action) throws(StepFailure) {
        guard inventory.regions(on: name).allSatisfy({ !$0.isEnabled }) else {
            throw refusal(of: action, .busy)
        }
        let regions = Set(inventory.regions(on: name).map(\.name))
        let others = nvdimms.labels.filter { !regions.contains($0.region) }
        switch change {
        case .enable, .disable:
            try write(action)
            guard inventory.dimm(name)?.isEnabled == (change == .disable) else {
                throw refusal(of: action, .noSuchDevice)
            }
            withDimm(name) {
                $0.isEnabled = change == .enable
                $0.freeSlots = $0.isEnabled && $0.isLabelled ? 8181 : nil
            }
        case .initializeLabels, .zeroLabels, .writeLabels:
            try write(action)
            if nvdimms.savedAreas[name] == nil {
                nvdimms.savedAreas[name] = .init(
                    labels: nvdimms.labels.filter { regions.contains($0.region) },
                    flags: inventory.dimm(name)?.flags ?? [])
            }
            try write(action)
            if case .writeLabels(let patch) = change {
                nvdimms.written[name] = patch
                try write(action)
                return
            }
            nvdimms.labels = others
            try write(action)
            setLabelled(name, change != .zeroLabels)
        case .restoreLabels:
            guard let area = nvdimms.savedAreas[name] else { return }
            try write(action)
            nvdimms.labels = others + area.labels
            nvdimms.written[name] = nil
            try write(action)
            setLabelled(name, area.flags.contains("label"))
            try write(action)
            nvdimms.savedAreas[name] = nil
        }
    }

    private func setLabelled(_ name: KernelName, _ isLabelled: Bool) {
        withDimm(name) {
            $0.flags = isLabelled ? ["label"] : []
            $0.freeSlots = isLabelled ? 8181 : nil
        }
    }

    // MARK: Writes

    private func setLabel(_ label: NamespaceLabel, of name: KernelName, _ action: Action) throws(StepFailure)
    {
        try checkFree(name, action)
        let region = inventory.nvdimmRegion(KernelFile.region(of: name))
        guard let region, region.isEnabled, region.isLabelled == true else {
            throw refusal(of: action, .noSuchFile)
        }
        let isThere = inventory.namespace(name) != nil || region.idle.contains(name)
        guard isThere else { throw refusal(of: action, .noSuchFile) }
        if let half = nvdimms.halves[name], let uuid = half.uuid, uuid != label.uuid {
            try write(action)
            nvdimms.halves[name]?.uuid = nil
        }
        if (inventory.namespace(name)?.labelUUID ?? nvdimms.halves[name]?.uuid) != label.uuid {
            try write(action)
            let isTaken = inventory.namespaces.contains { $0.name != name && $0.labelUUID == label.uuid }
            guard !isTaken else { throw refusal(of: action, .invalid) }
            setHalf(name, \.uuid, label.uuid) { $0.labelUUID = label.uuid }
        }
        let altName = label.altName.isEmpty ? nil : label.altName
        if (inventory.namespace(name)?.altName ?? nvdimms.halves[name]?.altName) != altName {
            try write(action)
            setHalf(name, \.altName, altName) { $0.altName = altName }
        }
        if inventory.namespace(name)?.rawSize != label.size {
            try write(action)
            try setSize(label.size, of: name, in: region, action)
        }
        if (inventory.namespace(name)?.labelSectorSize ?? NamespaceLabel.usualSector) != label.sectorSize {
            try write(action)
            withNamespace(name) { $0.labelSectorSize = label.sectorSize }
            storeLabels(of: region.name)
        }
        if inventory.namespace(name)?.holderClass != label.holderClass {
            try write(action)
            withNamespace(name) { $0.holderClass = label.holderClass }
            storeLabels(of: region.name)
        }
    }

    private func setHalf(
        _ name: KernelName, _ key: WritableKeyPath<SimulatedNvdimms.Half, String?>, _ value: String?,
        _ change: (inout Namespace) -> Void
    ) {
        if inventory.namespace(name) != nil {
            withNamespace(name, change)
            storeLabels(of: KernelFile.region(of: name))
        } else {
            var half = nvdimms.halves[name] ?? .init()
            half[keyPath: key] = value
            nvdimms.halves[name] = half == .init() ? nil : half
        }
    }

    private func setSize(
        _ size: ByteCount, of name: KernelName, in region: NvdimmRegion, _ action: Action
    ) throws(StepFailure) {
        guard let align = region.align, let whole = region.range, size.isMultiple(of: align) else {
            throw refusal(of: action, .invalid)
        }
        let old = inventory.namespace(name)
        let others = inventory.namespaces(in: region.name).filter { $0.name != name }.compactMap(\.range)
        let pieces = FreePieces(of: whole, taken: others, align: align)
        let place =
            old?.range.map { range in
                pieces.ranges.first { $0.contains(range) }.flatMap { piece in
                    range.start + size.rawValue - 1 <= piece.end
                        ? PhysicalRange(start: range.start, end: range.start + size.rawValue - 1) : nil
                }
            } ?? pieces.place(for: size)
        guard let place else { throw refusal(of: action, .noSpace) }
        if old == nil {
            let half = nvdimms.halves.removeValue(forKey: name)
            var namespace = Namespace(name: name, region: region.name, mode: "raw", isEnabled: false)
            namespace.labelUUID = half?.uuid
            namespace.altName = half?.altName
            namespace.holderClass = HolderClass.none
            inventory.namespaces.append(namespace)
            inventory.namespaces.sort { $0.name < $1.name }
            withRegion(region.name) { $0.idle.removeAll { $0 == name } }
        }
        withNamespace(name) {
            $0.range = place
            $0.rawSize = place.size
            $0.size = place.size
        }
        storeLabels(of: region.name)
    }

    private func clear(_ name: KernelName, _ uuid: String, _ action: Action) throws(StepFailure) {
        let found = inventory.namespace(name)?.labelUUID ?? nvdimms.halves[name]?.uuid
        guard found == nil || found == uuid else { return }
        try checkFree(name, action)
        try write(action)
        if let namespace = inventory.namespace(name) {
            guard namespace.labelUUID != nil else { throw refusal(of: action, .accessDenied) }
            inventory.namespaces.removeAll { $0.name == name }
            let isKept = inventory.nvdimmRegion(namespace.region)?.keeps(name) == true
            if isKept {
                withRegion(namespace.region) { $0.idle = ($0.idle + [name]).sorted() }
                nvdimms.halves[name] = namespace.altName.map { .init(uuid: nil, altName: $0) }
            }
            nvdimms.forced.remove(name)
            storeLabels(of: namespace.region)
        } else if let half = nvdimms.halves[name] {
            nvdimms.halves[name] = half.altName.map { .init(uuid: nil, altName: $0) }
        }
        guard nvdimms.halves[name] != nil else { return }
        try write(action)
        nvdimms.halves[name] = nil
    }

    private func make(_ shape: HolderShape, on name: KernelName, _ action: Action) throws(StepFailure) {
        for (file, _) in shape.values {
            try write(action)
            guard file == "align", let align = shape.align else { continue }
            withRegion(of: name) {
                if shape.kind == .dax { $0.seeds.daxAlign = align } else { $0.seeds.pfnAlign = align }
            }
        }
        try write(action)
        try checkFree(name, action)
        guard let range = inventory.namespace(name)?.range, range.size >= NamespaceLayout.leastSize else {
            throw refusal(of: action, .noSuchDeviceOrAddress)
        }
        let seeds = inventory.nvdimmRegion(KernelFile.region(of: name))?.seeds
        let seed = shape.kind == .dax ? seeds?.dax : shape.kind == .pfn ? seeds?.pfn : seeds?.btt
        guard let seed else { throw refusal(of: action, .noSuchDevice) }
        withNamespace(name) { $0.holder = seed }
        try write(action)
        let parent = inventory.namespace(name)?.labelUUID
        let found = nvdimms.infoBlocks[range.start]
        if found?.parent != parent || found?.shape.kind != shape.kind {
            nvdimms.infoBlocks[range.start] = .init(shape: shape, parent: parent)
        }
        try bind(nvdimms.infoBlocks[range.start]?.shape ?? shape, seed, on: name, action)
    }

    private func bind(
        _ shape: HolderShape, _ holder: KernelName, on name: KernelName, _ action: Action
    ) throws(StepFailure) {
        withNamespace(name) { $0.hold(by: shape, holder) }
        guard let namespace = inventory.namespace(name), namespace.size != nil else {
            withNamespace(name) {
                $0.release()
                $0.holder = holder
            }
            throw refusal(of: action, .noSuchDeviceOrAddress)
        }
        if shape.kind == .dax {
            inventory.addDevice(of: namespace)
            let isTaken = inventory.driversAutoprobe != false && holds(.setting(.registered(.deviceDax)))
            if !isTaken, let device = namespace.device {
                inventory = inventory.with(device) { $0.driver = nil }
            }
        }
        advance(namespace)
    }

    /// Makes new seeds in place of those that are used.
    private func advance(_ namespace: Namespace) {
        let namespaces = inventory.namespaces(in: namespace.region)
        withRegion(namespace.region) { region in
            if region.seeds.namespace == namespace.name { region.seeds.namespace = nil }
            if region.seeds.dax == namespace.holder {
                region.seeds.dax = nil
                region.seeds.daxAlign = .mebibytes(2)
            }
            if region.seeds.pfn == namespace.holder {
                region.seeds.pfn = nil
                region.seeds.pfnAlign = .mebibytes(2)
            }
            if region.seeds.btt == namespace.holder { region.seeds.btt = nil }
            region.advanceSeeds(besides: namespaces)
        }
    }

    /// Binds a namespace as its info block says.
    private func probe(_ name: KernelName, _ action: Action) throws(StepFailure) {
        guard let namespace = inventory.namespace(name), let start = namespace.range?.start else {
            throw refusal(of: action, .noSuchDevice)
        }
        guard namespace.driver == nil, namespace.holder == nil else { throw refusal(of: action, .busy) }
        let block = nvdimms.forced.contains(name) ? nil : nvdimms.infoBlocks[start]
        let accepted = namespace.holderClass
        guard let block, block.parent == namespace.labelUUID,
            accepted == HolderClass.none || accepted == block.shape.kind
        else {
            withNamespace(name) {
                $0.driver = .ndPmem
                $0.isEnabled = true
                $0.contents = BlockContents()
            }
            if let namespace = inventory.namespace(name) { advance(namespace) }
            return
        }
        let number = namespace.region.rawValue.dropFirst("region".count)
        let seeds = inventory.nvdimmRegion(namespace.region)?.seeds
        let taken =
            inventory.namespaces.compactMap(\.holder)
            + [seeds?.dax, seeds?.pfn, seeds?.btt].compactMap { $0 }
        var index = 0
        while taken.contains(KernelName(rawValue: "\(block.shape.kind.rawValue)\(number).\(index)")) {
            index += 1
        }
        try bind(
            block.shape, KernelName(rawValue: "\(block.shape.kind.rawValue)\(number).\(index)"), on: name,
            action)
    }

    private func release(_ name: KernelName, _ action: Action) throws(StepFailure) {
        guard let namespace = inventory.namespace(name) else { return }
        if namespace.driver != nil {
            try write(action)
            precondition(holds(.unused, of: name), "a namespace in use was disabled")
            inventory.removeDevice(of: namespace)
            withNamespace(name) {
                $0.release()
                $0.holder = namespace.holder
            }
        }
        if namespace.holder != nil {
            try write(action)
            withNamespace(name) { $0.release() }
        }
    }

    /// Does something while `nd_pmem` has a namespace whose info block it leaves alone.
    private func rawly(
        _ name: KernelName, _ action: Action, _ body: () throws(StepFailure) -> Void
    ) throws(StepFailure) {
        var failure: StepFailure?
        do throws(StepFailure) {
            try enableRaw(name, action)
            try body()
        } catch {
            failure = error
        }
        do throws(StepFailure) {
            try disableRaw(name, action)
        } catch {
            failure = failure ?? error
        }
        if let failure { throw failure }
    }

    private func enableRaw(_ name: KernelName, _ action: Action) throws(StepFailure) {
        try write(action)
        nvdimms.forced.insert(name)
        try write(action)
        try probe(name, action)
    }

    private func disableRaw(_ name: KernelName, _ action: Action) throws(StepFailure) {
        try release(name, action)
        try write(action)
        nvdimms.forced.remove(name)
    }

    /// Saves the info block at the start of a namespace, unless a copy is there already.
    private func save(_ name: KernelName, _ start: UInt64) {
        guard nvdimms.savedBlocks[name] == nil else { return }
        nvdimms.savedBlocks[name] = .some(nvdimms.infoBlocks[start])
        nvdimms.unreplaced.insert(name)
    }

    private func checkFree(_ name: KernelName, _ action: Action) throws(StepFailure) {
        guard isInactive(name) else { throw refusal(of: action, .busy) }
    }

    // MARK: Labels

    /// Writes the labels of a region as its namespaces are now.
    private func storeLabels(of region: KernelName) {
        let now = inventory.namespaces(in: region).compactMap { namespace -> SimulatedNvdimms.Label? in
            guard let uuid = namespace.labelUUID, let range = namespace.range else { return nil }
            return .init(
                region: region, range: range, uuid: uuid, altName: namespace.altName,
                sectorSize: namespace.labelSectorSize, holderClass: namespace.holderClass ?? .none)
        }
        nvdimms.labels = nvdimms.labels.filter { $0.region != region } + now
    }

    /// The namespaces that the kernel finds in a region, without their names.
    private func listed(in region: NvdimmRegion, isLabelled: Bool) -> [Namespace] {
        func namespace(_ range: PhysicalRange) -> Namespace {
            var found = Namespace(name: region.name, region: region.name, mode: "raw", isEnabled: false)
            found.range = range
            found.rawSize = range.size
            found.size = range.size
            found.holderClass = HolderClass.none
            return found
        }
        guard isLabelled else { return region.range.map { [namespace($0)] } ?? [] }
        return nvdimms.labels.filter { $0.region == region.name }.map { label in
            var found = namespace(label.range)
            found.labelUUID = label.uuid
            found.altName = label.altName
            found.labelSectorSize = label.sectorSize
            found.holderClass = label.holderClass
            return found
        }
    }

    // MARK: Objects

    private func withNamespace(_ name: KernelName, _ change: (inout Namespace) -> Void) {
        for index in inventory.namespaces.indices where inventory.namespaces[index].name == name {
            change(&inventory.namespaces[index])
        }
    }

    private func withRegion(of name: KernelName, _ change: (inout NvdimmRegion) -> Void) {
        withRegion(KernelFile.region(of: name), change)
    }

    private func withRegion(_ name: KernelName, _ change: (inout NvdimmRegion) -> Void) {
        for index in inventory.nvdimmRegions.indices where inventory.nvdimmRegions[index].name == name {
            change(&inventory.nvdimmRegions[index])
        }
    }

    private func withDimm(_ name: KernelName, _ change: (inout Dimm) -> Void) {
        for index in inventory.dimms.indices where inventory.dimms[index].name == name {
            change(&inventory.dimms[index])
        }
    }
}
