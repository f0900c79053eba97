// SPDX-License-Identifier: Apache-2.0

public import DaxHost
public import DaxModel

/// A machine in memory that answers as Linux does, and fails on demand.
public final class SimulatedHost: Host {
    /// The current state of the machine.
    public internal(set) var inventory: Inventory
    /// What its NVDIMMs hold.
    public internal(set) var nvdimms: SimulatedNvdimms
    /// The areas of labels of its DIMMs, and the bytes of its namespaces from the start on.
    public var stored: [KernelName: [UInt8]] = [:]
    /// The writes of the current action that were made.
    private var writes = 0
    /// Every requested action, also those that failed.
    public private(set) var performed: [Action] = []
    /// The processes that the kernel kills while a plan is carried out.
    public var killed: [String] = []
    private var isAskedForKills = false
    private let faults: [Fault]
    private let carried: [DaxDevice]
    private let clock: SimulatedClock?
    private let life: SimulatedLife?
    private let afterEach: (inout Inventory) -> Void
    private var refusedForGood: [Action: ErrorNumber] = [:]

    /// The faults, at the n-th action counted from one.
    public enum Fault: Sendable, Hashable {
        /// Nothing.
        case none
        /// The kernel refuses one action.
        case refused(at: Int, ErrorNumber)
        /// The kernel takes the value and nothing happens.
        case noEffect(at: Int)
        /// From this action on everything is refused, so that the undo fails as well.
        case allRefused(from: Int)
        /// The kernel is busy with these many actions from the n-th on.
        case busy(at: Int, times: Int)
        /// The kernel refuses one action, and the same action whenever it is tried again.
        case refusedForGood(at: Int, ErrorNumber)
        /// The kernel is still at it when the step's time is over, and gives up with EINTR.
        case late(at: Int)
        /// The kernel does what it is told, and says that it failed.
        case doneAndRefused(at: Int, ErrorNumber)
        /// The kernel takes the value, and something else comes of it.
        case wrongValue(at: Int)
        /// Of the writes of one action so many are made, and the kernel refuses the next one.
        case cut(at: Int, after: Int, ErrorNumber)
        /// Of the writes of one action so many are made, then the process dies.
        case torn(at: Int, after: Int)
    }

    /// Creates a machine.
    ///
    /// - Parameters:
    ///   - inventory: The first state of the machine.
    ///   - fault: The fault.
    ///   - second: A second fault.
    ///   - carried: The devices that namespaces carry and that do not exist at first.
    ///   - clock: The clock that late actions advance.
    ///   - life: How long the process lives that performs the actions.
    ///   - nvdimms: What its NVDIMMs hold; nil for what its labels say.
    ///   - afterEach: What another tool does after each action.
    public init(
        _ inventory: Inventory, fault: Fault = .none, and second: Fault = .none, carried: [DaxDevice] = [],
        clock: SimulatedClock? = nil, life: SimulatedLife? = nil, nvdimms: SimulatedNvdimms? = nil,
        afterEach: @escaping (inout Inventory) -> Void = { _ in }
    ) {
        self.inventory = inventory
        self.nvdimms = nvdimms ?? SimulatedNvdimms(of: inventory)
        self.faults = [fault, second]
        self.carried = inventory.devices + carried
        self.clock = clock
        self.life = life
        self.afterEach = afterEach
    }

    /// Reads the area of the labels of a DIMM.
    ///
    /// - Parameter name: The DIMM.
    /// - Returns: The bytes.
    /// - Throws: `LabelAreaError` when none was given.
    package func labelArea(of name: KernelName) throws(LabelAreaError) -> [UInt8] {
        guard let bytes = stored[name] else {
            throw LabelAreaError(dimm: name, operation: "read", errno: .noSuchDevice)
        }
        return bytes
    }

    /// Reads bytes of a namespace.
    ///
    /// - Parameters:
    ///   - name: The namespace.
    ///   - offset: Where they begin.
    ///   - count: How many.
    /// - Returns: The bytes.
    /// - Throws: `StepFailure` when they were not given, or the namespace is not raw.
    package func contents(
        of name: KernelName, at offset: UInt64, _ count: Int
    ) throws(StepFailure) -> [UInt8] {
        guard holds(.namespace(name, .raw(true))), var bytes = stored[name],
            Int(offset) + count <= bytes.count
        else {
            throw StepFailure(.namespace(name, .enableRaw), .unreadable(file: name.rawValue, .noSuchDevice))
        }
        for part in nvdimms.repaired[name] ?? [] { bytes.replaceSubrange(part.range, with: part.bytes) }
        return Array(bytes[Int(offset)..<Int(offset) + count])
    }

