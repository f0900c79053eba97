// SPDX-License-Identifier: Apache-2.0

internal import DaxFormat
internal import DaxModel
internal import SystemPackage

/// A command of ndctl that changes namespaces or regions, from its command line.
struct NdctlChange: Sendable {
    /// The command.
    let verb: NdctlVerb
    /// What is to become of what.
    let goal: Goal
    /// The buses and regions that the options select.
    let filter: NdctlFilter
    /// Whether `-f` is given.
    let isForced: Bool
    /// Whether each step is reported.
    let isVerbose: Bool

    /// What can be asked for.
    enum Goal: Sendable, Hashable {
        /// A namespace in the first region that has room; or in each region as many as there is room for.
        case create(NamespaceShape, fills: Bool)
        /// Another mode, size or name for a namespace, whose DIMMs may get labels first.
        case reconfigure(Target, NamespaceShape, labels: Bool)
        /// What the command says for namespaces.
        case namespaces(Target)
        /// What the command says for regions.
        case regions(NdctlNames)
    }

    /// The namespaces that a command names.
    enum Target: Sendable, Hashable {
        /// `all`.
        case all
        /// One namespace.
        case one(NamespaceReference)
        /// No namespace: the name is malformed.
        case malformed(MalformedName)

        /// Reads `namespaceX.Y`, `X.Y`, a UUID or `all`.
        init(_ text: String) {
            if text == "all" {
                self = .all
            } else if let reference = NamespaceReference(uuid: text) {
                self = .one(reference)
            } else {
                do throws(MalformedName) {
                    self = .one(.name(try ObjectName.namespace(text)))
                } catch {
                    self = .malformed(error)
                }
            }
        }

        /// Whether a namespace is named.
        func includes(_ namespace: Namespace) -> Bool {
            switch self {
            case .all: true
            case .one(let reference): reference.means(namespace)
            case .malformed: false
            }
        }
    }

    /// Interprets a command line.
    ///
    /// - Throws: `DropInProblem` for an invalid or unsupported command line.
    init(_ verb: NdctlVerb, _ arguments: GitArguments) throws(DropInProblem) {
        self.verb = verb
        isForced = arguments.has("force")
        isVerbose = arguments.has("verbose")
        let operand = try Self.operand(arguments.operands, verb)
        switch verb {
        case .createNamespace: goal = try Self.creation(arguments)
        case .enableRegion, .disableRegion:
            if let type = arguments.values["type"], type != "pmem", type != "blk" {
                throw .badUsage("unknown region type '\(type)', should be 'pmem' or 'blk'")
            }
            goal = .regions(NdctlNames(operand))
        default: goal = .namespaces(Target(operand ?? "all"))
        }
        filter = try NdctlFilter(arguments)
    }

    /// The word that names what a command acts on.
    static func operand(_ operands: [String], _ verb: NdctlVerb) throws(DropInProblem) -> String? {
        let missing = verb.missingOperand
        if let missing, operands.isEmpty { throw .badUsage(missing) }
        let extra = operands.dropFirst(missing == nil ? 0 : 1)
        guard extra.isEmpty else {
            throw .usage(extra.flatMap { DropInProblem.lines("unknown extra parameter \"\($0)\"") })
        }
        return operands.first
    }

    // MARK: What to create

    private static func creation(_ arguments: GitArguments) throws(DropInProblem) -> Goal {
        let isNew = !arguments.has("reconfig")
        var shape = NamespaceShape()
        shape.mode = try mode(arguments.values["mode"])
        try check(type: arguments.values["type"], shape.mode)
        shape.map = try map(arguments.values["map"])
        shape.extent = try size(arguments.values["size"]).map { .size($0) }
        shape.align = try align(arguments.values["align"])
        shape.uuid = try uuid(arguments.values["uuid"])
        shape.altName = try name(arguments.values["name"])
        if let text = arguments.values["sector-size"] {
            shape.sectorSize = try bytes(text) { "invalid sector size: \($0)" }
        }
        if isNew {
            shape.mode = shape.mode ?? .fsdax
            let hasMap = shape.mode == .fsdax || shape.mode == .devdax
            guard hasMap || shape.map == nil else {
                throw .badUsage("--map only valid for an devdax mode pmem namespace")
            }
        }
        guard let name = arguments.values["reconfig"] else {
            return .create(shape, fills: arguments.has("continue"))
        }
        return .reconfigure(Target(name), shape, labels: !arguments.isReset("autolabel"))
    }

    private static func mode(_ text: String?) throws(DropInProblem) -> NamespaceMode? {
        do throws(DropInProblem) {
            return try NdctlFilter.mode(text)
        } catch {
            throw .badUsage("invalid mode '\(text ?? "")'")
        }
    }

    private static func check(type: String?, _ mode: NamespaceMode?) throws(DropInProblem) {
        switch type {
        case nil, "pmem": break
        case "blk" where mode == .fsdax || mode == .devdax:
            throw .badUsage("only 'pmem' namespaces support dax operation")
        case "blk": break
        case let type?:
            throw .badUsage("invalid type '\(type)', must be either 'pmem' or 'blk'")
        }
    }

    private static func map(_ text: String?) throws(DropInProblem) -> MapPlace? {
        guard let text else { return nil }
        guard let map = MapPlace(rawValue: text) else {
            throw .badUsage("invalid map location '\(text)'")
        }
        return map
    }

    /// The size; nothing, a unit alone, and 0 are refused: ndctl takes them for all that is free.
    private static func size(_ text: String?) throws(DropInProblem) -> ByteCount? {
        guard let text else { return nil }
        guard !text.allSatisfy({ "0kKmMgGtT".contains($0) }) else {
            throw .error("--size '\(text)' is no size; leave it out for all that is free", .invalidArgument)
        }
        return try bytes(text) { "failed to parse namespace size '\($0)'" }
    }

    private static func align(_ text: String?) throws(DropInProblem) -> ByteCount? {
        guard let text else { return nil }
        let align = try bytes(text) { "failed to parse namespace alignment '\($0)'" }
        guard isAlignment(align) else { throw .badUsage(badAlignment) }
        return align
    }

    /// Whether mappings can have an alignment.
    static func isAlignment(_ align: ByteCount) -> Bool {
        align.rawValue >= 4096 && align.rawValue.nonzeroBitCount == 1
    }

    /// What ndctl says of any other alignment.
    static let badAlignment = "align must be a power-of-2 greater than 4096"

    private static func uuid(_ text: String?) throws(DropInProblem) -> String? {
        guard let text else { return nil }
        guard case .uuid(let uuid)? = NamespaceReference(uuid: text) else {
            throw .badUsage("failed to parse uuid: '\(text)'")
        }
        guard uuid.contains(where: { $0 != "0" && $0 != "-" }) else {
            throw .error("the UUID of zeros means none", .invalidArgument)
        }
        return uuid
    }

    private static func name(_ text: String?) throws(DropInProblem) -> String? {
        guard let text else { return nil }
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
            throw .error("the name has control characters", .invalidArgument)
        }
        return text
    }

    private static func bytes(
        _ text: String, orSay problem: (String) -> String
    ) throws(DropInProblem) -> ByteCount {
        do throws(SizeText.Malformed) {
            return try SizeText.bytes(text)
        } catch {
            throw .badUsage("\(problem(text)): \(error)")
        }
    }
}
