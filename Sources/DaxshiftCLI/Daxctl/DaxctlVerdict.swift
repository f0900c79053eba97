// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import SystemPackage

/// What daxctl says of one device before anything is planned, from how the device is used.
enum DaxctlVerdict: Sendable, Hashable {
    /// The engine is to be asked; the user is told these lines.
    case ask([String])
    /// Nothing is to be done, and the device does not count.
    case nothing(String)
    /// It makes no sense for this device.
    case refused(String, Errno)
}

extension DaxctlChange {
    /// Judges a device.
    func verdict(on device: DaxDevice, in inventory: Inventory) -> DaxctlVerdict {
        switch goal {
        case .unknownMode(let mode):
            .refused(
                "\(device.name): unknown mode requested: 0; '\(mode)' is none of "
                    + DaxDevice.Mode.allCases.map(\.rawValue).joined(separator: ", "),
                .invalidArgument)
        case .unavailable(let what):
            .refused("\(device.name): \(what): \(Self.isUnavailable)", .notSupported)
        case .change(.configured):
            switch inventory.configuration.finding(on: device, in: inventory) {
            case .nothing: .nothing(Self.noSection(device.name))
            case .section(let section): verdict(on: device, section.change)
            case .several(let sections):
                .refused(
                    "\(Self.noSection(device.name)): it is one device, and "
                        + "\(sections.map(\.description).joined(separator: " and ")) are about it; leave one of them",
                    .invalidArgument)
            case .malformed: .refused(Self.noSection(device.name), .invalidArgument)
            }
        case .change(let change): verdict(on: device, change)
        }
    }

    /// What daxctl says of a device about which nothing can be found in the configuration.
    static func noSection(_ device: DeviceName) -> String {
        "\(device): missing or malformed config section"
    }

    private func verdict(on device: DaxDevice, _ change: Request.Change) -> DaxctlVerdict {
        switch change {
        case .onlineMemory(let zone): memoryVerdict(on: device, .online, zone)
        case .offlineMemory: memoryVerdict(on: device, .offline, nil)
        case _ where device.model == .class:
            .refused(
                "\(device.name): device model is dax-class, where a device can't change its driver; "
                    + "'daxshift migrate-device-model --to bus --now' brings it to the bus",
                .notSupported)
        case .systemRAM: .ask(already(device, .systemRAM) + alreadyAll(device, .online))
        case .systemRAMOffline: .ask(already(device, .systemRAM))
        case .devdax: .ask(already(device, .devdax) + (isForced ? alreadyAll(device, .offline) : []))
        case .famfs where device.driver == .kmem:
            .refused(
                "\(device.name): a device in system-ram mode goes to devdax mode first", .invalidArgument)
        case .famfs: .ask(already(device, .famfs))
        case .model, .configured, .created, .reshaped, .destroyed: .ask([])
        case .enabled, .disabled:
            device.driver == .kmem
                ? .refused(
                    "\(device.name): status operations are only applicable in devdax mode",
                    .noSuchAddressOrDevice)
                : .ask([])
        }
    }

    private func memoryVerdict(
        on device: DaxDevice, _ state: MemoryBlock.State, _ zone: MemoryZone?
    ) -> DaxctlVerdict {
        guard device.driver == .kmem else {
            return .refused(
                "\(device.name): memory operations are not applicable in "
                    + "\((device.mode ?? .devdax).rawValue) mode", .noSuchAddressOrDevice)
        }
        if zone == nil, let line = alreadyAll(device, state).first { return .nothing(line) }
        let count = device.blocks.count { $0.state == state }
        guard count > 0, count < device.blocks.count else { return .ask([]) }
        return .ask([
            "\(device.name): \(count) memory section\(count == 1 ? "" : "s") already \(state.rawValue)"
        ])
    }

    private func already(_ device: DaxDevice, _ mode: DaxDevice.Mode) -> [String] {
        device.mode == mode ? ["\(device.name) was already in \(mode.rawValue) mode"] : []
    }

    private func alreadyAll(_ device: DaxDevice, _ state: MemoryBlock.State) -> [String] {
        guard !device.blocks.isEmpty, device.blocks.allSatisfy({ $0.state == state }) else { return [] }
        return ["\(device.name): all memory sections (\(device.blocks.count)) already \(state.rawValue)"]
    }
}