    /// Makes all NVDIMM regions readable.
    public func clearErrors() {
        for index in inventory.nvdimmRegions.indices { inventory.nvdimmRegions[index].badSectors = [] }
    }

    /// The current state of the machine.
    ///
    /// - Returns: The inventory.
    public func survey() -> Inventory { inventory }

    /// Surveys the machine after a plan as the real host does: what is derived from the plan may be wrong.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - basis: The inventory that it was made from.
    ///   - isComplete: Whether all steps were carried out.
    /// - Returns: The inventory.
    public func survey(after plan: Plan, from basis: Inventory, isComplete: Bool) -> Inventory {
        let basis = basis.with(basis.memoryOnline)
        guard isComplete, let known = plan.blocks(after: basis, memory: inventory.memoryOnline) else {
            return inventory
        }
        return known.reduce(into: inventory) { inventory, known in
            inventory = inventory.with(known.key) { if $0.driver == .kmem { $0.blocks = known.value } }
        }
    }

    /// The current state of the machine, as it is surveyed for a plan: only character devices can be read.
    ///
    /// - Parameter request: The request to plan.
    /// - Returns: The inventory.
    public func surveyForPlan(of request: Request?) -> Inventory {
        var seen = inventory
        for device in seen.devices where device.mode != .devdax {
            seen = seen.with(device.name) { $0.storedData = nil }
        }
        return seen
    }

    /// Carries out an action as the kernel would, or fails on demand.
    ///
    /// - Parameter action: The action.
    /// - Throws: `StepFailure` on demand, or where the kernel would fail.
    public func perform(_ action: Action) throws(StepFailure) {
        if life?.spend() == false { throw refusal(of: action, .inputOutput) }
        performed.append(action)
        writes = 0
        if let errno = refusedForGood[action] { throw refusal(of: action, errno) }
        var isDone = false
        for fault in faults { isDone = try meet(fault, action) || isDone }
        if !isDone { try apply(action) }
        afterEach(&inventory)
    }

    /// Counts a write of an action that makes several, and fails where a fault ends it there.
    func write(_ action: Action) throws(StepFailure) {
        if life?.isOver == true { throw refusal(of: action, .inputOutput) }
        writes += 1
        for fault in faults {
            switch fault {
            case .cut(performed.count, writes - 1, let errno): throw refusal(of: action, errno)
            case .torn(performed.count, writes - 1):
                life?.end()
                throw refusal(of: action, .inputOutput)
            default: break
            }
        }
    }

    func refusal(of action: Action, _ errno: ErrorNumber) -> StepFailure {
        let (file, value) = action.effect.write ?? ("", "")
        return StepFailure(action, .refused(file: file, value: value, errno))
    }

    /// Applies a fault when it is its turn; returns whether the action ends there.
    private func meet(_ fault: Fault, _ action: Action) throws(StepFailure) -> Bool {
        switch fault {
        case .refused(performed.count, let errno):
            throw refusal(of: action, errno)
        case .noEffect(performed.count):
            throw StepFailure(action, .noEffect(action.after))
        case .busy(let first, let times) where (first..<first + times).contains(performed.count):
            throw refusal(of: action, .busy)
        case .allRefused(let first) where performed.count >= first:
            throw refusal(of: action, .inputOutput)
        case .refusedForGood(performed.count, let errno):
            refusedForGood[action] = errno
            throw refusal(of: action, errno)
        case .late(performed.count):
            clock?.expire()
            throw refusal(of: action, .interrupted)
        case .doneAndRefused(performed.count, let errno):
            try apply(action)
            throw refusal(of: action, errno)
        case .wrongValue(performed.count):
            try applyWrongly(action)
            return true
        default: return false
        }
    }

    /// Does something else than the action, and reports it where the real host reads the value back.
    private func applyWrongly(_ action: Action) throws(StepFailure) {
        switch action {
        case .block(let index, .online(let zone)):
            // The state reads "online", and only the zone differs.
            try set(index, .online, zone == .movable ? .normal : .movable, action)
            return
        case .setting(.setAutoOnline(let policy)):
            inventory.autoOnline = policy == .online ? .onlineKernel : .online
        case .setting(.setDemotion(let isOn)): inventory.hostSettings?.demotion = !isOn
        case .setting(.setNumaBalancing(let mode)): inventory.hostSettings?.numaBalancing = mode ^ 1
        case .setting(.setWeights): try apply(.explicit([0: 255]), action)
        case .block(_, .offline), .device, .setting(.setAutoprobe), .setting(.load), .ndDevice, .file,
            .namespace,
            .nvdimmRegion, .dimm:
            break
        }
        throw StepFailure(action, .noEffect(action.after))
    }

