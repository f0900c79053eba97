// SPDX-License-Identifier: Apache-2.0

/// How devices get from one device model to the other.
extension Router {
    /// Plans that a device under the class model comes to the bus, and to its goal there.
    func toBus(_ device: DaxDevice, _ goal: DeviceGoal) throws(Refusal) -> Route {
        let ndDevice = try inventory.ndDevice(under: device)
        guard device.driver == .daxPmemCompat else {
            throw Refusal(
                .device(.classModelOnly(device.driver)), about: .device(device.name), remedies: .bootForBus)
        }
        try device.checkRanges()
        try checkUsers(device, goal.allowances)
        var onBus = device.shown(under: .bus)
        onBus.driver = .deviceDax
        var route = try routeOnBus(onBus, to: goal)
        route.plan.isUnchanged = false
        route.crossing = Route.Crossing(ndDevice: ndDevice, to: .bus)
        return route
    }

    /// Plans that a device goes to `device_dax`, and then to the class model.
    func toClass(_ device: DaxDevice, _ goal: DeviceGoal) throws(Refusal) -> Route {
        let ndDevice = try inventory.ndDevice(under: device)
        var route: Route
        if device.driver == .deviceDax {
            try device.checkRanges()
            try checkUsers(device, goal.allowances)
            route = Route(device, to: goal, on: inventory)
        } else {
            route = try changingDriver(device, goal, to: .deviceDax)
        }
        route.crossing = Route.Crossing(ndDevice: ndDevice, to: .class)
        return route
    }

    // MARK: Steps

    /// Moves a device to the bus model, held by `device_dax` as it was by `dax_pmem_compat`.
    ///
    /// While it moves the device is gone, so the first step on the bus checks that it is still the same.
    func bringingToBus(_ route: Route) -> [Step] {
        guard let crossing = route.crossing, crossing.to == .bus else { return [] }
        let name = route.device.name
        return carrying(crossing, name, requires: route.goal.allowances.force ? [] : [.device(name, .unused)])
            + [
                Step(
                    for: .device(name), action: .device(name, .bind(.deviceDax, bystanders: [])),
                    undo: .action(.device(name, .unbind(.deviceDax, blocks: []))),
                    requires: [.device(name, .ranges(route.plan.identity.ranges))])
            ]
    }

    /// Removes a device that `device_dax` holds from the bus.
    func takingFromBus(_ route: Route) -> [Step] {
        guard let crossing = route.crossing, crossing.to == .class else { return [] }
        let name = route.device.name
        return [
            Step(
                for: .device(name), action: .device(name, .unbind(.deviceDax, blocks: [])),
                undo: .action(.device(name, .bind(.deviceDax, bystanders: []))),
                requires: route.goal.allowances.force ? [] : [.device(name, .unused)])
        ] + carrying(crossing, name)
    }

    /// Binds the nd device of a device to the other model's driver.
    private func carrying(
        _ crossing: Route.Crossing, _ name: DeviceName, requires: [Condition] = []
    ) -> [Step] {
        let (from, to) = (crossing.to.other.provider, crossing.to.provider)
        let ndDevice = crossing.ndDevice
        return [
            Step(
                for: .device(name), action: .ndDevice(ndDevice, .unbind(from, carrying: name)),
                undo: .action(.ndDevice(ndDevice, .bind(from))),
                requires: requires),
            Step(
                for: .device(name), action: .ndDevice(ndDevice, .bind(to)),
                undo: .action(.ndDevice(ndDevice, .unbind(to, carrying: name)))),
        ]
    }
}
