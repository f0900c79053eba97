// SPDX-License-Identifier: Apache-2.0

/// Turns a request into a plan, or refuses it: a pure function of what was surveyed.
///
/// The order is the same for every request. What can fail without harm comes first (the module), then blocks
/// go offline, then drivers change hands under an auto-online policy that does not interfere, then blocks go
/// online. So a failure early leaves little to undo, and memory with an online block is never unbound.
public struct Planner: Sendable {
    private let inventory: Inventory

    /// Creates a planner for a host.
    ///
    /// - Parameter inventory: What was surveyed, with the modules and memory blocks.
    public init(_ inventory: Inventory) {
        self.inventory = inventory
    }

    /// Plans a request.
    ///
    /// - Parameter request: What the user wants.
    /// - Returns: The plan, without steps when everything is as asked already.
    /// - Throws: `Refusal` when a name matches nothing, or when any device can't become what is asked for.
    public func plan(_ request: Request) throws(Refusal) -> Plan {
        var moves: [Move] = []
        var reasons: [Refusal.Reason] = []
        for device in try selected(by: request) {
            do throws(Refusal) {
                moves.append(try move(device, request))
            } catch {
                reasons += error.reasons
            }
        }
        reasons += missingDrivers(of: moves)
        guard reasons.isEmpty else { throw Refusal(reasons) }
        return Plan(devices: moves.map(\.plan), steps: steps(moves))
    }

    // MARK: Which devices

    private func selected(by request: Request) throws(Refusal) -> [DaxDevice] {
        let selection = request.selection
        if let region = selection.region, inventory.region(region) == nil {
            throw notFound("no dax region \(region)", among: inventory.regions.map { "\($0.id)" })
        }
        guard let names = selection.names else {
            let all = inventory.devices.filter {
                $0.size != .zero && (selection.region == nil || $0.name.region == selection.region)
            }
            guard !all.isEmpty else { throw notFound("no dax device with a size on this host", among: []) }
            return all
        }
        var devices: [DaxDevice] = []
        for name in names {
            guard let device = inventory.device(name) else {
                throw notFound("no dax device \(name)", among: inventory.devices.map(\.name.description))
            }
            guard selection.region == nil || name.region == selection.region else {
                throw Refusal([
                    .init(
                        .notFound, device: name, "it does not lie in region \(selection.region ?? 0)",
                        wayOut: "leave the region out or name \(name.region)")
                ])
            }
            devices.append(device)
        }
        return devices
    }

    private func notFound(_ problem: String, among names: [String]) -> Refusal {
        let wayOut =
            names.isEmpty
            ? "'daxshift list --idle' shows all there is"
            : "there is \(names.prefix(20).joined(separator: ", "))\(names.count > 20 ? ", …" : "")"
        return Refusal([.init(.notFound, problem, wayOut: wayOut)])
    }

    // MARK: What happens to one device

    /// What a plan does to one device.
    private struct Move {
        var device: DaxDevice
        var plan: DevicePlan
        /// The blocks to be taken offline, by index.
        var offline: [MemoryBlock] = []
        /// Whether the device changes hands.
        var rebind = false
        /// Whether the device may be taken from processes that use it.
        var isForced = false
        /// The indexes of the blocks to be brought online, ascending, and where.
        var online: [Int] = []
        var zone: MemoryZone = .movable
        /// The indexes of the blocks that the device has or will have as system RAM.
        var blocks: [Int] = []
    }

    private func move(_ device: DaxDevice, _ request: Request) throws(Refusal) -> Move {
        let isAll = request.selection.names == nil
        switch request.change {
        case .systemRAM(let zone):
            return try toSystemRAM(device, online: true, zone: zone, force: request.force)
        case .systemRAMOffline:
            return try toSystemRAM(device, online: false, zone: nil, force: request.force)
        case .devdax:
            return try away(device, to: .deviceDax, force: request.force)
        case .disabled:
            return try away(device, to: nil, force: request.force)
        case .enabled:
            guard device.driver == nil else { return unchanged(device, memory: .any) }
            return try away(device, to: .deviceDax, force: request.force)
        case .onlineMemory(let zone):
            guard device.driver == .kmem else { return try without(memory: device, isAll) }
            return try toSystemRAM(device, online: true, zone: zone, force: request.force)
        case .offlineMemory:
            guard device.driver == .kmem else { return try without(memory: device, isAll) }
            try checkBlocks(device)
            var move = self.move(device, goal: .init(driver: .kmem, memory: .offline))
            move.offline = device.blocks.filter { $0.state == .online }
            move.plan.isUnchanged = move.offline.isEmpty
            return move
        }
    }