    /// Explains a failure with what it was about.
    ///
    /// - Parameters:
    ///   - failure: The failure.
    ///   - device: The device, as it was before the first step.
    /// - Returns: A kernel message with the device and the number of blocks it had online.
    public func explanation(of failure: StepFailure, device: DaxDevice?) -> [Finding.Explanation] {
        guard let device else { return [] }
        return [
            .kernelLog(["\(device.name) had \(device.blocks.count { $0.state == .online }) blocks online"])
        ]
    }

    /// Names an agent.
    ///
    /// - Returns: A rule.
    public func likelyAgent() -> Finding.Explanation? {
        .udevRule(file: "/etc/udev/rules.d/80-sample.rules", line: 1, text: "ATTR{state}=online")
    }

    /// Returns the processes that were to be killed.
    ///
    /// - Returns: The processes; none at the first call.
    public func takeKills() -> [String] {
        defer { isAskedForKills = true }
        return isAskedForKills ? killed : []
    }

    /// Whether a condition holds.
    ///
    /// - Parameter condition: The condition.
    /// - Returns: Whether it holds.
    public func holds(_ condition: Condition) -> Bool {
        switch condition {
        case .device(let name, let condition): holds(condition, of: name)
        case .block(let index, .state(let state)): block(index)?.state == state
        case .block(let index, .zone(let zone)): block(index)?.zone.map(zone.accepts) ?? false
        case .ndDevice(let name, .driver(let driver)): device(on: name)?.model.provider == driver
        case .namespace(let name, let condition): holds(condition, of: name)
        case .nvdimmRegion(let name, .isEnabled(let isEnabled)):
            inventory.nvdimmRegion(name).map { $0.isEnabled == isEnabled } ?? false
        case .dimm(let name, let condition): holds(condition, of: name)
        case .setting(.autoOnline(let policy)): inventory.autoOnline == policy
        case .setting(.demotion(let isOn)): inventory.hostSettings?.demotion == isOn
        case .setting(.numaBalancing(let mode)): inventory.hostSettings?.numaBalancing == mode
        case .setting(.weights(let weights)): SettingGoal.weights(weights).isReached(in: inventory)
        case .setting(.autoprobe(.dax, let isOn)): inventory.driversAutoprobe == isOn
        case .setting(.autoprobe(.nd, let isOn)): inventory.ndDriversAutoprobe == isOn
        case .setting(.registered(let driver)): inventory.module(driver.rawValue)?.state != .loadable
        case .file(.modprobe(let content)): inventory.nextBoot?.file == content
        case .file(.initramfs(let path, let hasFile)):
            inventory.nextBoot?.initramfs.map { $0.path == path && $0.contents?.hasFile == hasFile } ?? false
        case .node(let node, .roomElsewhere(let size)):
            inventory.memory?.hasRoom(besides: node, for: size) ?? true
        }
    }

    private func holds(_ condition: Condition.Device, of name: DeviceName) -> Bool {
        let device = inventory.device(name)
        return switch condition {
        case .ranges(let ranges): (device?.ranges ?? []) == ranges
        case .driver(let driver): onBus(name).map { $0.driver == driver } ?? false
        case .noneOnline(let indexes):
            device?.blocks.allSatisfy { block in
                block.state == .offline || !(indexes.isEmpty || indexes.contains(block.index))
            } ?? true
        case .unheld: onBus(name)?.driver == nil
        case .notSystemRAM: device?.driver != .kmem
        case .unused: device.map { $0.users.isEmpty && $0.unseenUsers == nil } ?? true
        case .exists(let isThere): (device != nil) == isThere
        case .align(let align): device.map { $0.align == align } ?? true
        case .memmapOnMemory(let isOn): device.map { $0.memmapOnMemory == isOn } ?? true
        }
    }

    private func onBus(_ name: DeviceName) -> DaxDevice? {
        inventory.device(name).flatMap { $0.model == .bus ? $0 : nil }
    }

    /// The device that an nd device carries at the moment.
    private func device(on nvdimm: KernelName) -> DaxDevice? {
        made(from: nvdimm).flatMap { inventory.device($0.name) }
    }

