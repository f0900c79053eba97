// SPDX-License-Identifier: Apache-2.0

/// What stands in the way of a change.
extension Router {
    func checkLeakedRanges(_ device: DaxDevice) throws(Refusal) {
        guard !device.leakedRanges.isEmpty else { return }
        throw Refusal(
            .device(.leakedRanges(device.leakedRanges)), about: .device(device.name), remedies: .reboot)
    }

    func checkUsers(_ device: DaxDevice, _ allowances: Allowances) throws(Refusal) {
        guard !allowances.force else { return }
        guard !device.users.isEmpty else {
            guard let unseen = device.unseenUsers else { return }
            throw Refusal(
                .device(.usersUnseen(unseen)), about: .device(device.name),
                remedies: .letSee(unseen), .force(.takeFromUsers))
        }
        throw Refusal(
            .device(.inUse(device.users)), about: .device(device.name),
            remedies: .endUsers, .force(.takeFromUsers))
    }

    /// Refuses to overwrite what an NVDIMM holds, or may hold where it can't be read.
    func checkStoredData(_ device: DaxDevice, _ allowances: Allowances) throws(Refusal) {
        guard !allowances.force, !allowances.overwriting, inventory.region(of: device)?.provider == .pmem
        else { return }
        var finding: Finding
        switch device.storedData {
        case .blank: return
        case .found(let offset): finding = Finding(.device(.holdsData(at: offset)))
        case .unread(let gap):
            finding = Finding(.device(.dataUnread(gap)))
            if gap.needsRoot { finding.remedies = [.readAsRoot] }
        case nil:
            finding = Finding(.device(.dataUnread(nil)))
            if device.mode != .devdax { finding.remedies = [.makeDevdax(device.name)] }
        }
        finding.object = .device(device.name)
        finding.remedies.append(.force(.overwrite))
        throw Refusal([finding])
    }

    func checkBlocks(_ device: DaxDevice) throws(Refusal) {
        guard !device.blocks.isEmpty else {
            throw Refusal(.blocks(.unread), about: .device(device.name), remedies: .readAsRoot)
        }
        if let block = device.blocks.first(where: { $0.state == nil || $0.state == .goingOffline }) {
            throw Refusal(
                .blocks(block.state == nil ? .stateUnread(block.index) : .goingOffline(block.index)),
                about: .device(device.name), remedies: .waitForOthers)
        }
    }

    func missingDrivers(of routes: [Route], and nvdimms: [NvdimmRoute]) -> [Finding] {
        (neededDrivers(of: routes) + neededDrivers(of: nvdimms)).compactMap { driver in
            guard let module = inventory.module(driver.rawValue) else { return nil }
            if module.state == .missing {
                return Finding(
                    .driver(.missing(module: module.name, inventory.kernel)),
                    remedies: .installModule(module.name))
            }
            // A blacklisted provider can still be loaded by name: the blacklist only affects the next boot.
            if module.state == .loadable, module.isBlacklisted, driver.bus == .dax {
                return Finding(
                    .driver(.blacklisted(module: module.name)),
                    remedies: .removeBlacklist(module: module.name))
            }
            if module.state == .loadable, let command = module.substitute {
                return Finding(
                    .driver(.substituted(module: module.name, command: command)),
                    remedies: .removeInstall(module: module.name, command: command))
            }
            return nil
        }
    }

    /// The drivers that must be there before the first device changes hands.
    ///
    /// The driver that a device leaves is one of them: the device of a new namespace gets it only if it is there already.
    func neededDrivers(of routes: [Route]) -> [DriverName] {
        var drivers: [DriverName] = []
        func add(_ driver: DriverName?) {
            if let driver, !drivers.contains(driver) { drivers.append(driver) }
        }
        for route in routes {
            if let model = route.crossing?.to { add(model.provider) }
            if route.crossing?.to == .bus { add(.deviceDax) }
            add(route.departure?.driver)
            add(route.arrival?.driver)
        }
        return drivers
    }
}
