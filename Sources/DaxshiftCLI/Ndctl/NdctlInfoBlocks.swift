// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import OrderedJSON
internal import SystemPackage

/// `ndctl read-infoblock`: shows the info blocks of namespaces, or of a file.
struct NdctlInfoBlocks: Sendable {
    private let source: Source
    private let output: String?
    private let verifies: Bool
    private let json: NdctlInfoBlockJSON?

    private enum Source: Sendable {
        case namespaces(NdctlSelection)
        /// A file; nil for standard input.
        case file(String?)
    }

    /// Interprets a command line.
    ///
    /// - Throws: `DropInProblem` for an invalid one.
    init(_ arguments: GitArguments) throws(DropInProblem) {
        let input = arguments.values["input"]
        var lines = arguments.operands.dropFirst().flatMap {
            DropInProblem.lines("unknown extra parameter \"\($0)\"")
        }
        if input != nil, !arguments.operands.isEmpty {
            lines += DropInProblem.lines("specify a namespace, or --input, not both")
        }
        guard lines.isEmpty else { throw .usage(lines) }
        source = arguments.operands.first.map { .namespaces(NdctlSelection($0, arguments)) } ?? .file(input)
        output = arguments.values["output"]
        verifies = arguments.has("verify")
        let isHuman = arguments.has("human")
        json =
            isHuman || arguments.has("json")
            ? NdctlInfoBlockJSON(numbers: DropInNumbers(areHuman: isHuman)) : nil
    }

    /// Carries out the command.
    func run(_ run: inout NdctlStoredRun<some Host>) throws -> DropInStatus {
        var found: [(place: Place, bytes: [UInt8])] = []
        switch source {
        case .file(let path):
            do throws(Errno) {
                found.append(
                    (
                        .file(path ?? "<stdin>"),
                        try InputFile(path: path ?? "-").start(Int(KernelFile.infoBlockSize.rawValue))
                    ))
                run.succeed()
            } catch {
                run.fail(error)
            }
        case .namespaces(let selection):
            let namespaces = selection.disabled(in: run.survey(), &run)
            if !namespaces.isEmpty { try read(namespaces, &run, &found) }
        }
        try show(found, &run)
        return run.end("reading infoblock data", "read", "infoblock")
    }

    private func read(
        _ namespaces: [Namespace], _ run: inout NdctlStoredRun<some Host>,
        _ found: inout [(place: Place, bytes: [UInt8])]
    ) throws {
        var blocks: [(place: Place, bytes: [UInt8])] = []
        try run.locked { (run, locked) throws(RunFailure) in
            for namespace in namespaces {
                let (host, name) = (run.host, namespace.name)
                var block: Result<[UInt8], StepFailure>?
                let isDone = try run.suspend(name, raw: true, locked) {
                    block = Result { () throws(StepFailure) in
                        try host.contents(of: name, at: 0, Int(KernelFile.infoBlockSize.rawValue))
                    }
                    return []
                }
                switch block {
                case .success(let bytes) where isDone:
                    blocks.append((.namespace(namespace), bytes))
                    run.succeed()
                case .failure(let error):
                    run.fail(error.errno, ["\(name): its info block can't be read: \(error)"])
                default: break
                }
            }
        }
        found = blocks
    }

    private func show(
        _ found: [(place: Place, bytes: [UInt8])], _ run: inout NdctlStoredRun<some Host>
    ) throws(OutputError) {
        guard !found.isEmpty else { return }
        guard let json else { return try run.write(found.flatMap(\.bytes), to: output) }
        var objects: [JSON] = []
        for (place, bytes) in found {
            for block in InfoBlock.blocks(in: bytes) {
                if verifies, let doubt = place.doubt(about: block.identity) {
                    run.context.note(["\(place.name): \(doubt)"])
                } else {
                    objects.append(json.json(of: block, at: place))
                }
            }
        }
        if objects.isEmpty { run.context.note(["  Warning: no matching devices found", ""]) }
        let text = objects.isEmpty ? "[\n]\n" : JSON.text(ofArray: objects, .jsonC, terminator: "\n")
        try run.write(Array(text.utf8), to: output)
    }

    /// Where an info block was read.
    enum Place: Sendable {
        case namespace(Namespace)
        case file(String)

        var name: String {
            switch self {
            case .namespace(let namespace): namespace.name.rawValue
            case .file(let path): path
            }
        }

        /// Why the block should not be believed; nil when nothing speaks against it.
        func doubt(about identity: InfoBlock.Identity) -> String? {
            guard identity.isIntact else { return "the checksum of its info block is wrong" }
            guard case .namespace(let namespace) = self, let uuid = namespace.labelUUID,
                uuid.lowercased() != identity.parentUUID
            else { return nil }
            return "its info block is of the namespace \(identity.parentUUID), and not of \(uuid)"
        }
    }
}

/// The namespaces that a command line of ndctl names.
struct NdctlSelection: Sendable {
    private let word: String
    private let bus: NdctlNames
    private let region: NdctlNames

    init(_ word: String, _ arguments: GitArguments) {
        self.word = word
        bus = NdctlNames(arguments.values["bus"])
        region = NdctlNames(arguments.values["region"])
    }

    /// The namespaces, in the order in which ndctl lists them; that there is none is noted.
    func namespaces(in inventory: Inventory, _ run: inout NdctlStoredRun<some Host>) -> [Namespace] {
        let regions = inventory.nvdimmRegions.inListOrder(\.name).filter { region in
            self.region.include(region) && bus.include(bus: region.bus, in: inventory)
        }
        let found = regions.flatMap { inventory.namespaces(in: $0.name).inListOrder(\.name) }
            .filter { word == "all" || word == $0.name.rawValue }
        if found.isEmpty, word != "all" { run.fail(.noSuchAddressOrDevice) }
        return found
    }

    /// The namespaces that are disabled, in the same order; the others are noted.
    func disabled(
        in inventory: Inventory, _ run: inout NdctlStoredRun<some Host>,
        or line: (KernelName) -> String = { "\($0) enabled, must be disabled" }
    ) -> [Namespace] {
        namespaces(in: inventory, &run).filter { namespace in
            guard namespace.isEnabled || namespace.holder != nil else { return true }
            run.fail(.resourceBusy, [line(namespace.name)])
            return false
        }
    }
}

extension NdctlStoredRun {
    /// Prints the last lines of a command about info blocks, and returns its status.
    func end(_ attempt: String, _ done: String, _ noun: String) -> DropInStatus {
        context.note(
            (firstError.map { ["error \(attempt): \($0)"] } ?? [])
                + ["\(done) \(count) \(noun)\(count == 1 ? "" : "s")"])
        return firstError.map { DropInStatus($0) } ?? .success
    }
}
