// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import SystemPackage

/// What daxctl says about a device before a plan is made, from the state of the device.
enum DaxctlVerdict: Sendable, Hashable {
    /// Plan the change; print these lines.
    case ask([String])
    /// There is nothing to do, and the device is not counted.
    case nothing(String)
    /// There is nothing to do, and the device is counted.
    case reached([String])
    /// The command does not apply to this device; print these lines.
    case refused([String], Errno)
}

extension DaxctlChange {
    /// Judges a device.
    func verdict(on device: DaxDevice, in inventory: Inventory) -> DaxctlVerdict {
        switch goal {
        case .unknownMode(let mode):
            .refused(
                [
                    "\(device.name): unknown mode requested: 0",
                    "'\(mode)' is none of "
                        + DaxDevice.Mode.allCases.map(\.rawValue).joined(separator: ", "),
                ], .invalidArgument)
        case .nextBoot: .ask([])
        // Not even -f destroys a device of fixed size: the refusal says why.
        case .change(.destroyed)
        where device.driver != nil && !isForced && inventory.region(of: device)?.kind != .dynamic:
            .ask([])
        case .change(.configured):
            switch inventory.configuration.entry(for: device, in: inventory) {
            case .nothing: .nothing(Self.noSection(device.name))
            case .section(let section): verdict(on: device, section.change)
            case .several(let sections):
                .refused(
                    [
                        "\(Self.noSection(device.name)): "
                            + "\(sections.map(\.description).joined(separator: " and ")) match it; "
                            + "keep one of them"
                    ], .invalidArgument)
            case .malformed: .refused([Self.noSection(device.name)], .invalidArgument)
            }
        case .change(let change): verdict(on: device, change)
        }
    }

    /// The line that daxctl prints for a device without a valid section in the configuration.
    static func noSection(_ device: DeviceName) -> String {
        "\(device): missing or malformed config section"
    }

    private func verdict(on device: DaxDevice, _ change: Request.Change) -> DaxctlVerdict {
        switch change {
        case .onlineMemory(let zone): memoryVerdict(on: device, .online, zone)
        case .offlineMemory: memoryVerdict(on: device, .offline, nil)
        case .destroyed where device.driver != nil && !isForced:
            .refused(
                ["\(device.name) is active, specify --force for deletion"], .noSuchAddressOrDevice)
        case .model, .created, .reshaped, .configured, .nvdimm, .layout: .ask([])
        case .devdax where device.model == .class: .reached(already(device, .devdax))
        case _ where device.model == .class:
            .refused(
                [
                    "\(device.name): device model is dax-class, where a device can't change its driver; "
                        + "'daxshift migrate-device-model --to bus --now' moves it to the bus model"
                ], .notSupported)
        case .systemRAM: .ask(already(device, .systemRAM) + already(device, .online))
        case .systemRAMOffline: .ask(already(device, .systemRAM))
        case .devdax: .ask(already(device, .devdax) + (isForced ? already(device, .offline) : []))
        case .famfs where device.driver == .kmem:
            .refused(
                ["\(device.name): a device in system-ram mode goes to devdax mode first"], .invalidArgument)
        case .famfs: .ask(already(device, .famfs))
        case .destroyed: .ask([])
        case .enabled, .disabled:
            device.driver == .kmem
                ? .refused(
                    ["\(device.name): status operations are only applicable in devdax mode"],
                    .noSuchAddressOrDevice)
                : .ask([])
        }
    }

    private func memoryVerdict(
        on device: DaxDevice, _ state: MemoryBlock.State, _ zone: MemoryZone?
    ) -> DaxctlVerdict {
        guard device.driver == .kmem else {
            return .refused(
                [
                    "\(device.name): memory operations are not applicable in "
                        + "\((device.mode ?? .devdax).rawValue) mode"
                ], .noSuchAddressOrDevice)
        }
        let lines = already(device, state)
        if zone == nil, let line = lines.first, device.blocks.allSatisfy({ $0.state == state }) {
            return .nothing(line)
        }
        return .ask(lines)
    }

    private func already(_ device: DaxDevice, _ mode: DaxDevice.Mode) -> [String] {
        device.mode == mode ? ["\(device.name) was already in \(mode.rawValue) mode"] : []
    }

    private func already(_ device: DaxDevice, _ state: MemoryBlock.State) -> [String] {
        let count = device.blocks.count { $0.state == state }
        guard count > 0 else { return [] }
        let what =
            count == device.blocks.count
            ? "all memory sections (\(count))" : "\(count) memory section\(count == 1 ? "" : "s")"
        return ["\(device.name): \(what) already \(state.rawValue)"]
    }
}
