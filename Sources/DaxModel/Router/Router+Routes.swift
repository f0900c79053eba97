// SPDX-License-Identifier: Apache-2.0

extension Router {
    /// Finds how a device gets to its goal.
    func route(to goal: DeviceGoal) throws(Refusal) -> Route {
        guard let device = inventory.device(goal.name) ?? inventory.device(goal.name, madeIn: goal.region)
        else {
            throw Refusal(.request(.noDevice(goal.name)), remedies: .listAll)
        }
        var route = try route(device, to: goal)
        route.plan.notes += goal.notes
        return route
    }

    private func route(_ device: DaxDevice, to goal: DeviceGoal) throws(Refusal) -> Route {
        if device.model == .class {
            return goal.state.driver == device.driver ? unchanged(device, goal) : try toBus(device, goal)
        }
        return goal.state.driver == DeviceModel.class.provider
            ? try toClass(device, goal) : try routeOnBus(device, to: goal)
    }

    /// Finds how a device gets to its goal under the bus model.
    func routeOnBus(_ device: DaxDevice, to goal: DeviceGoal) throws(Refusal) -> Route {
        let align = goal.align ?? device.align
        if let ranges = goal.state.ranges,
            ranges != device.ranges || align != device.align || goal.isDeleted
        {
            return try reshaping(device, goal, to: ranges)
        }
        return try routeInShape(device, to: goal)
    }

    /// Finds how a device gets its driver, and its memory the state that it is to have.
    func routeInShape(_ device: DaxDevice, to goal: DeviceGoal) throws(Refusal) -> Route {
        switch (device.driver, goal.state.driver) {
        case (.kmem?, .kmem?): try changingBlocks(device, goal)
        case (_, .kmem?): try becomingRAM(device, goal)
        case (let now, let then) where now == then: unchanged(device, goal)
        case (_, let driver): try changingDriver(device, goal, to: driver)
        }
    }

    private func unchanged(_ device: DaxDevice, _ goal: DeviceGoal) -> Route {
        var route = Route(device, to: goal, on: inventory)
        route.plan.isUnchanged = true
        return route
    }

    private func becomingRAM(_ device: DaxDevice, _ goal: DeviceGoal) throws(Refusal) -> Route {
        guard let blockSize = inventory.blockSize, inventory.autoOnline != nil else {
            throw Refusal(.memory(.noHotplug), about: .device(device.name), remedies: .bootForHotplug)
        }
        try device.checkRanges()
        guard device.targetNode != nil else {
            throw Refusal(.device(.noTargetNode), about: .device(device.name), remedies: .updateFirmware)
        }
        let blocks = device.blockIndexes(of: blockSize)
        guard !blocks.isEmpty else {
            throw Refusal(
                .device(.noWholeBlock(device.size, blockSize: blockSize)), about: .device(device.name),
                remedies: .largerDevice(blockSize: blockSize))
        }
        try checkLeakedRanges(device)
        try checkUsers(device, goal.allowances)
        var route = Route(device, to: goal, on: inventory)
        route.departure = device.driver.map { Route.Departure(driver: $0) }
        route.arrival = Route.Arrival(driver: .kmem, blocks: blocks)
        if case .online(let zone) = goal.state.memory {
            route.online = Route.Online(blocks: blocks, zone: zone ?? .movable)
        }
        try checkBadSectors(&route, among: blocks)
        try checkStoredData(device, goal.allowances)
        route.plan.losses = losses(of: device, blocks: blocks.count, blockSize)
        return route
    }

    /// Memory of a device in kmem goes offline, or comes online.
    private func changingBlocks(_ device: DaxDevice, _ goal: DeviceGoal) throws(Refusal) -> Route {
        try checkBlocks(device)
        var route = Route(device, to: goal, on: inventory)
        switch goal.state.memory {
        case .any: break
        case .offline: route.offline = device.blocks.filter { $0.state == .online }
        case .online(let zone):
            try bringOnline(&route, in: zone)
            try checkBadSectors(&route, among: route.online.blocks)
        }
        route.plan.isUnchanged = route.offline.isEmpty && route.online.blocks.isEmpty
        return route
    }

    private func bringOnline(_ route: inout Route, in zone: MemoryZone?) throws(Refusal) {
        let device = route.device
        let misplaced = device.blocks.filter { block in
            guard block.state == .online, let zone, let now = block.zone else { return false }
            return !zone.accepts(now)
        }
        if let zone, !misplaced.isEmpty, !route.goal.allowances.force {
            throw Refusal(
                .blocks(.otherZone(misplaced.count, of: device.blocks.count, wanted: zone)),
                about: .device(device.name), remedies: .force(.moveBlocks(zone)))
        }
        let elsewhere = device.blocks.count { $0.zone?.isKernel == true }
        if zone == nil, elsewhere > 0 {
            route.plan.note(
                .blocks(.kernelZone(elsewhere, of: device.blocks.count)),
                remedies: .moveToMovable(device.name))
        }
        route.offline = misplaced
        let offline = device.blocks.filter { $0.state == .offline }
        route.online = Route.Online(
            blocks: (offline + misplaced).map(\.index).sorted(), zone: zone ?? .movable)
    }

    /// Unbinds a device and binds it to `driver`.
    func changingDriver(
        _ device: DaxDevice, _ goal: DeviceGoal, to driver: DriverName?
    ) throws(Refusal) -> Route {
        if driver != nil {
            try device.checkRanges()
            try checkLeakedRanges(device)
        }
        try checkUsers(device, goal.allowances)
        var route = Route(device, to: goal, on: inventory)
        route.departure = device.driver.map { Route.Departure(driver: $0) }
        route.arrival = driver.map { Route.Arrival(driver: $0) }
        guard device.driver == .kmem else { return route }
        try checkBlocks(device)
        route.offline = device.blocks.filter { $0.state == .online }
        route.departure?.blocks = device.blocks.map(\.index)
        if device.mayBePoisoned {
            route.plan.note(.blocks(.poisonForgotten(inventory.poisoned)))
        }
        guard route.offline.isEmpty || goal.allowances.force else {
            throw Refusal(
                .blocks(.online(route.offline.count, of: device.blocks.count)), about: .device(device.name),
                remedies: .force(.offlineFirst(device.name)))
        }
        return route
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
}
