// SPDX-License-Identifier: Apache-2.0

internal import DaxFormat
internal import DaxModel
internal import SystemPackage

/// A daxctl command that changes devices, from its command line.
struct DaxctlChange: Sendable {
    /// The command.
    let verb: DaxctlVerb
    /// The devices that it names.
    let device: DaxctlName<DeviceName>
    /// The region that they must lie in.
    let region: DaxctlName<RegionNumber>
    /// The requested change.
    let goal: Goal
    /// Whether `-f` is given.
    let isForced: Bool
    /// Whether sizes are human-readable.
    let isHuman: Bool
    /// Whether each step is reported.
    let isVerbose: Bool
    /// Whether the devices are printed after the change.
    let showsDevices: Bool

    /// What can be asked for.
    enum Goal: Sendable, Hashable {
        /// A change of devices.
        case change(Request.Change)
        /// The device model from the next boot on.
        case nextBoot(DeviceModel)
        /// An unknown mode.
        case unknownMode(String)
    }

    /// Interprets a command line.
    ///
    /// - Throws: `DropInProblem` for an invalid or unsupported command line.
    init(_ verb: DaxctlVerb, _ arguments: GitArguments) throws(DropInProblem) {
        self.verb = verb
        device = DaxctlName(device: try Self.operand(arguments.operands, verb))
        region = DaxctlName(region: arguments.values["region"])
        goal = try Self.goal(verb, arguments)
        isForced = arguments.has("force")
        isHuman = arguments.has("human")
        isVerbose = arguments.has("verbose")
        showsDevices =
            verb == .createDevice
            || verb == .reconfigureDevice && (arguments.has("mode") || arguments.has("check-config"))
    }

    /// The request for the engine.
    ///
    /// Devices without a driver need no `-f`, unless they have bad memory: nothing uses them.
    ///
    /// - Parameters:
    ///   - devices: The devices.
    ///   - region: The region of a new device.
    /// - Returns: The request.
    func request(for devices: [DaxDevice] = [], in region: RegionNumber? = nil) -> Request {
        var request = Request(
            selection: DeviceSelection(names: devices.map(\.name), regions: region.map { [$0] } ?? []),
            change: .enabled,
            force: isForced || devices.allSatisfy { $0.driver == nil && $0.badRanges.isEmpty })
        // daxctl does not use a device of size 0 again, and does not look at what a device holds.
        request.reusesIdle = false
        request.overwritesData = true
        switch goal {
        case .change(let change): request.change = change
        case .nextBoot(let model):
            request.change = .model(model)
            request.nextBoot = model
        case .unknownMode: break
        }
        return request
    }

    private static func operand(_ operands: [String], _ verb: DaxctlVerb) throws(DropInProblem) -> String? {
        var lines: [String] = []
        if let purpose = verb.purpose {
            if operands.isEmpty { lines = ["specify a device to \(purpose), or \"all\""] }
            lines += operands.dropFirst().map { "unknown extra parameter \"\($0)\"" }
        } else {
            lines = operands.map { "  Error: unknown parameter \"\($0)\"" }
        }
        guard lines.isEmpty else { throw .usage(lines) }
        return operands.first
    }

    private static func goal(_ verb: DaxctlVerb, _ arguments: GitArguments) throws(DropInProblem) -> Goal {
        switch verb {
        case .reconfigureDevice: try reconfiguration(arguments)
        case .onlineMemory: .change(.onlineMemory(zone(arguments)))
        case .offlineMemory: .change(.offlineMemory)
        case .enableDevice: .change(.enabled)
        case .disableDevice: .change(.disabled)
        case .createDevice: .change(.created(try shape(arguments) ?? DeviceShape(.maximum), then: .devdax))
        case .destroyDevice: .change(.destroyed)
        case .migrateDeviceModel, .version, .list, .help, .splitACPI: .nextBoot(.bus)
        }
    }

    private static func reconfiguration(_ arguments: GitArguments) throws(DropInProblem) -> Goal {
        let leavesOffline = arguments.has("no-online")
        if arguments.has("check-config") {
            guard !arguments.has("mode"), !leavesOffline, !arguments.has("no-movable") else {
                throw .usage([
                    "\(arguments.operands[0]): -C cannot be used with --mode, --(no-)movable, or --(no-)online"
                ])
            }
            guard !arguments.has("size"), !arguments.has("align") else {
                throw .usage(["\(arguments.operands[0]): -C cannot be used with --size or --align"])
            }
            return .change(.configured)
        }
        let shape = try shape(arguments, canBeNothing: true)
        var change: Request.Change?
        if let mode = arguments.values["mode"] {
            guard let known = DaxDevice.Mode(rawValue: mode) else { return .unknownMode(mode) }
            guard known == .systemRAM || !leavesOffline else {
                throw .usage(["--no-online is incompatible with --mode=\(mode)"])
            }
            change =
                switch known {
                case .systemRAM: leavesOffline ? .systemRAMOffline : .systemRAM(zone(arguments))
                case .devdax: .devdax
                case .famfs: .famfs
                }
        }
        guard let change = shape.map({ .reshaped($0, then: change) }) ?? change else {
            throw .usage(["error: a 'align', 'mode' or 'size' option is required"])
        }
        return .change(change)
    }

    private static func zone(_ arguments: GitArguments) -> MemoryZone? {
        arguments.has("no-movable") ? .kernel : nil
    }

    /// The requested size, ranges and alignment; nil if none.
    ///
    /// Scripts use a size of 0 to remove the memory of a device; an empty text is not 0.
    private static func shape(
        _ arguments: GitArguments, canBeNothing: Bool = false
    ) throws(DropInProblem) -> DeviceShape? {
        let size = try bytes("size", arguments, least: canBeNothing ? .zero : ByteCount(rawValue: 1))
        let align = try bytes("align", arguments)
        guard let path = arguments.values["input"] else {
            guard size != nil || align != nil else { return nil }
            return DeviceShape(size.map { $0 == .zero ? .nothing : .size($0) }, align: align)
        }
        guard size == nil else {
            throw .failure("--input sets the size; leave out --size", .invalidArgument)
        }
        do throws(MappingsFile.Unusable) {
            return DeviceShape(.ranges(try MappingsFile(reading: path).ranges), align: align)
        } catch {
            throw .usage(["error: failed to parse device file: \(error)"])
        }
    }

    private static func bytes(
        _ option: String, _ arguments: GitArguments, least: ByteCount = ByteCount(rawValue: 1)
    ) throws(DropInProblem) -> ByteCount? {
        guard let text = arguments.values[option] else { return nil }
        let bytes: ByteCount
        do throws(SizeText.Malformed) {
            bytes = try SizeText.bytes(text)
        } catch {
            throw .failure("--\(option): \(error)", .invalidArgument)
        }
        guard bytes >= least else {
            throw .failure("--\(option): 0 is not a valid \(option)", .invalidArgument)
        }
        return bytes
    }
}
