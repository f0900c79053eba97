// SPDX-License-Identifier: Apache-2.0

/// Whether the host has the memory for a plan, and how the plan changes it.
extension Router {
    /// Checks that memory maps and the memory that must leave its node find room, and notes the size of the
    /// maps.
    func missingMemory(for routes: inout [Route]) -> [Finding] {
        let obstacles = keepMaps(of: &routes)
        guard let memory = inventory.memory, let blockSize = inventory.blockSize else { return obstacles }
        return obstacles + placeMaps(of: &routes, memory, blockSize)
            + moveOut(of: &routes, memory, blockSize)
    }

    // MARK: Memory maps

    /// Whether the kernel will keep the map of a device's memory in that memory.
    private func keepsMap(_ route: Route) -> Bool {
        inventory.memory?.keepsMaps == true
            && (route.arrival?.setsMemmapOnMemory == true || hasMemmapOnMemory(route.device))
    }

    /// Whether the kernel is told so already; for CXL memory this is the default.
    private func hasMemmapOnMemory(_ device: DaxDevice) -> Bool {
        if let isOn = device.memmapOnMemory { return isOn }
        return offersMemmapOnMemory(device) && inventory.region(of: device)?.provider == .cxl
    }

    /// Whether the kernel has the file for a device; of one that is yet to be made, other devices tell.
    private func offersMemmapOnMemory(_ device: DaxDevice) -> Bool {
        device.memmapOnMemory != nil
            || inventory.device(device.name) == nil
                && inventory.devices.contains { $0.memmapOnMemory != nil }
    }

    /// Plans that the maps of devices are kept in their own memory, where that is asked for.
    private func keepMaps(of routes: inout [Route]) -> [Finding] {
        var obstacles: [Finding] = []
        for index in routes.indices
        where routes[index].goal.keepsMapInMemory && routes[index].goal.state.driver == .kmem {
            if let (cause, remedy) = obstacleToMapInMemory(of: routes[index]) {
                obstacles.append(
                    Finding(.memory(cause), about: .device(routes[index].device.name), remedies: remedy))
            } else {
                let isSet = hasMemmapOnMemory(routes[index].device)
                routes[index].arrival?.setsMemmapOnMemory = !isSet
            }
        }
        return obstacles
    }

    private func obstacleToMapInMemory(of route: Route) -> (Finding.MemoryCause, Finding.Remedy)? {
        let device = route.device
        if !offersMemmapOnMemory(device) || inventory.memory.map({ $0.keepsMaps == nil }) == true {
            return (.mapNotOffered, .leaveMapOutside)
        }
        if inventory.memory?.keepsMaps == false {
            return (
                .mapTurnedOff(file: "/sys/module/memory_hotplug/parameters/memmap_on_memory"),
                .bootWith(argument: "memory_hotplug.memmap_on_memory=1")
            )
        }
        guard hasMemmapOnMemory(device) || route.arrival != nil else {
            return (.mapIsOutside, .makeDevdax(device.name))
        }
        return nil
    }

    /// Says what the map of each device costs, and where those in ordinary RAM no longer fit.
    private func placeMaps(
        of routes: inout [Route], _ memory: HostMemory, _ blockSize: ByteCount
    ) -> [Finding] {
        var total = ByteCount.zero
        var names: [DeviceName] = []
        var short: (device: DaxDevice, names: [DeviceName], total: ByteCount)?
        for index in routes.indices {
            let route = routes[index]
            guard let arrival = route.arrival, arrival.driver == .kmem else { continue }
            let map = memory.map(of: blockSize * UInt64(arrival.blocks.count))
            let isInMemory = keepsMap(route)
            routes[index].plan.losses.append(.memoryMap(map, inMemory: isInMemory))
            guard !isInMemory else { continue }
            let known = memory.map(of: blockSize * UInt64(route.departure?.blocks.count ?? 0))
            total = total + (map - known)
            names.append(route.device.name)
            guard short == nil, total > .zero, total + margin(beside: total) > memory.freeForMaps
            else { continue }
            short = (route.device, names, total)
        }
        return short.map { [noRoom(forMapsOf: $0.names, $0.total, with: $0.device, memory)] } ?? []
    }