    private func move(_ device: DaxDevice, goal: DevicePlan.Goal) -> Move {
        Move(
            device: device,
            plan: DevicePlan(name: device.name, ranges: device.ranges, goal: goal, isUnchanged: false))
    }

    private func unchanged(_ device: DaxDevice, memory: DevicePlan.Goal.Memory) -> Move {
        var move = self.move(device, goal: .init(driver: device.driver, memory: memory))
        move.plan.isUnchanged = true
        return move
    }

    /// A device without memory blocks is passed over when all are named, and refused when it is named itself.
    private func without(memory device: DaxDevice, _ isAll: Bool) throws(Refusal) -> Move {
        guard isAll else {
            throw impossible(
                device, "it is not in system-ram mode, so it has no memory to bring online or take offline",
                "'daxshift reconfigure-device --mode system-ram \(device.name)' makes it system RAM")
        }
        var move = unchanged(device, memory: .any)
        move.plan.notes = ["it is not in system-ram mode and has no memory blocks"]
        return move
    }

    private func toSystemRAM(
        _ device: DaxDevice, online: Bool, zone: MemoryZone?, force: Bool
    ) throws(Refusal) -> Move {
        try checkBus(device)
        guard let blockSize = inventory.blockSize, inventory.autoOnline != nil else {
            throw impossible(
                device, "this kernel's memory hotplug files are missing or unreadable",
                "see the gaps that 'daxshift list --json' reports, and run as root on a kernel with memory "
                    + "hotplug")
        }
        var move = self.move(
            device, goal: .init(driver: .kmem, memory: online ? .online(zone) : .any))
        move.zone = zone ?? .movable
        if device.driver == .kmem {
            try checkBlocks(device)
            guard online else {
                move.plan.isUnchanged = true
                return move
            }
            try planOnline(&move, zone: zone, force: force)
            move.plan.isUnchanged = move.online.isEmpty
            return move
        }
        try checkRanges(device)
        guard device.targetNode != nil else {
            throw impossible(
                device, "the kernel knows no target_node for it, so kmem can't place its memory",
                "firmware must describe the range in ACPI SRAT, HMAT or CEDT; look for a firmware update")
        }
        move.blocks = device.blockIndexes(of: blockSize)
        guard !move.blocks.isEmpty else {
            throw impossible(
                device,
                "none of its \(device.size.map(\.description) ?? "ranges") fills a whole memory block of "
                    + "\(blockSize)",
                "system RAM needs a larger device, or one that begins at a multiple of \(blockSize)")
        }
        try checkStuck(device)
        try checkUsers(device, force: force)
        move.rebind = true
        move.isForced = force
        move.online = online ? move.blocks : []
        if !online { move.plan.goal.memory = .offline }
        move.plan.losses = losses(of: device, blocks: move.blocks.count, blockSize)
        return move
    }

    private func planOnline(_ move: inout Move, zone: MemoryZone?, force: Bool) throws(Refusal) {
        let device = move.device
        let misplaced = device.blocks.filter { block in
            guard block.state == .online, let zone, let now = block.zone else { return false }
            return !zone.accepts(now)
        }
        if let zone, !misplaced.isEmpty, !force {
            throw Refusal([
                .init(
                    .loss, device: device.name,
                    "\(misplaced.count) of its \(device.blocks.count) memory blocks are online in another "
                        + "zone than \(zone.rawValue)",
                    wayOut: "--force takes them offline and brings them back in the \(zone.rawValue) zone")
            ])
        }
        let elsewhere = device.blocks.count { $0.zone?.isKernel == true }
        if zone == nil, elsewhere > 0 {
            move.plan.notes = [
                "\(elsewhere) of its \(device.blocks.count) memory blocks are online in a kernel zone; "
                    + "--zone movable --force would move them"
            ]
        }
        move.offline = misplaced
        let offline = device.blocks.filter { $0.state == .offline }
        move.online = (offline + misplaced).map(\.index).sorted()
    }

