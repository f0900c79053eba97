// SPDX-License-Identifier: Apache-2.0

package import DaxModel
internal import Kmod
internal import Sysfs
internal import SystemPackage

extension LinuxHost: Host {
    /// Surveys all of the machine that a plan needs.
    ///
    /// - Parameter request: The request that the plan is for; nil for the undo of a run.
    /// - Returns: The inventory for the plan.
    package func surveyForPlan(of request: Request?) -> Inventory {
        var surveyor = Surveyor(kernel: Self.kernelRelease)
        if case .layout = request?.change {
            surveyor.sampledDevices = nil
        } else if let selection = request?.selection, selection.namespaces.isEmpty {
            surveyor.sampledDevices = selection.names.map(Set.init)
        }
        if case .nvdimm(let change) = request?.change {
            if case .create(_, let region?, _) = change { surveyor.regionsWithSeeds = [region] }
            surveyor.neededModules =
                ["dax_pmem"] + (request?.deviceChange == nil ? [] : ["device_dax", "kmem"])
        }
        var inventory = survey(SurveyScope(planning: request), surveyor)
        switch request?.change {
        case .nvdimm(let change):
            let unlabelled = Set(inventory.nvdimmRegions.filter { $0.isLabelled == false }.map(\.name))
            addContents(to: &inventory) {
                change.mayTake(from: $0, isLabelled: !unlabelled.contains($0.region))
            }
            addLabelVersions(to: &inventory) { change.mayMakeSectors(in: $0, $1) }
        case .layout(let layout):
            addContents(to: &inventory) { _ in true }
            addLabelVersions(for: layout, to: &inventory)
        default: break
        }
        return inventory
    }

    /// Surveys what tells whether the machine is as a layout says, without the users and contents of anything.
    ///
    /// - Parameter layout: The layout.
    /// - Returns: The inventory for a plan without steps.
    package func survey(comparing layout: Layout) -> Inventory {
        var inventory = survey(SurveyScope(comparing: layout))
        addLabelVersions(for: layout, to: &inventory)
        return inventory
    }

    /// Reads the version of the labels of all regions where a layout has a sector namespace.
    private func addLabelVersions(for layout: Layout, to inventory: inout Inventory) {
        guard layout.namespaces.contains(where: { $0.shape.mode == .sector }) else { return }
        addLabelVersions(to: &inventory) { _, _ in true }
    }

    /// Reads what the block devices of namespaces hold that a change may take something from.
    private func addContents(to inventory: inout Inventory, where isTaken: (Namespace) -> Bool) {
        let taken = inventory.namespaces.filter(isTaken)
        let contents = blockContents(of: taken.compactMap(\.blockDevice).map(KernelName.init(rawValue:)))
        for index in inventory.namespaces.indices {
            inventory.namespaces[index].contents = inventory.namespaces[index].blockDevice.flatMap {
                contents[KernelName(rawValue: $0)]
            }
        }
    }

    /// Reads the version of the labels of regions in which a change may make a sector namespace.
    private func addLabelVersions(
        to inventory: inout Inventory, where mayMakeSectors: (KernelName, [Namespace]) -> Bool
    ) {
        for index in inventory.nvdimmRegions.indices {
            let region = inventory.nvdimmRegions[index]
            guard region.isLabelled == true, let dimm = region.mappings.first?.dimm,
                mayMakeSectors(region.name, inventory.namespaces(in: region.name))
            else { continue }
            do throws(LabelAreaError) {
                inventory.nvdimmRegions[index].labelVersion = try labelVersion(of: dimm)
            } catch {
                let reason = "\(Errno(rawValue: error.errno.rawValue))"
                inventory.gaps.append(Gap(file: error.operation, reason: reason))
            }
        }
    }

    /// Reads the nodes of devices, bad sectors, and NVDIMMs that were not surveyed.
    ///
    /// - Parameters:
    ///   - inventory: The current inventory.
    ///   - devices: The devices that are shown.
    /// - Returns: The inventory with them.
    public func detailed(_ inventory: Inventory, showing devices: [DeviceName]) -> Inventory {
        var surveyor = Surveyor(kernel: inventory.kernel)
        surveyor.inventory = inventory
        surveyor.surveyNodes(of: devices)
        let hasNvdimms = inventory.regions.contains { $0.provider == .pmem }
        guard hasNvdimms else { return surveyor.inventory }
        if inventory.buses.isEmpty { surveyor.surveyNvdimms() }
        for position in inventory.devices.indices { surveyor.inventory.devices[position].badRanges = [] }
        surveyor.surveyBadSectors()
        return surveyor.inventory
    }

