// SPDX-License-Identifier: Apache-2.0

/// What stands in the way of a change.
extension Planner {
    func impossible(_ device: DaxDevice, _ problem: String, _ remedy: String) -> Refusal {
        Refusal([.init(.impossible, device: device.name, problem, remedy: remedy)])
    }

    func checkBus(_ device: DaxDevice) throws(Refusal) {
        guard device.model == .class else { return }
        throw impossible(
            device,
            "it stands under the class model (/sys/class/dax, \(device.driver ?? .daxPmemCompat)), where a "
                + "device can't change its driver",
            "'daxshift migrate-device-model --to bus --now' brings it to the bus, and 'reconfigure-device --migrate' "
                + "does both in one run")
    }

    func checkRanges(_ device: DaxDevice) throws(Refusal) {
        guard device.size != .zero else {
            throw impossible(
                device, "it has no size", "a device of a dynamic region must be given a size first")
        }
        guard !device.ranges.isEmpty else {
            throw impossible(
                device, "its physical ranges could not be read",
                "run as root; 'daxshift list --json' names the files among its gaps")
        }
    }

    func checkLeakedRanges(_ device: DaxDevice) throws(Refusal) {
        guard let first = device.leakedRanges.first else { return }
        let size = device.leakedRanges.reduce(ByteCount.zero) { $0 + $1.size }
        let more = device.leakedRanges.count > 1 ? " and more" : ""
        throw impossible(
            device,
            "it was taken from kmem while memory of it was online, so the kernel keeps \(size) of it "
                + "(\(first)\(more) in /proc/iomem) as system RAM and gives it to no driver",
            "only a reboot frees it")
    }

    func checkUsers(_ device: DaxDevice, force: Bool) throws(Refusal) {
        guard !force else { return }
        let taking =
            "--force takes it away all the same: a process that has it mapped then dies by SIGBUS at its next access"
        guard !device.users.isEmpty else {
            guard let unseen = device.unseenUsers else { return }
            throw Refusal([
                .init(
                    .loss, device: device.name,
                    "\(device.characterDevice) may be in use, which can't be seen: \(unseen)",
                    remedy: "\(unseen.remedy), or \(taking)")
            ])
        }
        let shown = device.users.prefix(5).map(\.description).joined(separator: ", ")
        let more = device.users.count > 5 ? " and \(device.users.count - 5) more" : ""
        throw Refusal([
            .init(
                .loss, device: device.name,
                "\(device.users.count == 1 ? "a process uses" : "\(device.users.count) processes use") "
                    + "\(device.characterDevice): \(shown)\(more)",
                remedy: "end what uses it, or \(taking)")
        ])
    }

    func checkBlocks(_ device: DaxDevice) throws(Refusal) {
        guard !device.blocks.isEmpty else {
            throw impossible(
                device, "its memory blocks could not be told",
                "run as root; 'daxshift list --json' names the unreadable files among its gaps")
        }
        if let block = device.blocks.first(where: { $0.state == nil || $0.state == .goingOffline }) {
            throw impossible(
                device,
                block.state == nil
                    ? "the state of memory\(block.index) could not be read"
                    : "memory\(block.index) is just going offline",
                "wait for other tools that change memory to end, and try again")
        }
    }

    func missingDrivers(of moves: [Move]) -> [Refusal.Reason] {
        neededDrivers(of: moves).compactMap { driver in
            guard let module = inventory.module(driver.rawValue) else { return nil }
            if module.state == .missing {
                return .init(
                    .impossible, "the driver module \(module.name) is not there for \(inventory.kernel)",
                    remedy: "install the package that holds this kernel's \(module.name).ko")
            }
            // A provider's blacklist says what comes up at the next boot, not what may be loaded by name.
            if module.state == .loadable, module.isBlacklisted, driver.bus == .dax {
                return .init(
                    .impossible, "the driver module \(module.name) is blacklisted and not loaded",
                    remedy: "remove its blacklist line from /etc/modprobe.d or load it with 'modprobe "
                        + "\(module.name)'")
            }
            if module.state == .loadable, let command = module.substitute {
                return .init(
                    .impossible,
                    "modprobe.d has '\(command)' run in place of loading the driver module \(module.name)",
                    remedy:
                        "remove the line 'install \(module.name) \(command)' from /etc/modprobe.d or load "
                        + "it with 'modprobe --ignore-install \(module.name)'")
            }
            return nil
        }
    }

    func neededDrivers(of moves: [Move]) -> [DriverName] {
        var drivers: [DriverName] = []
        func add(_ driver: DriverName?) {
            if let driver, !drivers.contains(driver) { drivers.append(driver) }
        }
        for move in moves {
            if let model = move.migration?.to { add(model.provider) }
            if move.migration?.to == .bus { add(.deviceDax) }
            if move.rebind { add(move.busDriver) }
        }
        return drivers
    }
}
