// SPDX-License-Identifier: Apache-2.0

/// How devices get from one device model to the other, now and at the next boot.
extension Planner {
    /// A device's way from one model to the other: its nd device changes its driver.
    struct Migration {
        var nvdimm: KernelName
        var to: DeviceModel
    }

    /// Plans that a device is a character device under a model.
    func migrating(_ device: DaxDevice, to model: DeviceModel, _ request: Request) throws(Refusal) -> Move {
        let nvdimm = try nvdimm(of: device)
        guard device.model != model else { return unchanged(device, memory: .any) }
        guard model == .class else { return try migratingFirst(device, request) }
        var move = try moveWithinModel(device, request)
        if move.plan.isUnchanged {
            try checkRanges(device)
            try checkUsers(device, force: request.force)
        }
        move.plan.isUnchanged = false
        move.plan.goal.driver = model.provider
        move.isForced = request.force
        move.migration = Migration(nvdimm: nvdimm, to: model)
        return move
    }

    /// Plans that a device under the class model comes to the bus, and what is asked for is done there.
    func migratingFirst(_ device: DaxDevice, _ request: Request) throws(Refusal) -> Move {
        let nvdimm = try nvdimm(of: device)
        guard device.driver == .daxPmemCompat else {
            throw Refusal(
                .device(.classModelOnly(device.driver)), about: .device(device.name), remedies: .bootForBus)
        }
        try checkRanges(device)
        try checkUsers(device, force: request.force)
        var onBus = device.shown(under: .bus)
        onBus.driver = .deviceDax
        var move = try moveWithinModel(onBus, request)
        move.plan.isUnchanged = false
        move.isForced = request.force
        move.migration = Migration(nvdimm: nvdimm, to: .bus)
        return move
    }

    /// Brings a device to the bus, in the hands of `device_dax` as it was in those of `dax_pmem_compat`.
    ///
    /// On its way the device is gone, so the first step on the bus asks whether it is still the same.
    func toBus(_ move: Move) -> [Step] {
        guard let migration = move.migration, migration.to == .bus else { return [] }
        let name = move.device.name
        return carrying(migration, name, requires: move.isForced ? [] : [.device(name, .unused)]) + [
            Step(
                for: .device(name), action: .device(name, .bind(.deviceDax, bystanders: [])),
                undo: .action(.device(name, .unbind(.deviceDax, blocks: []))),
                requires: [.device(name, .ranges(move.plan.identity.ranges))])
        ]
    }

    /// Takes a device of `device_dax` from the bus.
    func toClass(_ move: Move) -> [Step] {
        guard let migration = move.migration, migration.to == .class else { return [] }
        let name = move.device.name
        return [
            Step(
                for: .device(name), action: .device(name, .unbind(.deviceDax, blocks: [])),
                undo: .action(.device(name, .bind(.deviceDax, bystanders: []))),
                requires: move.isForced ? [] : [.device(name, .unused)])
        ] + carrying(migration, name)
    }

    /// Gives the nd device under a device to the other model's driver.
    private func carrying(
        _ migration: Migration, _ name: DeviceName, requires: [Condition] = []
    ) -> [Step] {
        let (from, to) = (migration.to.other.provider, migration.to.provider)
        let nvdimm = migration.nvdimm
        return [
            Step(
                for: .device(name), action: .ndDevice(nvdimm, .unbind(from, carrying: name)),
                undo: .action(.ndDevice(nvdimm, .bind(from))),
                requires: requires),
            Step(
                for: .device(name), action: .ndDevice(nvdimm, .bind(to)),
                undo: .action(.ndDevice(nvdimm, .unbind(to, carrying: name)))),
        ]
    }

    /// The nd device that provides a device's region.
    private func nvdimm(of device: DaxDevice) throws(Refusal) -> KernelName {
        guard let region = inventory.region(of: device), region.provider == .pmem else {
            throw Refusal(
                .device(.notOnNvdimm), about: .device(device.name), remedies: .nameNvdimmDevices)
        }
        return KernelName(rawValue: String(region.providerDevice))
    }

    // MARK: The next boot

    func configuring(_ choice: NextBoot.Choice?) -> [Step] {
        guard let content = choice?.content, let now = inventory.nextBoot?.file else { return [] }
        return [Step(action: .file(.modprobe(content)), undo: .action(.file(.modprobe(now))))]
    }

    func nextBoot(for request: Request) throws(Refusal) -> NextBoot.Choice? {
        guard let model = request.nextBoot, let nextBoot = inventory.nextBoot else { return nil }
        var choice = try nextBoot.choosing(model, with: inventory.modules)
        var then = nextBoot
        then.file = choice.content ?? nextBoot.file
        if let content = choice.content {
            choice.notes.insert(Finding(.boot(.chosen(model, withFile: content != .absent))), at: 0)
        }
        choice.notes.append(then.initramfsFinding(on: inventory.kernel))
        return choice
    }

    /// What keeps this kernel from showing any device under a model that is asked for.
    func missingModels(for request: Request) -> [Finding] {
        var asked = request.nextBoot.map { [$0] } ?? []
        if case .model(let model) = request.change, !asked.contains(model) { asked.append(model) }
        return asked.filter { inventory.module($0.provider.rawValue)?.state == .missing }.map { model in
            Finding(
                .model(.notOffered(model, inventory.kernel)),
                remedies: model == .class ? .useBus : .installBusDriver)
        }
    }

    /// Says that there is nothing to do, where a whole host is asked to be as it is.
    func notes(on request: Request, _ moves: [Move]) -> [Finding] {
        guard case .model(let model) = request.change, request.selection.names == nil,
            moves.allSatisfy(\.plan.isUnchanged)
        else { return [] }
        let isOnly = inventory.module(model.other.provider.rawValue)?.state == .missing
        return [Finding(.model(moves.isEmpty ? .noDevice : .reached(model, isOnly: isOnly)))]
    }
}