    /// Surveys all of the machine that a plan may have changed.
    ///
    /// - Parameters:
    ///   - plan: The plan that was carried out or undone.
    ///   - basis: The inventory that it was made from; namespaces are surveyed again only after steps on them or on nd
    ///     devices, and regions and DIMMs only after steps on these.
    ///   - isComplete: Whether all steps were carried out from this basis; then the blocks that they read back are read
    ///     again only if someone else may have changed one since.
    /// - Returns: The inventory.
    package func survey(after plan: Plan, from basis: Inventory, isComplete: Bool) -> Inventory {
        let actions = plan.steps.map(\.action)
        let settings: SurveyScope = plan.settings.isEmpty ? [] : .settings
        guard !actions.contains(where: \.findsNamespaces) else { return survey(.state.union(settings)) }
        var surveyor = Surveyor(kernel: Self.kernelRelease)
        if isComplete, plan.changesOnlyBlocks {
            surveyor.knownBlocks = plan.blocks(after: basis, memory: surveyor.hostMemory()) ?? [:]
        }
        let movesNamespaces = actions.contains(where: \.movesNamespace)
        let scope = SurveyScope.state.subtracting(.namespaces).union(settings)
        var now = survey(movesNamespaces ? scope.union(.namespaceFiles) : scope, surveyor)
        let namespaces = movesNamespaces ? now.namespaces : basis.namespaces
        now.takeNvdimms(of: basis)
        now.namespaces = namespaces
        return now
    }

    /// Carries out an action and reads its result back.
    ///
    /// - Parameter action: The action.
    /// - Throws: `StepFailure` when the kernel refuses the action, or accepts it without effect.
    package func perform(_ action: Action) throws(StepFailure) {
        switch action {
        // The kernel's messages about a block contain its addresses, so one mark is enough for all blocks.
        case .block: log.mark("memory blocks")
        default: log.mark(action.description)
        }
        switch action {
        case .device(let name, .bind(let driver, let bystanders)):
            try bind(name, to: driver, sparing: bystanders, action)
        case .device(let name, .create):
            try create(name, action)
        case .device(_, .setAlign), .device(_, .setMemmapOnMemory), .block, .setting(.setAutoOnline),
            .setting(.setAutoprobe), .setting(.setDemotion), .setting(.setNumaBalancing):
            try set(action)
            return
        case .namespace(let name, let change): try perform(change, on: name, action)
        case .dimm(let name, let change): try perform(change, on: name, action)
        case .device, .ndDevice, .nvdimmRegion:
            if let (file, value) = action.effect.write { try write(value, to: file, action) }
        case .setting(.setWeights(let weights)):
            for write in weights.values { try self.write(write.value, to: write.file, action) }
        case .setting(.load(let driver)):
            try load(driver, action)
        case .file(.modprobe(let content)):
            try put(content, action)
        case .file(.initramfs(let making)):
            try run(making.command, action)
        }
        if case .nvdimmRegion(let name, _) = action { waitForNamespaces(of: name) }
        guard holds(action.after) else { throw StepFailure(action, .noEffect(action.after)) }
    }

    /// Checks whether a condition holds.
    ///
    /// - Parameter condition: The condition.
    /// - Returns: Whether it holds; false also when its files can't be read.
    package func holds(_ condition: Condition) -> Bool {
        (try? reads(condition)) ?? false
    }

    /// Checks whether a condition holds, and throws if its files can't be read.
    private func reads(_ condition: Condition) throws -> Bool {
        switch condition {
        case .device(let name, let condition): try reads(condition, of: name)
        case .block(let index, let condition): try reads(condition, of: index)
        case .ndDevice(let name, .driver(let driver)): try isHeld(KernelFile.nvdimm(name), by: driver)
        case .namespace(let name, let condition): try reads(condition, of: name)
        case .nvdimmRegion(let name, .isEnabled(let isEnabled)):
            try isHeld(KernelFile.nvdimm(name), by: .ndRegion) == isEnabled
        case .dimm(let name, let condition): try reads(condition, of: name)
        case .setting(let condition): try reads(condition)
        case .file(.modprobe(let content)): try ConfigurationFile.modprobe.content() == content
        case .file(.initramfs(let path, let hasFile)):
            InitramfsImage.find(for: Self.kernelRelease).map {
                $0.path == path && $0.contents?.hasFile == hasFile
            } ?? false
        case .node(let node, .roomElsewhere(let size)): hasRoom(besides: node, for: size)
        }
    }

    func reads(_ condition: Condition.Device, of name: DeviceName) throws -> Bool {
        let folder = KernelFile.device(name)
        return switch condition {
        case .ranges(let ranges): self.ranges(of: name) == ranges
        case .driver(let driver): try isHeld(folder, by: driver)
        case .noneOnline(let blocks): try areOffline(blocks)
        case .unheld: try !Sysfs.exists(folder) || isHeld(folder, by: nil)
        case .notSystemRAM: try !isHeld(folder, by: .kmem)
        case .unused: withUsers(name).map { $0.users.isEmpty && $0.unseenUsers == nil } ?? false
        case .exists(let isThere): try Sysfs.exists(folder) == isThere
        case .align(let align):
            try !Sysfs.exists(folder) || says("\(align.rawValue)", KernelFile.align(name))
        case .memmapOnMemory(let isOn):
            try !Sysfs.exists(folder) || says(isOn ? "1" : "0", KernelFile.memmapOnMemory(name))
        }
    }

