// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import SystemPackage

/// A command of daxctl that changes devices, as far as its command line tells.
struct DaxctlChange: Sendable {
    /// The command.
    let verb: DaxctlVerb
    /// The devices that it names.
    let device: DaxctlName<DeviceName>
    /// The region that they must lie in.
    let region: DaxctlName<Int>
    /// What is to be done.
    let goal: Goal
    /// Whether memory may be taken offline on the way.
    let isForced: Bool
    /// Whether sizes are printed for people.
    let isHuman: Bool
    /// Whether each step is told.
    let isVerbose: Bool

    /// What can be asked for.
    enum Goal: Sendable, Hashable {
        /// What the native commands do as well.
        case change(Request.Change)
        /// A mode that there is not.
        case unknownMode(String)
        /// What the engine can't do yet.
        case unavailable(String)
    }

    /// Why a command line is not carried out.
    enum Problem: Error {
        /// It makes no sense.
        case usage([String])
        /// It can't be done.
        case failure(String, Errno)
    }

    /// Makes sense of a command line.
    ///
    /// - Throws: ``Problem`` when it makes none, or when this version can't do what it asks for.
    init(_ verb: DaxctlVerb, _ arguments: GitArguments) throws(Problem) {
        self.verb = verb
        device = DaxctlName(device: try Self.operand(arguments.operands, verb))
        region = DaxctlName(region: arguments.values["region"])
        goal = try Self.goal(verb, arguments)
        isForced = arguments.has("force")
        isHuman = arguments.has("human")
        isVerbose = arguments.has("verbose")
    }

    /// Whether the devices are printed once they are changed.
    var showsDevices: Bool { verb == .reconfigureDevice }

    /// What the engine is asked for.
    func request(_ change: Request.Change, for names: [DeviceName]) -> Request {
        Request(selection: DeviceSelection(names: names), change: change, force: isForced)
    }

    private static func operand(_ operands: [String], _ verb: DaxctlVerb) throws(Problem) -> String? {
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

    private static func goal(_ verb: DaxctlVerb, _ arguments: GitArguments) throws(Problem) -> Goal {
        switch verb {
        case .reconfigureDevice: return try reconfiguration(arguments)
        case .onlineMemory: return .change(.onlineMemory(zone(arguments)))
        case .offlineMemory: return .change(.offlineMemory)
        case .enableDevice: return .change(.enabled)
        case .disableDevice: return .change(.disabled)
        case .destroyDevice: return .unavailable(verb.rawValue)
        case .createDevice, .migrateDeviceModel, .splitACPI, .version, .list, .help:
            try checkSizes(arguments)
            throw .failure("\(verb.rawValue): \(Self.isUnavailable)", .notSupported)
        }
    }

    private static func reconfiguration(_ arguments: GitArguments) throws(Problem) -> Goal {
        let (mode, leavesOffline) = (arguments.values["mode"], arguments.has("no-online"))
        if arguments.has("check-config") {
            guard mode == nil, !leavesOffline, !arguments.has("no-movable") else {
                throw .usage([
                    "\(arguments.operands[0]): -C cannot be used with --mode, --(no-)movable, or --(no-)online"
                ])
            }
            guard !arguments.has("size"), !arguments.has("align") else {
                throw .usage(["\(arguments.operands[0]): -C cannot be used with --size or --align"])
            }
            return .change(.configured)
        }
        if arguments.has("size") || arguments.has("align") {
            try checkSizes(arguments)
            return .unavailable("--size and --align")
        }
        guard let mode else { throw .usage(["error: a 'align', 'mode' or 'size' option is required"]) }
        guard let known = DaxDevice.Mode(rawValue: mode) else { return .unknownMode(mode) }
        guard known == .systemRAM || !leavesOffline else {
            throw .usage(["--no-online is incompatible with --mode=\(mode)"])
        }
        return switch known {
        case .systemRAM: .change(leavesOffline ? .systemRAMOffline : .systemRAM(zone(arguments)))
        case .devdax: .change(.devdax)
        case .famfs: .change(.famfs)
        }
    }

    private static func zone(_ arguments: GitArguments) -> MemoryZone? {
        arguments.has("no-movable") ? .kernel : nil
    }

    private static func checkSizes(_ arguments: GitArguments) throws(Problem) {
        for option in ["size", "align"] {
            guard let text = arguments.values[option] else { continue }
            do throws(DaxctlSize.Malformed) {
                _ = try DaxctlSize.bytes(text)
            } catch {
                throw .failure("--\(option): \(error)", .invalidArgument)
            }
        }
    }

    /// What is said of things that daxctl does and the engine can't yet.
    static let isUnavailable = "this version of daxshift can't do that yet; nothing was changed"
}
