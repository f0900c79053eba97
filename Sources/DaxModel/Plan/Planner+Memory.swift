// SPDX-License-Identifier: Apache-2.0

/// Whether the host has the memory for a plan, and what becomes of it.
extension Planner {
    /// Checks that memory maps find room, and what must leave its node, and says what the maps cost.
    func missingMemory(for moves: inout [Move], _ request: Request) -> [Refusal.Reason] {
        var reasons: [Refusal.Reason] = []
        if request.keepsMapInMemory { reasons += keepMaps(of: &moves) }
        guard let memory = inventory.memory, let blockSize = inventory.blockSize else { return reasons }
        return reasons + placeMaps(of: &moves, memory, blockSize)
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
    private func keepMaps(of moves: inout [Move]) -> [Refusal.Reason] {
        var reasons: [Refusal.Reason] = []
        for index in moves.indices where moves[index].plan.goal.driver == .kmem {
            let device = moves[index].device
            var refuse: (String, String)?
            if !offersMemmapOnMemory(device) || inventory.memory.map({ $0.keepsMaps == nil }) == true {
                refuse = (
                    "this kernel can't keep the map of its memory in that memory",
                    "leave out --memmap-on-memory, or boot Linux 6.8 or later"
                )
            } else if inventory.memory?.keepsMaps == false {
                refuse = (
                    "the kernel is told to keep memory maps in ordinary RAM (\(Self.parameter) is off)",
                    "boot with the kernel argument memory_hotplug.memmap_on_memory=1"
                )
            } else if !hasMemmapOnMemory(device), device.driver == .kmem, !moves[index].rebind {
                refuse = (
                    "it is system RAM already, and the map of its memory is in ordinary RAM",
                    "make it a character device first: 'daxshift reconfigure-device --mode devdax "
                        + "\(device.name)'"
                )
            }
            if let refuse {
                reasons.append(.init(.impossible, device: device.name, refuse.0, remedy: refuse.1))
            } else {
                moves[index].setsMemmapOnMemory = !hasMemmapOnMemory(device)
            }
        }
        return reasons
    }

    private static let parameter = "/sys/module/memory_hotplug/parameters/memmap_on_memory"

    /// Says what the map of each device costs, and where those in ordinary RAM no longer fit.
    private func placeMaps(
        of moves: inout [Move], _ memory: HostMemory, _ blockSize: ByteCount
    ) -> [Refusal.Reason] {
        var total = ByteCount.zero
        var names: [DeviceName] = []
        var reason: Refusal.Reason?
        for index in moves.indices where moves[index].rebind && moves[index].busDriver == .kmem {
            let move = moves[index]
            let map = memory.map(of: blockSize * UInt64(move.blocks.count))
            let isInMemory = keepsMap(move)
            moves[index].plan.losses.append(.memoryMap(map, inMemory: isInMemory))
            guard !isInMemory else { continue }
            let known = memory.map(of: blockSize * UInt64(move.heldBlocks.count))
            total = total + (map - known)
            names.append(move.device.name)
            guard reason == nil, total > .zero else { continue }
            let margin = max(Self.leastMargin, ByteCount(rawValue: total.rawValue / 16))
            guard total + margin > memory.freeForMaps else { continue }
            reason = noRoom(forMapsOf: names, total, margin, memory, offersMemmapOnMemory(move.device))
        }
        return reason.map { [$0] } ?? []
    }

    /// What of ordinary RAM stays free beside memory maps, at least; else a sixteenth of them.
    private static let leastMargin = ByteCount(rawValue: 32 << 20)

    private func noRoom(
        forMapsOf names: [DeviceName], _ total: ByteCount, _ margin: ByteCount, _ memory: HostMemory,
        _ isOffered: Bool
    ) -> Refusal.Reason {
        let device = names[names.count - 1]
        let whose =
            names.count == 1
            ? "the map of its memory takes"
            : "the maps of the memory of \(names.map(\.description).joined(separator: ", ")) take"
        let problem =
            "\(whose) \(total) of ordinary RAM, 64 B for each page of \(memory.pageSize), and \(margin) "
            + "must stay free besides, but \(memory.freeForMaps) is free for it"
        let smaller = "a smaller device needs less"
        guard isOffered, let isOn = memory.keepsMaps else {
            return .init(.noMemory, device: device, problem, remedy: "free memory first; \(smaller)")
        }
        return .init(
            .noMemory, device: device, problem,
            remedy: "free memory first; \(smaller), and "
                + (isOn
                    ? "1 in \(KernelFile.memmapOnMemory(device)) has the map kept in the memory itself"
                    : "after a boot with the kernel argument memory_hotplug.memmap_on_memory=1, 1 in "
                        + "\(KernelFile.memmapOnMemory(device)) has the map kept in the memory itself"),
            option: ", as --memmap-on-memory does")
    }

    // MARK: What must leave

    /// Checks that what is in use on blocks that go offline finds a place elsewhere.
    private func moveOut(
        of moves: inout [Move], _ memory: HostMemory, _ blockSize: ByteCount, _ request: Request
    ) -> [Refusal.Reason] {
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
                    .init(
                        .impossible, device: device,
                        "\(pages.used) huge pages of \(pages.size) are in use on node \(node), and "
                            + "\(pages.free) of that size \(pages.free == 1 ? "is" : "are") free elsewhere",
                        remedy: "end what uses them, or add huge pages of that size to another node")
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
    ) -> Refusal.Reason {
        func list(_ nodes: [Int]) -> String {
            (nodes.count == 1 ? "node " : "nodes ") + nodes.map(\.description).joined(separator: ", ")
        }
        let sources = nodes.compactMap(memory.node)
        let kinds = [
            ("tmpfs and shared memory", sources.reduce(ByteCount.zero) { $0 + $1.shared }),
            ("locked", sources.reduce(ByteCount.zero) { $0 + $1.unevictable }),
        ].filter { $0.1 > .zero }.map { "\($0.1) \($0.0)" }
        let detail = kinds.isEmpty ? "" : " (\(kinds.joined(separator: ", ")))"
        let place = balance.nodes.isEmpty ? "no other node" : list(balance.nodes)
        let bound = memory.allowedNodes == nil ? "" : " that the cpuset of this process allows"
        return .init(
            .outOfMemory, device: device,
            "\(balance.leaving) in use on \(list(nodes))\(detail) must go elsewhere, and there is room for "
                + "\(balance.ram + balance.swap): \(balance.ram) on \(place)\(bound) and \(balance.swap) of "
                + "swap, so the kernel would kill programs",
            remedy: "end programs, remove files of tmpfs, or add swap", option: ", or --allow-oom risks it")
    }

    // MARK: What it comes to

    /// What the user should know of the host's memory as it will be.
    func notes(onMemoryAfter moves: [Move]) -> [String] {
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
        var notes: [String] = []
        if movable > before, movable > kernel * Self.usualRatio {
            notes.append(
                "warning: \(movable) of memory will be in the zone Movable beside \(kernel) in kernel zones; "
                    + "3 to \(Self.usualRatio) times as much is usual, for page tables, caches and other "
                    + "kernel memory can't lie in Movable; --no-movable brings memory online in a kernel zone"
            )
        }
        for move in moves where move.rebind && move.busDriver == .kmem {
            if let note = inventory.sharedNode(of: move.device) { notes.append("warning: \(note)") }
        }
        return notes
    }

    /// How many times as much movable memory as kernel memory is usually fine, as the kernel's documentation has it.
    private static let usualRatio: UInt64 = 4
}