    private func reads(_ condition: Condition.Block, of index: BlockNumber) throws -> Bool {
        switch condition {
        case .state(let state): try says(state.rawValue, blockFile(index))
        case .zone(let zone):
            try says("online", blockFile(index))
                && Zone(rawValue: Sysfs.read(KernelFile.validZones(index))).map(zone.accepts) == true
        }
    }

    private func reads(_ condition: Condition.Setting) throws(SysfsError) -> Bool {
        switch condition {
        case .autoOnline(let policy): try says(policy.rawValue, KernelFile.autoOnlineBlocks)
        case .demotion(let isOn): try says("\(isOn)", KernelFile.demotion)
        case .numaBalancing(let mode): try says("\(mode)", KernelFile.numaBalancing)
        case .weights(let weights): has(weights)
        case .autoprobe(let bus, let isOn): try says(isOn ? "1" : "0", KernelFile.driversAutoprobe(bus))
        case .registered(let driver): try Sysfs.exists(KernelFile.driver(driver))
        }
    }

    // MARK: Reading

    private func blockFile(_ index: BlockNumber) -> String { KernelFile.blockState(index) }

    private func says(_ text: String, _ file: String) throws(SysfsError) -> Bool {
        try Sysfs.read(file) == text
    }

    /// Whether each of these blocks is offline or gone.
    private func areOffline(_ blocks: [BlockNumber]) throws(SysfsError) -> Bool {
        for index in blocks where try Sysfs.exists(blockFile(index)) {
            guard try says("offline", blockFile(index)) else { return false }
        }
        return true
    }

    /// Those of these blocks that are there and online.
    private func online(_ blocks: [BlockNumber]) throws(SysfsError) -> [BlockNumber] {
        var online: [BlockNumber] = []
        for index in blocks where try Sysfs.exists(blockFile(index)) {
            if try says("online", blockFile(index)) { online.append(index) }
        }
        return online
    }

    private func isHeld(_ folder: String, by driver: DriverName?) throws(SysfsError) -> Bool {
        let holder = try Sysfs.linkedName(folder + "/driver")
        guard holder == nil else { return holder == driver?.rawValue }
        return try driver == nil ? Sysfs.exists(folder) : false
    }

    /// A device with the processes that use it, surveyed now.
    internal func withUsers(_ name: DeviceName) -> DaxDevice? {
        var surveyor = Surveyor(kernel: Self.kernelRelease)
        return surveyor.surveyDeviceWithUsers(name)
    }

    /// The ranges of a device: none for a device that is gone, and nil if they can't be read.
    private func ranges(of name: DeviceName) -> [PhysicalRange]? {
        var surveyor = Surveyor(kernel: Self.kernelRelease)
        guard let device = surveyor.surveyDevice(name) else {
            return surveyor.inventory.gaps.isEmpty ? [] : nil
        }
        let areAll = surveyor.inventory.gaps.isEmpty || device.size == device.ranges.size
        return areAll ? device.ranges : nil
    }

    private func has(_ weights: InterleaveWeights) -> Bool {
        var surveyor = Surveyor(kernel: Self.kernelRelease)
        surveyor.surveySettings()
        return SettingGoal.weights(weights).isReached(in: surveyor.inventory)
    }

    /// Whether blocks of a node may go offline; true also where memory's figures can't be read.
    private func hasRoom(besides node: NodeNumber, for size: ByteCount) -> Bool {
        var surveyor = Surveyor(kernel: Self.kernelRelease)
        return surveyor.hostMemory()?.hasRoom(besides: node, for: size) ?? true
    }

    /// The blocks that a device has as system RAM; nil where they can't be told.
    private func blocks(of name: DeviceName) -> [BlockNumber]? {
        var surveyor = Surveyor(kernel: Self.kernelRelease)
        surveyor.surveyBlockSize()
        guard let blockSize = surveyor.inventory.blockSize, let ranges = ranges(of: name) else { return nil }
        return DaxDevice(name: name, path: "").withRanges(ranges).blockIndexes(of: blockSize)
    }

    // MARK: Writing

    private func write(_ value: String, to file: String, _ action: Action) throws(StepFailure) {
        do throws(SysfsError) {
            try Sysfs.write(value, to: file)
        } catch {
            throw StepFailure(action, error)
        }
    }