    /// A device leaves kmem, or whatever holds it, for `driver`.
    private func away(_ device: DaxDevice, to driver: DriverName?, force: Bool) throws(Refusal) -> Move {
        if device.model == .class, driver == .deviceDax { return unchanged(device, memory: .any) }
        try checkBus(device)
        guard device.driver != driver else { return unchanged(device, memory: .any) }
        if driver != nil {
            try checkRanges(device)
            try checkStuck(device)
        }
        try checkUsers(device, force: force)
        var move = self.move(device, goal: .init(driver: driver, memory: .any))
        move.rebind = true
        move.isForced = force
        guard device.driver == .kmem else { return move }
        try checkBlocks(device)
        move.offline = device.blocks.filter { $0.state == .online }
        move.blocks = device.blocks.map(\.index)
        guard move.offline.isEmpty || force else {
            throw Refusal([
                .init(
                    .loss, device: device.name,
                    "\(move.offline.count) of its \(device.blocks.count) memory blocks are online and may be "
                        + "in use",
                    wayOut: "--force takes them offline first, as does 'daxshift offline-memory "
                        + "\(device.name)'")
            ])
        }
        return move
    }

    private func losses(of device: DaxDevice, blocks: Int, _ blockSize: ByteCount) -> [Loss] {
        let size = device.ranges.reduce(ByteCount.zero) { $0 + $1.size }
        let (bytes, isBeyond) = blockSize.rawValue.multipliedReportingOverflow(by: UInt64(blocks))
        let usable = ByteCount(rawValue: isBeyond ? .max : bytes)
        var losses: [Loss] = []
        if inventory.region(of: device)?.provider == .pmem { losses.append(.data(size)) }
        if usable < size { losses.append(.alignment(size - usable, blockSize: blockSize)) }
        return losses
    }

    // MARK: What stands in the way

    private func impossible(_ device: DaxDevice, _ problem: String, _ wayOut: String) -> Refusal {
        Refusal([.init(.impossible, device: device.name, problem, wayOut: wayOut)])
    }

    private func checkBus(_ device: DaxDevice) throws(Refusal) {
        guard device.model == .class else { return }
        throw impossible(
            device,
            "it stands under the class model (/sys/class/dax, \(device.driver ?? .daxPmemCompat)), where a "
                + "device can't change its driver",
            "the module dax_pmem in place of dax_pmem_compat shows it under the bus model; 'daxctl "
                + "migrate-device-model' arranges that for the next boot")
    }

    private func checkRanges(_ device: DaxDevice) throws(Refusal) {
        guard device.size != .zero else {
            throw impossible(
                device, "it has no size", "a device of a dynamic region must be given a size first")
        }
        guard !device.ranges.isEmpty else {
            throw impossible(
                device, "its physical ranges could not be read",
                "run as root; 'daxshift list --json' names the files among its gaps")
        }
    }

    private func checkStuck(_ device: DaxDevice) throws(Refusal) {
        guard let first = device.stuck.first else { return }
        let size = device.stuck.reduce(ByteCount.zero) { $0 + $1.size }
        let more = device.stuck.count > 1 ? " and more" : ""
        throw impossible(
            device,
            "it was taken from kmem while memory of it was online, so the kernel keeps \(size) of it "
                + "(\(first)\(more) in /proc/iomem) as system RAM and gives it to no driver",
            "only a reboot frees it")
    }

    private func checkUsers(_ device: DaxDevice, force: Bool) throws(Refusal) {
        guard !device.users.isEmpty, !force else { return }
        let shown = device.users.prefix(5).map(\.description).joined(separator: ", ")
        let more = device.users.count > 5 ? " and \(device.users.count - 5) more" : ""
        throw Refusal([
            .init(
                .loss, device: device.name,
                "\(device.users.count == 1 ? "a process uses" : "\(device.users.count) processes use") "
                    + "\(device.characterDevice): \(shown)\(more)",
                wayOut:
                    "end what uses it, or --force takes it away all the same: a process that has it mapped "
                    + "then dies by SIGBUS at its next access")
        ])
    }

    private func checkBlocks(_ device: DaxDevice) throws(Refusal) {
        guard !device.blocks.isEmpty else {
            throw impossible(
                device, "its memory blocks could not be told",
                "run as root; 'daxshift list --json' names the unreadable files among its gaps")
        }
        if let block = device.blocks.first(where: { $0.state == nil || $0.state == .goingOffline }) {
            throw impossible(
                device,
                block.state == nil
                    ? "the state of memory\(block.index) could not be read"
                    : "memory\(block.index) is just going offline",
                "wait for other tools that change memory to end, and try again")
        }
    }

