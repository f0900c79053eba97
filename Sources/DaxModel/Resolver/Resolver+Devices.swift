// SPDX-License-Identifier: Apache-2.0

/// What a request means for one device.
extension Resolver {
    func goal(of device: DaxDevice, _ request: Request) throws(Refusal) -> DeviceGoal {
        switch request.change {
        case .model(let model):
            _ = try inventory.ndDevice(under: device)
            guard device.model != model else { return asItIs(device) }
            return goal(device, driver: model == .class ? model.provider : .deviceDax, request)
        case .configured:
            return try configured(device, request)
        default:
            guard request.migrates, device.model == .class else {
                return try goalWithinModel(device, request)
            }
            var onBus = device.shown(under: .bus)
            onBus.driver = .deviceDax
            return try goalWithinModel(onBus, request)
        }
    }

    /// What a request means for a device under the model that it is under.
    func goalWithinModel(_ device: DaxDevice, _ request: Request) throws(Refusal) -> DeviceGoal {
        switch request.change {
        case .systemRAM(let zone):
            return try systemRAM(device, .online(zone), request)
        case .systemRAMOffline:
            return try systemRAM(device, device.driver == .kmem ? .any : .offline, request)
        case .devdax, .model:
            return try driver(device, .deviceDax, request)
        case .famfs:
            return try driver(device, .fsdevDax, request)
        case .disabled:
            return try driver(device, nil, request)
        case .enabled:
            return device.driver == nil ? try driver(device, .deviceDax, request) : asItIs(device)
        case .onlineMemory(let zone):
            return try memory(device, .online(zone), request)
        case .offlineMemory:
            return try memory(device, .offline, request)
        case .configured:
            return try configured(device, request)
        case .created(let shape, let change):
            return try reshaped(device, shape, then: change, request)
        case .reshaped(let shape, let change):
            return try reshaped(device, shape, then: change, request)
        case .destroyed:
            return try destroyed(device, request)
        case .nvdimm, .layout:
            return asItIs(device)
        }
    }

    func asItIs(_ device: DaxDevice) -> DeviceGoal {
        DeviceGoal(
            name: device.name, region: device.regionPath, state: .init(driver: device.driver, memory: .any))
    }

    func goal(
        _ device: DaxDevice, driver: DriverName?, memory: DevicePlan.Goal.Memory = .any, _ request: Request
    ) -> DeviceGoal {
        var goal = DeviceGoal(
            name: device.name, region: device.regionPath, state: .init(driver: driver, memory: memory))
        goal.keepsMapInMemory = request.keepsMapInMemory
        goal.allowances.force = request.force
        goal.allowances.overwriting = request.overwritesData
        goal.allowances.oom = request.allowsOOM
        goal.allowances.poison = request.skipsPoisoned
        return goal
    }

    private func driver(
        _ device: DaxDevice, _ driver: DriverName?, _ request: Request
    ) throws(Refusal) -> DeviceGoal {
        if device.model == .class, driver == .deviceDax { return asItIs(device) }
        try checkBus(device)
        return goal(device, driver: driver, request)
    }

    private func systemRAM(
        _ device: DaxDevice, _ memory: DevicePlan.Goal.Memory, _ request: Request
    ) throws(Refusal) -> DeviceGoal {
        try checkBus(device)
        return goal(device, driver: .kmem, memory: memory, request)
    }

    /// A device without memory blocks is skipped when all are named, and refused when it is named itself.
    private func memory(
        _ device: DaxDevice, _ memory: DevicePlan.Goal.Memory, _ request: Request
    ) throws(Refusal) -> DeviceGoal {
        guard device.driver != .kmem else { return goal(device, driver: .kmem, memory: memory, request) }
        guard request.selection.names == nil else {
            throw Refusal(
                .device(.notSystemRAM), about: .device(device.name), remedies: .makeSystemRAM(device.name))
        }
        var goal = asItIs(device)
        goal.notes = [Finding(.device(.passedOver), about: .device(device.name))]
        return goal
    }

    /// Refuses what only a device under the bus model can become, unless the request moves it there.
    private func checkBus(_ device: DaxDevice) throws(Refusal) {
        guard device.model == .class else { return }
        throw Refusal(
            .device(.classModel(device.driver)), about: .device(device.name), remedies: .migrateToBus)
    }
}
