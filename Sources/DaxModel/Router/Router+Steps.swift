// SPDX-License-Identifier: Apache-2.0

/// The order of the steps, and how each is undone.
extension Router {
    func steps(_ routes: [Route], and nvdimms: [NvdimmRoute] = []) -> [Step] {
        var steps =
            routes.flatMap(bringingToBus) + routes.flatMap(offlining)
            + holdingPolicy(routes, around: holdingAutoprobe(routes, around: rebinding(routes)))
            + routes.flatMap(takingFromBus)
            + routes.flatMap(onlining)
        guardUndo(of: &steps, routes)
        return steps + nvdimms.flatMap(\.steps)
    }

    /// Adds the preconditions of undos, so that no step is undone after an undo that it needs has failed.
    ///
    /// Without the held policy, memory that returns could come online although it was offline before. So a
    /// device returns to kmem only while the policy is held, and the policy is restored only after all such
    /// devices have returned. A device returns to any driver only in its former shape, which the kernel
    /// changes only while no driver holds it. Its memory comes online only then too, since online memory
    /// prevents another unbind.
    private func guardUndo(of steps: inout [Step], _ routes: [Route]) {
        let shapes = Dictionary(
            routes.map { ($0.device.name, $0.shapeBefore) }.filter { !$0.1.isEmpty },
            uniquingKeysWith: { first, _ in first })
        let holdsPolicy = steps.contains { $0.action == .setting(.setAutoOnline(.offline)) }
        for index in steps.indices {
            switch (steps[index].action, steps[index].undo) {
            case (_, .action(.device(let name, .bind(let driver, _)))):
                steps[index].undoRequires = shapes[name] ?? []
                if holdsPolicy, driver == .kmem {
                    steps[index].undoRequires.append(.setting(.autoOnline(.offline)))
                }
            case (_, .action(.block(_, .online))) where !shapes.isEmpty:
                steps[index].undoRequires = steps[index].object.device.flatMap { shapes[$0] } ?? []
            case (.setting(.setAutoOnline(.offline)), _):
                steps[index].undoRequires = routes.flatMap(\.backInKmem)
            default: break
            }
        }
    }

    /// Loads modules while they can't probe devices without a driver.
    ///
    /// Since Linux 6.3 kmem takes every hmem and CXL device that has no driver, the moment it is loaded, and an
    /// NVDIMM driver takes every nd device that has none.
    func loading(_ needed: [DriverName]) -> [Step] {
        let drivers = needed.filter { inventory.module($0.rawValue)?.state == .loadable }
        return KernelBus.allCases.flatMap { bus -> [Step] in
            let loads = drivers.filter { $0.bus == bus }.map {
                Step(
                    action: .setting(.load($0)),
                    undo: .nothing)
            }
            guard !loads.isEmpty, offersDevices(on: bus) else { return loads }
            return held(loads, .setting(.setAutoprobe(bus, false)), .setting(.setAutoprobe(bus, true)))
        }
    }

    /// Whether a driver that registers on a bus would probe its devices.
    private func offersDevices(on bus: KernelBus) -> Bool {
        switch bus {
        case .dax:
            inventory.driversAutoprobe != false
                && inventory.devices.contains { $0.driver == nil && $0.size != .zero }
        case .nd: inventory.ndDriversAutoprobe != false
        }
    }

    /// The devices that a driver would take where it is offered another one.
    func bystanders(besides named: Set<DeviceName>) -> [DeviceName] {
        inventory.devices
            .filter { $0.driver == nil && $0.model == .bus && $0.size != .zero && !named.contains($0.name) }
            .map(\.name)
    }

    func rebinding(_ routes: [Route]) -> [Step] {
        let rebound = routes.filter(\.isRebound)
        let bystanders = bystanders(besides: Set(rebound.map(\.device.name)))
        return rebound.flatMap { route -> [Step] in
            let name = route.device.name
            func take(_ driver: DriverName, _ blocks: [BlockNumber]) -> Action {
                .device(name, .unbind(driver, blocks: driver == .kmem ? blocks : []))
            }
            func give(_ driver: DriverName) -> Action { .device(name, .bind(driver, bystanders: bystanders)) }
            var steps: [Step] = []
            if let departure = route.departure {
                let mayBeUsed =
                    route.goal.allowances.force || departure.driver == .kmem || route.crossing?.to == .bus
                steps.append(
                    Step(
                        for: .device(name), action: take(departure.driver, departure.blocks),
                        undo: .action(give(departure.driver)),
                        requires: mayBeUsed ? [] : [.device(name, .unused)]))
            }
            steps += reshaping(route)
            if let arrival = route.arrival {
                if arrival.setsMemmapOnMemory {
                    steps.append(
                        Step(
                            for: .device(name), action: .device(name, .setMemmapOnMemory(true)),
                            undo: .action(.device(name, .setMemmapOnMemory(false)))))
                }
                steps.append(
                    Step(
                        for: .device(name), action: give(arrival.driver),
                        undo: .action(take(arrival.driver, arrival.blocks))))
            }
            return steps
        }
    }

