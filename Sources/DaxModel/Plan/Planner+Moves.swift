// SPDX-License-Identifier: Apache-2.0

extension Planner {
    /// What a plan does to one device.
    struct Move {
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
        /// Whether blocks with a poisoned page may stay offline.
        var skipsPoisoned = false
        /// The indexes of the blocks that the device has as system RAM.
        var heldBlocks: [Int] = []
        /// The indexes of the blocks that the device will have as system RAM.
        var blocks: [Int] = []
        /// Whether a block goes offline only while other memory has room for what it may hold.
        var needsRoom = false
        /// Whether the map of the memory is to be kept in that memory, where it is not yet.
        var setsMemmapOnMemory = false
        /// How the device changes its ranges; nil when it does not.
        var reshaping: Reshaping?
        /// How the device gets to the other model; nil when it stays under its own.
        var migration: Migration?

        /// The driver that holds the device on the bus in the end, or last before it leaves the bus.
        var busDriver: DriverName? { migration?.to == .class ? .deviceDax : plan.goal.driver }
    }

    func move(_ device: DaxDevice, _ request: Request) throws(Refusal) -> Move {
        if case .model(let model) = request.change { return try migrating(device, to: model, request) }
        if request.change == .configured { return try configured(device, request) }
        guard request.migrates, device.model == .class else { return try moveWithinModel(device, request) }
        return try migratingFirst(device, request)
    }

    /// Plans a change of a device under the model that it is under.
    func moveWithinModel(_ device: DaxDevice, _ request: Request) throws(Refusal) -> Move {
        let isAll = request.selection.names == nil
        switch request.change {
        case .systemRAM(let zone):
            return try toSystemRAM(device, online: true, zone: zone, force: request.force)
        case .systemRAMOffline:
            return try toSystemRAM(device, online: false, zone: nil, force: request.force)
        case .configured:
            return try configured(device, request)
        case .devdax, .model:
            return try moveToDriver(device, to: .deviceDax, force: request.force)
        case .famfs:
            return try moveToDriver(device, to: .fsdevDax, force: request.force)
        case .disabled:
            return try moveToDriver(device, to: nil, force: request.force)
        case .enabled:
            guard device.driver == nil else { return unchanged(device, memory: .any) }
            return try moveToDriver(device, to: .deviceDax, force: request.force)
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
        case .created(let shape, let change):
            return try reshaping(device, shape, then: change, request)
        case .reshaped(let shape, let change):
            return try reshaping(device, shape, then: change, request)
        case .destroyed:
            return try destroying(device, request)
        }
    }

    func move(_ device: DaxDevice, goal: DevicePlan.Goal) -> Move {
        Move(
            device: device,
            plan: DevicePlan(
                name: device.name, identity: inventory.identity(of: device), goal: goal, isUnchanged: false))
    }

    func unchanged(_ device: DaxDevice, memory: DevicePlan.Goal.Memory) -> Move {
        var move = self.move(device, goal: .init(driver: device.driver, memory: memory))
        move.plan.isUnchanged = true
        return move
    }

    /// A device without memory blocks is passed over when all are named, and refused when it is named itself.
    func without(memory device: DaxDevice, _ isAll: Bool) throws(Refusal) -> Move {
        guard isAll else {
            throw Refusal(
                .device(.notSystemRAM), about: .device(device.name), remedies: .makeSystemRAM(device.name))
        }
        var move = unchanged(device, memory: .any)
        move.plan.note(.device(.passedOver))
        return move
    }

    func toSystemRAM(
        _ device: DaxDevice, online: Bool, zone: MemoryZone?, force: Bool
    ) throws(Refusal) -> Move {
        try checkBus(device)
        guard let blockSize = inventory.blockSize, inventory.autoOnline != nil else {
            throw Refusal(.memory(.noHotplug), about: .device(device.name), remedies: .bootForHotplug)
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
            try checkBadSectors(&move, among: move.online, force: force)
            move.plan.isUnchanged = move.online.isEmpty
            return move
        }
        try checkRanges(device)
        guard device.targetNode != nil else {
            throw Refusal(.device(.noTargetNode), about: .device(device.name), remedies: .updateFirmware)
        }
        move.blocks = device.blockIndexes(of: blockSize)
        guard !move.blocks.isEmpty else {
            throw Refusal(
                .device(.noWholeBlock(device.size, blockSize: blockSize)), about: .device(device.name),
                remedies: .largerDevice(blockSize: blockSize))
        }
        try checkLeakedRanges(device)
        try checkUsers(device, force: force)
        move.rebind = true
        move.isForced = force
        move.online = online ? move.blocks : []
        if !online { move.plan.goal.memory = .offline }
        try checkBadSectors(&move, among: move.blocks, force: force)
        move.plan.losses = losses(of: device, blocks: move.blocks.count, blockSize)
        return move
    }

    func planOnline(_ move: inout Move, zone: MemoryZone?, force: Bool) throws(Refusal) {
        let device = move.device
        let misplaced = device.blocks.filter { block in
            guard block.state == .online, let zone, let now = block.zone else { return false }
            return !zone.accepts(now)
        }
        if let zone, !misplaced.isEmpty, !force {
            throw Refusal(
                .blocks(.otherZone(misplaced.count, of: device.blocks.count, wanted: zone)),
                about: .device(device.name), remedies: .force(.moveBlocks(zone)))
        }
        let elsewhere = device.blocks.count { $0.zone?.isKernel == true }
        if zone == nil, elsewhere > 0 {
            move.plan.note(
                .blocks(.kernelZone(elsewhere, of: device.blocks.count)),
                remedies: .moveToMovable(device.name))
        }
        move.offline = misplaced
        let offline = device.blocks.filter { $0.state == .offline }
        move.online = (offline + misplaced).map(\.index).sorted()
    }

    /// A device leaves kmem, or whatever holds it, for `driver`.
    func moveToDriver(_ device: DaxDevice, to driver: DriverName?, force: Bool) throws(Refusal) -> Move {
        if device.model == .class, driver == .deviceDax { return unchanged(device, memory: .any) }
        try checkBus(device)
        guard device.driver != driver else { return unchanged(device, memory: .any) }
        if driver != nil {
            try checkRanges(device)
            try checkLeakedRanges(device)
        }
        try checkUsers(device, force: force)
        var move = self.move(device, goal: .init(driver: driver, memory: .any))
        move.rebind = true
        move.isForced = force
        guard device.driver == .kmem else { return move }
        try checkBlocks(device)
        move.offline = device.blocks.filter { $0.state == .online }
        move.heldBlocks = device.blocks.map(\.index)
        if device.mayBePoisoned {
            move.plan.note(.blocks(.poisonForgotten(inventory.poisoned)))
        }
        guard move.offline.isEmpty || force else {
            throw Refusal(
                .blocks(.online(move.offline.count, of: device.blocks.count)), about: .device(device.name),
                remedies: .force(.offlineFirst(device.name)))
        }
        return move
    }

    func losses(of device: DaxDevice, blocks: Int, _ blockSize: ByteCount) -> [Loss] {
        let size = device.ranges.reduce(ByteCount.zero) { $0 + $1.size }
        let (bytes, isBeyond) = blockSize.rawValue.multipliedReportingOverflow(by: UInt64(blocks))
        let usable = ByteCount(rawValue: isBeyond ? .max : bytes)
        var losses: [Loss] = []
        if inventory.region(of: device)?.provider == .pmem { losses.append(.data(size)) }
        if usable < size { losses.append(.alignment(size - usable, blockSize: blockSize)) }
        return losses
    }
}