    /// The device that the kernel creates for an nd device: its name is that of the namespace, the same in
    /// both models.
    private func made(from nvdimm: KernelName) -> DaxDevice? {
        carried.first { $0.regionPath.hasSuffix("/\(nvdimm)") }
    }

    private func block(_ index: BlockNumber) -> MemoryBlock? {
        inventory.devices.lazy.flatMap(\.blocks).first { $0.index == index }
    }

    private func apply(_ action: Action) throws(StepFailure) {
        switch action {
        case .device(let name, .bind(let driver, _)):
            guard let device = onBus(name) else { throw refusal(of: action, .noSuchDevice) }
            guard device.driver == nil || device.driver == driver else { throw refusal(of: action, .busy) }
            let policy = inventory.autoOnline ?? .offline
            inventory = inventory.with(name) { device in
                device.driver = driver
                guard driver == .kmem else { return }
                device.blocks = device.sampleBlocks.map {
                    switch policy {
                    case .offline: MemoryBlock(index: $0, state: .offline, zone: nil)
                    case .onlineMovable: MemoryBlock(index: $0, state: .online, zone: .movable)
                    case .online, .onlineKernel: MemoryBlock(index: $0, state: .online, zone: .normal)
                    }
                }
            }
        case .device(let name, .unbind(let driver, _)):
            guard holds(.setting(.registered(driver))) else { throw refusal(of: action, .noSuchFile) }
            precondition(holds(.device(name, .noneOnline([]))), "memory with an online block was unbound")
            guard onBus(name)?.driver != nil else { throw refusal(of: action, .noSuchDevice) }
            inventory = inventory.with(name) {
                $0.driver = nil
                $0.blocks = []
            }
        case .device(_, .forget): break
        case .block(let index, .online(let zone)):
            try set(index, .online, zone == .movable ? .movable : .normal, action)
        case .block(let index, .offline): try set(index, .offline, nil, action)
        case .setting(.setAutoOnline(let policy)): inventory.autoOnline = policy
        case .setting(.setDemotion(let isOn)): inventory.hostSettings?.demotion = isOn
        case .setting(.setNumaBalancing(let mode)):
            guard mode < 2 || inventory.hostSettings?.offersPromotion == true else {
                throw refusal(of: action, .invalid)
            }
            inventory.hostSettings?.numaBalancing = mode
        case .setting(.setWeights(let weights)): try apply(weights, action)
        case .setting(.setAutoprobe(.dax, let isOn)): inventory.driversAutoprobe = isOn
        case .setting(.setAutoprobe(.nd, let isOn)): inventory.ndDriversAutoprobe = isOn
        case .ndDevice(let nvdimm, .unbind(_, let name)):
            precondition(name == made(from: nvdimm)?.name, "another device went with it")
            precondition(holds(.device(name, .noneOnline([]))), "memory with an online block was unbound")
            inventory.devices.removeAll { $0.name == name }
        case .ndDevice(let nvdimm, .bind(let driver)):
            // The kernel creates the device again for the namespace, which is unchanged.
            let isCompat = driver == .daxPmemCompat
            guard var device = made(from: nvdimm)?.shown(under: isCompat ? .class : .bus) else { return }
            device.driver = isCompat ? driver : inventory.driversAutoprobe == false ? nil : .deviceDax
            device.blocks = []
            inventory.devices = (inventory.devices + [device]).sorted { $0.name < $1.name }
        case .namespace(let name, let change): try apply(change, on: name, action)
        case .nvdimmRegion(let name, let change): try apply(change, on: name, action)
        case .dimm(let name, let change): try apply(change, on: name, action)
        case .file(.modprobe(let content)): inventory.nextBoot?.file = content
        case .file(.initramfs):
            let hasFile = inventory.nextBoot.map { $0.file != .absent } ?? false
            inventory.nextBoot?.initramfs?.contents?.hasFile = hasFile
        case .device(let name, .create): try create(name, action)
        case .device(let name, .delete):
            let device = try unheld(name, action)
            guard device.size == .zero, name.device != 0 else { throw refusal(of: action, .busy) }
            inventory.devices.removeAll { $0.name == name }
        case .device(let name, .setAlign(let align)):
            let device = try unheld(name, action)
            try checkFit(device.ranges, align, action, .invalid)
            inventory = inventory.with(name) { $0.align = align }
        case .device(let name, .setMemmapOnMemory(let isOn)):
            guard inventory.memory?.keepsMaps != false else { throw refusal(of: action, .notSupported) }
            _ = try unheld(name, action)
            inventory = inventory.with(name) { $0.memmapOnMemory = isOn }
        case .device(let name, .map(let range, let ranges)):
            let device = try unheld(name, action)
            precondition(device.ranges == ranges, "a range was given to a device that has others")
            let region = inventory.region(of: device)
            let isTaken = inventory.devices.contains { $0.ranges.contains { $0.overlaps(range) } }
            guard region?.range?.contains(range) == true, !isTaken else {
                throw refusal(of: action, .noMemory)
            }
            try checkFit([range], device.align, action, .noSuchDeviceOrAddress)
            lay(name, in: ranges + [range])
        case .device(let name, .unmap(let range, let ranges)):
            let device = try unheld(name, action)
            precondition(device.ranges == ranges + [range], "another range was taken from a device")
            try checkFit([range], device.align, action, .invalid)
            lay(name, in: ranges)
        case .setting(.load(let driver)):
            inventory.modules = inventory.modules.map {
                $0.name == driver.rawValue ? DriverModule(name: $0.name, state: .loaded) : $0
            }
        }
    }