    /// Keeps new drivers from probing devices while a device is created.
    ///
    /// udev loads the drivers that match a device that appears; kmem would then take it too early.
    func holdingAutoprobe(_ routes: [Route], around steps: [Step]) -> [Step] {
        guard inventory.driversAutoprobe == true, routes.contains(where: { $0.shape?.isCreated == true })
        else { return steps }
        return held(steps, .setting(.setAutoprobe(.dax, false)), .setting(.setAutoprobe(.dax, true)))
    }

    /// Sets the auto-online policy to `offline` around steps that add memory, or whose undo adds it.
    ///
    /// Does nothing where the policy brings every block online in the requested zone.
    func holdingPolicy(_ routes: [Route], around steps: [Step]) -> [Step] {
        let kmem = routes.filter { $0.departure?.driver == .kmem || $0.arrival?.driver == .kmem }
        guard let policy = inventory.autoOnline, policy != .offline, !kmem.isEmpty,
            !kmem.allSatisfy({ !$0.online.blocks.isEmpty && $0.online.zone.policy == policy })
        else { return steps }
        return held(steps, .setting(.setAutoOnline(.offline)), .setting(.setAutoOnline(policy)))
    }

    /// Steps between two actions that set a value and restore it; each action undoes the other.
    func held(_ steps: [Step], _ set: Action, _ putBack: Action) -> [Step] {
        [Step(action: set, undo: .action(putBack))] + steps
            + [Step(action: putBack, undo: .action(set))]
    }

    func offlining(_ route: Route) -> [Step] {
        let blocks = BlockOrder.offline(route.offline)
        let node = route.needsRoom ? route.device.targetNode : nil
        let size = inventory.blockSize ?? .zero
        let perLook = node.map(blocksPerLook) ?? 1
        return blocks.enumerated().map { position, block in
            let zone = block.zone.map { $0.isKernel ? MemoryZone.kernel : .movable }
            var step = Step(
                for: .device(route.device.name), action: .block(block.index, .offline),
                undo: .action(.block(block.index, .online(zone))))
            if let node, position % perLook == 0 {
                let next = min(perLook, blocks.count - position)
                step.requires = [.node(node, .roomElsewhere(for: size * UInt64(next)))]
            }
            return step
        }
    }

    /// How many blocks of a node go offline after each check of the room for their contents: at most 2 GiB, and either
    /// four blocks or what half of the room takes.
    ///
    /// A check takes three times as many system calls as a block; the programs on the host may fill the room meanwhile.
    private func blocksPerLook(on node: NodeNumber) -> Int {
        let size = inventory.blockSize ?? .zero
        let room = inventory.memory?.room(besides: node) ?? .zero
        let most = min(max(ByteCount(rawValue: room.rawValue / 2), size * 4), ByteCount(rawValue: 2 << 30))
        return size == .zero ? 1 : max(1, Int(most.rawValue / size.rawValue))
    }

    func onlining(_ route: Route) -> [Step] {
        BlockOrder.online(route.online.blocks).map { index in
            var step = Step(
                for: .device(route.device.name), action: .block(index, .online(route.online.zone)),
                undo: .action(.block(index, .offline)))
            step.skipsPoisoned = route.goal.allowances.poison
            return step
        }
    }
}

extension Route {
    /// The shape of the device before it changes; empty when it does not.
    fileprivate var shapeBefore: [Condition] {
        guard let shape else { return [] }
        let align = device.align.flatMap { old in shape.align.flatMap { $0 == old ? nil : old } }
        return [.device(device.name, .ranges(device.ranges))]
            + (align.map { [.device(device.name, .align($0))] } ?? [])
    }

    /// What holds once the device has returned to kmem in its former shape, or has left it in its new shape.
    fileprivate var backInKmem: [Condition] {
        if departure?.driver == .kmem { return [.device(device.name, .driver(.kmem))] + shapeBefore }
        return arrival?.driver == .kmem && shape != nil ? [.device(device.name, .notSystemRAM)] : []
    }
}
