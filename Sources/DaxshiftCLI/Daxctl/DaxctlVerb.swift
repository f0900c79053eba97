// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// The commands of daxctl, in the order in which it lists them.
enum DaxctlVerb: String, Sendable, CaseIterable, DropInVerb {
    case version
    case list
    case help
    case splitACPI = "split-acpi"
    case migrateDeviceModel = "migrate-device-model"
    case createDevice = "create-device"
    case destroyDevice = "destroy-device"
    case reconfigureDevice = "reconfigure-device"
    case onlineMemory = "online-memory"
    case offlineMemory = "offline-memory"
    case disableDevice = "disable-device"
    case enableDevice = "enable-device"

    static let program = "daxctl"
    static let supportedVersion = "85"

    var operands: String { self == .help ? "[<command>]" : purpose == nil ? "" : "<device>" }

    var options: [GitOption] {
        switch self {
        case .version, .help, .migrateDeviceModel: []
        case .list: [.region, .device, .devices, .regions, .mappings, .idle, .human]
        case .splitACPI: [.directory, .proximityDomain, .nodes, .verbose]
        case .createDevice: GitOption.common + [.size, .align, .input]
        case .destroyDevice: GitOption.common + [.force]
        case .reconfigureDevice:
            GitOption.common + [.size, .align, .input, .mode, .noOnline, .force, .checkConfig, .noMovable]
        case .onlineMemory: GitOption.common + [.noMovable]
        case .offlineMemory, .disableDevice, .enableDevice: GitOption.common
        }
    }

    /// The text after `specify a device to`; nil for a command without a device.
    var purpose: String? {
        switch self {
        case .reconfigureDevice: "reconfigure"
        case .destroyDevice: "destroy"
        case .onlineMemory: "online memory for"
        case .offlineMemory: "offline memory for"
        case .enableDevice: "enable"
        case .disableDevice: "disable"
        case .version, .list, .help, .splitACPI, .migrateDeviceModel, .createDevice: nil
        }
    }

    func closing(of count: Int, _ errno: Errno?) -> [String] {
        guard let (attempt, done) = words else { return [] }
        return (errno.map { ["error \(attempt): \($0)"] } ?? [])
            + ["\(done) \(count) device\(count == 1 ? "" : "s")"]
    }

    private var words: (attempt: String, done: String)? {
        switch self {
        case .createDevice: ("creating devices", "created")
        case .destroyDevice: ("destroying devices", "destroyed")
        case .reconfigureDevice: ("reconfiguring devices", "reconfigured")
        case .onlineMemory: ("onlining memory", "onlined memory for")
        case .offlineMemory: ("offlining memory", "offlined memory for")
        case .enableDevice: ("enabling device", "enabled")
        case .disableDevice: ("disabling device", "disabled")
        case .version, .list, .help, .splitACPI, .migrateDeviceModel: nil
        }
    }
}

extension GitOption {
    fileprivate static let common: [GitOption] = [region, human, verbose]

    static let region = GitOption(
        long: "region", short: "r", value: "region", help: "only objects in this region: N, regionN or all")
    static let device = GitOption(
        long: "dev", short: "d", value: "device", help: "only this device: daxX.Y, X.Y or all")
    static let devices = GitOption(long: "devices", short: "D", help: "show devices")
    static let regions = GitOption(long: "regions", short: "R", help: "show regions")
    static let mappings = GitOption(long: "mappings", short: "M", help: "show the physical ranges of devices")
    static let idle = GitOption(long: "idle", short: "i", help: "show devices of size 0 as well")
    static let human = GitOption(long: "human", short: "u", help: "print sizes and addresses for people")
    static let verbose = GitOption(long: "verbose", short: "v", help: "report each step on standard error")
    static let size = GitOption(
        long: "size", short: "s", value: "size", help: "the size of the device: 1073741824, 1G or 1GiB"
    )
    static let align = GitOption(
        long: "align", short: "a", value: "align", help: "the alignment of the device's mappings: 2M or 1G")
    static let input = GitOption(
        long: "input", value: "file", help: "a description of the device, as list prints it")
    static let mode = GitOption(
        long: "mode", short: "m", value: "mode", help: "the mode of the device: system-ram, devdax or famfs"
    )
    static let noOnline = GitOption(
        long: "no-online", short: "N", help: "leave new system RAM offline")
    static let force = GitOption(
        long: "force", short: "f", help: "take memory offline, and unbind a device in use")
    static let checkConfig = GitOption(
        long: "check-config", short: "C", help: "take the mode from the configuration files")
    static let noMovable = GitOption(
        long: "no-movable", help: "bring memory online in a kernel zone")
    static let directory = GitOption(
        long: "directory", short: "d", value: "folder",
        help: "the folder of the ACPI tables, as acpixtract -a writes them")
    static let proximityDomain = GitOption(
        long: "pxm", short: "p", value: "domain", isNumber: true, help: "the proximity domain to split")
    static let nodes = GitOption(
        long: "nodes", short: "n", value: "count", isNumber: true,
        help: "the number of nodes to split it into; 2 by default")
}