    /// Sets the weights of nodes, each by a write that turns the kernel's own off.
    private func apply(_ weights: InterleaveWeights, _ action: Action) throws(StepFailure) {
        guard var interleave = inventory.hostSettings?.interleave else {
            throw refusal(of: action, .noSuchFile)
        }
        switch weights {
        case .automatic:
            try write(action)
            guard let computed = interleave.automaticWeights else { throw refusal(of: action, .noSuchDevice) }
            interleave.isAutomatic = true
            for index in interleave.nodes.indices {
                interleave.nodes[index].weight = computed[interleave.nodes[index].id] ?? 1
            }
            inventory.hostSettings?.interleave = interleave
        case .explicit(let weights):
            for (node, weight) in weights.sorted(by: { $0.key < $1.key }) {
                try write(action)
                guard let index = interleave.nodes.firstIndex(where: { $0.id == node }) else {
                    throw refusal(of: action, .noSuchFile)
                }
                if interleave.isAutomatic == true { interleave.isAutomatic = false }
                interleave.nodes[index].weight = weight
                inventory.hostSettings?.interleave = interleave
            }
        }
    }

    /// The device, when no driver holds it.
    private func unheld(_ name: DeviceName, _ action: Action) throws(StepFailure) -> DaxDevice {
        guard let device = onBus(name) else { throw refusal(of: action, .noSuchDeviceOrAddress) }
        guard device.driver == nil else { throw refusal(of: action, .busy) }
        return device
    }

    private func checkFit(
        _ ranges: [PhysicalRange], _ align: ByteCount?, _ action: Action, _ errno: ErrorNumber
    ) throws(StepFailure) {
        let granule = DaxRegion.granule(for: align ?? .zero)
        guard ranges.allSatisfy({ $0.size.isMultiple(of: granule) }) else {
            throw refusal(of: action, errno)
        }
    }

    private func lay(_ name: DeviceName, in ranges: [PhysicalRange]) {
        inventory.devices = inventory.devices.map { $0.name == name ? $0.laid(in: ranges) : $0 }
    }

    /// Creates a device without memory, aligned as its region, as the kernel does.
    private func create(_ name: DeviceName, _ action: Action) throws(StepFailure) {
        let region = inventory.regions.first { $0.id == name.region && $0.kind == .dynamic }
        guard let region, inventory.device(name) == nil else {
            throw refusal(of: action, .noSpace)
        }
        var device =
            carried.first { $0.name == name } ?? DaxDevice(name: name, path: "\(region.path)/\(name)")
        device = device.laid(in: [])
        device.align = region.align
        device.driver = nil
        device.blocks = []
        device.targetNode = region.targetNode
        inventory.put(device)
    }

    private func set(
        _ index: BlockNumber, _ state: MemoryBlock.State, _ zone: Zone?, _ action: Action
    ) throws(StepFailure) {
        guard let block = block(index), block.state != state else {
            throw refusal(of: action, .invalid)
        }
        for device in inventory.devices where device.blocks.contains(block) {
            inventory = inventory.with(device.name) {
                $0.blocks = $0.blocks.map {
                    $0.index == index ? MemoryBlock(index: index, state: state, zone: zone) : $0
                }
            }
        }
    }
}
