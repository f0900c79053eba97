// SPDX-License-Identifier: Apache-2.0

/// Whether the host has the memory for a plan, and what becomes of it.
extension Planner {
    /// Checks that memory maps find room, and what must leave its node, and says what the maps cost.
    func missingMemory(for moves: inout [Move], _ request: Request) -> [Finding] {
        var obstacles: [Finding] = []
        if request.keepsMapInMemory { obstacles += keepMaps(of: &moves) }
        guard let memory = inventory.memory, let blockSize = inventory.blockSize else { return obstacles }
        return obstacles + placeMaps(of: &moves, memory, blockSize)
            + moveOut(of: &moves, memory, blockSize, request)
    }

    // MARK: Memory maps

    /// Whether the kernel will keep the map of a device's memory in that memory.
    private func keepsMap(_ move: Move) -> Bool {
        inventory.memory?.keepsMaps == true && (move.setsMemmapOnMemory || hasMemmapOnMemory(move.device))
    }

    /// Whether the kernel is told so already; a device of CXL memory is from its beginning.
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

    /// Plans that the maps of devices that become system RAM are kept in their own memory.
    private func keepMaps(of moves: inout [Move]) -> [Finding] {
        var obstacles: [Finding] = []
        for index in moves.indices where moves[index].plan.goal.driver == .kmem {
            if let (cause, remedy) = obstacleToMapInMemory(of: moves[index]) {
                obstacles.append(
                    Finding(.memory(cause), about: .device(moves[index].device.name), remedies: remedy))
            } else {
                moves[index].setsMemmapOnMemory = !hasMemmapOnMemory(moves[index].device)
            }
        }
        return obstacles
    }

    private func obstacleToMapInMemory(of move: Move) -> (Finding.MemoryCause, Finding.Remedy)? {
        let device = move.device
        if !offersMemmapOnMemory(device) || inventory.memory.map({ $0.keepsMaps == nil }) == true {
            return (.mapNotOffered, .leaveMapOutside)
        }
        if inventory.memory?.keepsMaps == false {
            return (
                .mapTurnedOff(file: "/sys/module/memory_hotplug/parameters/memmap_on_memory"),
                .bootWith(argument: "memory_hotplug.memmap_on_memory=1")
            )
        }
        guard hasMemmapOnMemory(device) || device.driver != .kmem || move.rebind else {
            return (.mapIsOutside, .makeDevdax(device.name))
        }
        return nil
    }

    /// Says what the map of each device costs, and where those in ordinary RAM no longer fit.
    private func placeMaps(
        of moves: inout [Move], _ memory: HostMemory, _ blockSize: ByteCount
    ) -> [Finding] {
        var total = ByteCount.zero
        var names: [DeviceName] = []
        var short: (device: DaxDevice, names: [DeviceName], total: ByteCount)?
        for index in moves.indices where moves[index].rebind && moves[index].busDriver == .kmem {
            let move = moves[index]
            let map = memory.map(of: blockSize * UInt64(move.blocks.count))
            let isInMemory = keepsMap(move)
            moves[index].plan.losses.append(.memoryMap(map, inMemory: isInMemory))
            guard !isInMemory else { continue }
            let known = memory.map(of: blockSize * UInt64(move.heldBlocks.count))
            total = total + (map - known)
            names.append(move.device.name)
            guard short == nil, total > .zero, total + margin(beside: total) > memory.freeForMaps
            else { continue }
            short = (move.device, names, total)
        }
        return short.map { [noRoom(forMapsOf: $0.names, $0.total, with: $0.device, memory)] } ?? []
    }

    /// What of ordinary RAM stays free beside memory maps.
    private func margin(beside maps: ByteCount) -> ByteCount {
        max(ByteCount(rawValue: 32 << 20), ByteCount(rawValue: maps.rawValue / 16))
    }

    private func noRoom(
        forMapsOf names: [DeviceName], _ total: ByteCount, with device: DaxDevice, _ memory: HostMemory
    ) -> Finding {
        let need = Finding.MapNeed(
            devices: names, size: total, pageSize: memory.pageSize, margin: margin(beside: total),
            free: memory.freeForMaps)
        var finding = Finding(
            .memory(.noRoomForMaps(need)), about: .device(device.name),
            remedies: .freeMemory, .smallerDevice)
        if offersMemmapOnMemory(device), let isOn = memory.keepsMaps {
            finding.remedies.append(.keepMapInMemory(device.name, afterBoot: !isOn))
        }
        return finding
    }

    // MARK: What must leave

    /// Checks that what is in use on blocks that go offline finds a place elsewhere.
    private func moveOut(
        of moves: inout [Move], _ memory: HostMemory, _ blockSize: ByteCount, _ request: Request
    ) -> [Finding] {
        guard !request.allowsOOM else { return [] }
        var leaving: [Int: ByteCount] = [:]
        for index in moves.indices where !moves[index].offline.isEmpty {
            moves[index].needsRoom = true
            guard let node = moves[index].device.targetNode else { continue }
            let size = blockSize * UInt64(moves[index].offline.count)
            leaving[node] = (leaving[node] ?? .zero) + size
            let balance = memory.balance(of: leaving)
            let device = moves[index].device.name
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
        for balance: HostMemory.Balance, _ nodes: [Int], _ device: DeviceName, _ memory: HostMemory
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

    // MARK: What it comes to

    /// What the user should know of the host's memory as it will be.
    func notes(onMemoryAfter moves: [Move]) -> [Finding] {
        guard let memory = inventory.memory, let blockSize = inventory.blockSize else { return [] }
        var movable = memory.nodes.reduce(ByteCount.zero) { $0 + $1.movable.present }
        var kernel = memory.nodes.reduce(ByteCount.zero) { $0 + $1.kernel.present }
        let before = movable
        for move in moves {
            let wasKernel = move.offline.count { $0.zone?.isKernel == true }
            movable = movable - blockSize * UInt64(move.offline.count - wasKernel)
            kernel = kernel - blockSize * UInt64(wasKernel)
            let size = blockSize * UInt64(move.online.count)
            if move.zone == .kernel { kernel = kernel + size } else { movable = movable + size }
        }
        var notes: [Finding] = []
        if movable > before, movable > kernel * Self.usualRatio {
            notes.append(
                Finding(
                    .memory(.mostlyMovable(movable, kernel: kernel, usualRatio: Self.usualRatio)),
                    remedies: .kernelZone))
        }
        for move in moves where move.rebind && move.busDriver == .kmem {
            if let shared = inventory.sharedNode(of: move.device) {
                notes.append(Finding(.memory(.sharedNode(shared))))
            }
        }
        return notes
    }

    /// How many times as much movable memory as kernel memory is usually fine, as the kernel's documentation has it.
    private static let usualRatio: UInt64 = 4
}