    /// The ordinary RAM that must stay free beside memory maps.
    private func margin(beside maps: ByteCount) -> ByteCount {
        max(ByteCount(rawValue: 32 << 20), ByteCount(rawValue: maps.rawValue / 16))
    }

    private func noRoom(
        forMapsOf names: [DeviceName], _ total: ByteCount, with device: DaxDevice, _ memory: HostMemory
    ) -> Finding {
        let need = Finding.MapNeed(
            devices: names.sorted(), size: total, pageSize: memory.pageSize, margin: margin(beside: total),
            free: memory.freeForMaps)
        var finding = Finding(
            .memory(.noRoomForMaps(need)), about: .device(device.name),
            remedies: .freeMemory, .smallerDevice)
        if offersMemmapOnMemory(device), let isOn = memory.keepsMaps {
            finding.remedies.append(.keepMapInMemory(device.name, afterBoot: !isOn))
        }
        return finding
    }

    // MARK: Memory that must leave

    /// Checks that the memory in use on blocks that go offline fits elsewhere.
    private func moveOut(
        of routes: inout [Route], _ memory: HostMemory, _ blockSize: ByteCount
    ) -> [Finding] {
        var leaving: [NodeNumber: ByteCount] = [:]
        for index in routes.indices
        where !routes[index].offline.isEmpty && !routes[index].goal.allowances.oom {
            routes[index].needsRoom = true
            guard let node = routes[index].device.targetNode else { continue }
            let size = blockSize * UInt64(routes[index].offline.count)
            leaving[node] = (leaving[node] ?? .zero) + size
            let balance = memory.balance(of: leaving)
            let device = routes[index].device.name
            if let pages = balance.homeless {
                return [
                    Finding(
                        .memory(.noHugePages(pages, node: node)), about: .device(device),
                        remedies: .moveHugePages)
                ]
            }
            guard balance.fits else {
                return [noPlace(for: balance, leaving.keys.sorted(), device, memory)]
            }
        }
        return []
    }

    private func noPlace(
        for balance: HostMemory.Balance, _ nodes: [NodeNumber], _ device: DeviceName, _ memory: HostMemory
    ) -> Finding {
        let sources = nodes.compactMap(memory.node)
        let departure = Finding.Departure(
            nodes: nodes, size: balance.leaving,
            shared: sources.reduce(.zero) { $0 + $1.shared },
            locked: sources.reduce(.zero) { $0 + $1.unevictable },
            others: balance.nodes, isBound: memory.allowedNodes != nil, ram: balance.ram, swap: balance.swap)
        return Finding(
            .memory(.noRoomElsewhere(departure)), about: .device(device),
            remedies: .makeRoomInMemory, .allowOOM)
    }

    // MARK: Memory after the plan

    /// Notes for the user on the host's memory after the plan.
    func notes(onMemoryAfter routes: [Route]) -> [Finding] {
        guard let memory = inventory.memory, let blockSize = inventory.blockSize else { return [] }
        var movable = memory.nodes.reduce(ByteCount.zero) { $0 + $1.movable.present }
        var kernel = memory.nodes.reduce(ByteCount.zero) { $0 + $1.kernel.present }
        let before = movable
        for route in routes {
            let wasKernel = route.offline.count { $0.zone?.isKernel == true }
            movable = movable - blockSize * UInt64(route.offline.count - wasKernel)
            kernel = kernel - blockSize * UInt64(wasKernel)
            let size = blockSize * UInt64(route.online.blocks.count)
            if route.online.zone == .kernel { kernel = kernel + size } else { movable = movable + size }
        }
        var notes: [Finding] = []
        if movable > before, movable > kernel * Self.usualRatio {
            notes.append(
                Finding(
                    .memory(.mostlyMovable(movable, kernel: kernel, usualRatio: Self.usualRatio)),
                    remedies: .kernelZone))
        }
        for route in routes where route.arrival?.driver == .kmem {
            if let shared = inventory.sharedNode(of: route.device) {
                notes.append(Finding(.memory(.sharedNode(shared))))
            }
        }
        return notes
    }

    /// How many times as much movable memory as kernel memory is usually fine, as the kernel's documentation has it.
    private static let usualRatio: UInt64 = 4
}