    /// Writes a file that can be read back, with one descriptor.
    private func set(_ action: Action) throws(StepFailure) {
        guard let (file, value) = action.effect.write else { return }
        let expected = if case .block(_, .online) = action { "online" } else { value }
        let result: String
        do throws(SysfsError) {
            result = try Sysfs.writeAndReadBack(value, to: file)
        } catch {
            throw StepFailure(action, error)
        }
        guard result == expected else { throw StepFailure(action, .noEffect(action.after)) }
    }

    /// Binds a device, with `new_id` only if the driver does not match the device by itself.
    ///
    /// `new_id` probes every device without a driver, and reports no failed probe. So other devices that the
    /// driver took are unbound, and `bind` is written again for its error.
    private func bind(
        _ name: DeviceName, to driver: DriverName, sparing bystanders: [DeviceName], _ action: Action
    ) throws(StepFailure) {
        do throws(StepFailure) {
            try write(name.description, to: KernelFile.bind(driver), action)
        } catch {
            guard case .refused(_, _, .noSuchDevice) = error.cause else { throw error }
            try write(name.description, to: KernelFile.newID(driver), action)
            var refusal: StepFailure?
            if !holds(.device(name, .driver(driver))) {
                do throws(StepFailure) {
                    try write(name.description, to: KernelFile.bind(driver), action)
                } catch {
                    refusal = error
                }
            }
            try write(name.description, to: KernelFile.removeID(driver), action)
            for bystander in bystanders { try giveBack(bystander, from: driver, action) }
            if let refusal { throw refusal }
        }
    }

    private func giveBack(
        _ bystander: DeviceName, from driver: DriverName, _ action: Action
    ) throws(StepFailure) {
        let online: [BlockNumber]?
        do throws(SysfsError) {
            guard try isHeld(KernelFile.device(bystander), by: driver) else { return }
            online = try blocks(of: bystander).map { blocks throws(SysfsError) in try self.online(blocks) }
        } catch {
            throw StepFailure(action, error)
        }
        guard let online else { throw StepFailure(action, .unmet(.device(bystander, .noneOnline([])))) }
        for index in online { try write("offline", to: blockFile(index), action) }
        try write(bystander.description, to: KernelFile.unbind(driver), action)
    }

    /// Creates a device, for which other devices may have to be created first.
    ///
    /// The kernel assigns the lowest free number. The other devices are deleted again, and so is everything
    /// created if the name can't be had.
    private func create(_ name: DeviceName, _ action: Action) throws(StepFailure) {
        var others: [DeviceName] = []
        var failure: StepFailure?
        while failure == nil {
            do throws(SysfsError) {
                let youngest = try Sysfs.writeAndReadBack("1", to: KernelFile.create(in: name.region))
                guard let made = DeviceName(youngest), made != name else { break }
                others.append(made)
                guard made < name else { break }
            } catch {
                failure = StepFailure(action, error)
            }
        }
        for other in others {
            try write(other.description, to: KernelFile.delete(in: name.region), action)
        }
        if let failure { throw failure }
    }

    private func put(_ content: FileContent, _ action: Action) throws(StepFailure) {
        let file = ConfigurationFile.modprobe
        do throws(Errno) {
            try file.put(content)
        } catch {
            throw StepFailure(
                action,
                .refused(file: file.path, value: "\(content)", ErrorNumber(rawValue: error.rawValue)))
        }
    }

    private func run(_ command: [String], _ action: Action) throws(StepFailure) {
        do throws(Program.Failure) {
            try Program(command).run()
        } catch {
            throw StepFailure(action, .failed(program: command, status: error.status))
        }
    }

    private func load(_ driver: DriverName, _ action: Action) throws(StepFailure) {
        do throws(KmodError) {
            try Kmod.Context().load(driver.rawValue)
        } catch {
            throw StepFailure(
                action, .notLoaded(module: driver.rawValue, ErrorNumber(rawValue: error.errno.rawValue)))
        }
    }
}

extension StepFailure {
    /// Converts a failed read or write to the failure of an action.
    init(_ action: Action, _ error: SysfsError) {
        let errno = ErrorNumber(rawValue: error.errno.rawValue)
        if let value = error.value {
            self.init(action, .refused(file: error.path, value: value, errno))
        } else {
            self.init(action, .unreadable(file: error.path, errno))
        }
    }
}

extension Action {
    /// Whether the kernel may find other namespaces, regions or labels after it.
    fileprivate var findsNamespaces: Bool {
        switch self {
        case .nvdimmRegion, .dimm: true
        case .device, .block, .ndDevice, .namespace, .setting, .file: false
        }
    }

    /// Whether a namespace may be another after it.
    fileprivate var movesNamespace: Bool {
        switch self {
        case .ndDevice, .namespace: true
        case .device, .block, .nvdimmRegion, .dimm, .setting, .file: false
        }
    }
}