    private func missingDrivers(of moves: [Move]) -> [Refusal.Reason] {
        neededDrivers(of: moves).compactMap { driver in
            guard let module = inventory.module(driver.rawValue) else { return nil }
            if module.state == .missing {
                return .init(
                    .impossible, "the driver module \(module.name) is not there for \(inventory.kernel)",
                    wayOut: "install the package that holds this kernel's \(module.name).ko")
            }
            if module.state == .loadable, module.isBlacklisted {
                return .init(
                    .impossible, "the driver module \(module.name) is blacklisted and not loaded",
                    wayOut: "remove its blacklist line from /etc/modprobe.d or load it with 'modprobe "
                        + "\(module.name)'")
            }
            if module.state == .loadable, let command = module.substitute {
                return .init(
                    .impossible,
                    "modprobe.d has '\(command)' run in place of loading the driver module \(module.name)",
                    wayOut:
                        "remove the line 'install \(module.name) \(command)' from /etc/modprobe.d or load "
                        + "it with 'modprobe --ignore-install \(module.name)'")
            }
            return nil
        }
    }

    private func neededDrivers(of moves: [Move]) -> [DriverName] {
        var drivers: [DriverName] = []
        for case let move in moves where move.rebind {
            if let driver = move.plan.goal.driver, !drivers.contains(driver) { drivers.append(driver) }
        }
        return drivers
    }

    // MARK: The steps

    private func steps(_ moves: [Move]) -> [Step] {
        loading(moves) + moves.flatMap(offlining) + holdingPolicy(moves, around: rebinding(moves))
            + moves.flatMap(onlining)
    }

    /// Loads modules, while no device without a driver is offered to them.
    ///
    /// Since Linux 6.3 kmem takes every hmem and CXL device that has no driver, the moment it is loaded.
    private func loading(_ moves: [Move]) -> [Step] {
        let loads = neededDrivers(of: moves).filter { inventory.module($0.rawValue)?.state == .loadable }.map
        {
            Step(
                device: nil, action: .load($0),
                undo: .stays("a driver without a device does nothing"))
        }
        guard !loads.isEmpty, inventory.driversAutoprobe != false,
            inventory.devices.contains(where: { $0.driver == nil && $0.size != .zero })
        else { return loads }
        return held(loads, .setAutoprobe(false), .setAutoprobe(true))
    }

    private func rebinding(_ moves: [Move]) -> [Step] {
        let rebound = moves.filter(\.rebind)
        let named = Set(rebound.map(\.device.name))
        let bystanders = inventory.devices
            .filter { $0.driver == nil && $0.model == .bus && $0.size != .zero && !named.contains($0.name) }
            .map(\.name)
        return rebound.flatMap { move -> [Step] in
            let name = move.device.name
            func take(_ driver: DriverName) -> Action {
                .unbind(name, driver, blocks: driver == .kmem ? move.blocks : [])
            }
            func give(_ driver: DriverName) -> Action { .bind(name, driver, bystanders: bystanders) }
            var steps: [Step] = []
            if let now = move.device.driver {
                steps.append(
                    Step(
                        device: name, action: take(now), undo: .action(give(now)),
                        requires: move.isForced || now == .kmem ? [] : [.unused(name)]))
            }
            if let goal = move.plan.goal.driver {
                steps.append(Step(device: name, action: give(goal), undo: .action(take(goal))))
            }
            return steps
        }
    }

    /// Sets the auto-online policy to `offline` around steps by which memory comes or, undone, comes back.
    ///
    /// Not where the policy would put every block just where it is asked for.
    private func holdingPolicy(_ moves: [Move], around steps: [Step]) -> [Step] {
        let kmem = moves.filter { $0.rebind && ($0.device.driver == .kmem || $0.plan.goal.driver == .kmem) }
        guard let policy = inventory.autoOnline, policy != .offline, !kmem.isEmpty,
            !kmem.allSatisfy({ !$0.online.isEmpty && $0.zone.policy == policy })
        else { return steps }
        return held(steps, .setAutoOnline(.offline), .setAutoOnline(policy))
    }

    /// Steps between a setting and its return, either of which undoes the other.
    private func held(_ steps: [Step], _ set: Action, _ putBack: Action) -> [Step] {
        [Step(device: nil, action: set, undo: .action(putBack))] + steps
            + [Step(device: nil, action: putBack, undo: .action(set))]
    }

    private func offlining(_ move: Move) -> [Step] {
        BlockOrder.offline(move.offline).map { block in
            let zone = block.zone.map { $0.isKernel ? MemoryZone.kernel : .movable }
            return Step(
                device: move.device.name, action: .offline(block.index),
                undo: .action(.online(block.index, zone)))
        }
    }

    private func onlining(_ move: Move) -> [Step] {
        BlockOrder.online(move.online).map { index in
            Step(
                device: move.device.name, action: .online(index, move.zone),
                undo: .action(.offline(index)))
        }
    }
}
