// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import OrderedJSON
internal import SystemPackage

/// A command of ndctl about DIMMs or their labels.
struct NdctlDimms: Sendable {
    private let verb: NdctlVerb
    private let words: [String]
    private let bus: NdctlNames
    private let notes: [String]
    private let isForced: Bool
    private let version: LabelVersion?
    private let versionText: String?
    private let offset: Int
    private let size: Int?
    private let file: String?
    private let readsIndexes: Bool
    private let json: DropInNumbers?

    /// Interprets a command line.
    ///
    /// - Throws: `DropInProblem` for an invalid one.
    init(_ verb: NdctlVerb, _ arguments: GitArguments) throws(DropInProblem) {
        self.verb = verb
        let operands = arguments.operands
        words = operands.contains("all") ? ["all"] : operands.filter(Self.isName)
        notes =
            operands.contains("all")
            ? [] : operands.filter { !Self.isName($0) }.map { "'\($0)' is not a valid dimm name" }
        bus = NdctlNames(arguments.values["bus"])
        isForced = arguments.has("force")
        versionText = arguments.values["label-version"]
        version = Self.version(versionText)
        offset = try Self.number("offset", arguments) ?? 0
        size = try Self.number("size", arguments).flatMap { $0 > 0 ? $0 : nil }
        file = arguments.values["output"] ?? arguments.values["input"]
        readsIndexes = arguments.has("index")
        let isHuman = arguments.has("human")
        json = isHuman || arguments.has("json") ? DropInNumbers(areHuman: isHuman) : nil
        // A change of some DIMMs on a line with a misspelt one would not be what was meant.
        guard !words.isEmpty, notes.isEmpty || verb == .readLabels || verb == .checkLabels else {
            throw .usage(notes)
        }
        if json != nil, size != nil || offset > 0 {
            throw .usage(["--size and --offset are incompatible with --json"])
        }
        if readsIndexes, size != nil { throw .usage(["pick either --size, or --index, not both"]) }
    }

    private static func isName(_ word: String) -> Bool {
        word.hasPrefix("nmem") && word.dropFirst(4).first.map { $0.isASCII && $0.isNumber } == true
    }

    private static func number(_ option: String, _ arguments: GitArguments) throws(DropInProblem) -> Int? {
        guard let text = arguments.values[option] else { return nil }
        guard let number = Int(kernelDigits: text) else {
            throw .badUsage("option `\(option)' expects a numerical value")
        }
        return number
    }

    private static func version(_ text: String?) -> LabelVersion? {
        switch text {
        case nil, "1.2", "v1.2": .v1_2
        case "1.1", "v1.1": .v1_1
        default: nil
        }
    }

    // MARK: Running

    /// Carries out the command.
    func run(_ run: inout NdctlStoredRun<some Host>) throws -> DropInStatus {
        run.context.note(notes)
        guard version != nil else {
            run.fail(.invalidArgument, ["'\(versionText ?? "")' is not a valid label version"])
            return end(run)
        }
        let inventory = run.survey()
        let dimms = words.map { word in (word, selected(word, in: inventory)) }
        for (word, dimms) in dimms where dimms.isEmpty && word != "all" {
            run.fail(.noSuchAddressOrDevice, ["no DIMM \(word)\(bus.areAll ? "" : " on this bus")"])
        }
        let all = dimms.flatMap(\.1)
        switch verb {
        case .readLabels: try read(all, &run)
        case .checkLabels: check(all, &run)
        default:
            guard run.firstError == nil else { break }
            var unique: [Dimm] = []
            for dimm in all where !unique.contains(dimm) { unique.append(dimm) }
            try change(unique, &run)
        }
        return end(run)
    }

    /// The DIMMs that a word means, in the order in which ndctl lists them.
    private func selected(_ word: String, in inventory: Inventory) -> [Dimm] {
        let names = NdctlNames(word)
        return inventory.dimms.inListOrder(\.name).filter { dimm in
            names.include(dimm) && bus.include(bus: dimm.bus, in: inventory)
        }
    }

    private func end(_ run: NdctlStoredRun<some Host>) -> DropInStatus {
        let plural = run.count > 1 ? "s" : ""
        let line =
            switch verb {
            case .checkLabels: "successfully verified \(run.count) nmem label\(plural)"
            case .readLabels: "read \(run.count) nmem\(plural)"
            case .writeLabels: "wrote \(run.count) nmem\(plural)"
            case .initLabels: "initialized \(run.count) nmem\(plural)"
            case .zeroLabels: "zeroed \(run.count) nmem\(plural)"
            case .enableDimm: "enabled \(run.count) nmem\(plural)"
            default: "disabled \(run.count) nmem\(plural)"
            }
        run.context.note([line])
        return run.count > 0 || run.firstError == nil ? .success : .nothingDone
    }

    // MARK: Reading

    private func area(of dimm: Dimm, _ run: inout NdctlStoredRun<some Host>) -> [UInt8]? {
        do throws(LabelAreaError) {
            return try run.host.labelArea(of: dimm.name)
        } catch {
            let errno = Errno(error.errno)
            run.fail(errno, ["\(dimm.name): its labels can't be read: \(error.operation): \(errno)"])
            return nil
        }
    }

    private func read(_ dimms: [Dimm], _ run: inout NdctlStoredRun<some Host>) throws {
        guard run.checkRoot() else { return }
        var objects: [JSON] = []
        var result: [UInt8] = []
        for dimm in dimms {
            guard let bytes = area(of: dimm, &run) else { continue }
            if let json {
                let labels = NdctlLabelJSON(numbers: json, showsLabels: !readsIndexes)
                objects.append(labels.json(of: LabelArea(parsing: bytes), on: dimm.name))
            } else {
                let end = readsIndexes ? LabelArea.indexesSize(ofArea: bytes.count) : bytes.count
                let (wanted, isBeyond) = offset.addingReportingOverflow(size ?? 0)
                guard !isBeyond, wanted <= end, offset <= end else {
                    run.fail(.invalidArgument, ["\(dimm.name): its label area has \(bytes.count) bytes"])
                    continue
                }
                result += bytes[offset..<(size == nil ? end : wanted)]
            }
            run.succeed()
        }
        if !objects.isEmpty { result = Array(JSON.text(ofArray: objects, .jsonC, terminator: "\n").utf8) }
        if !result.isEmpty { try run.write(result, to: file) }
    }

    private func check(_ dimms: [Dimm], _ run: inout NdctlStoredRun<some Host>) {
        guard run.checkRoot() else { return }
        for dimm in dimms {
            guard let bytes = area(of: dimm, &run) else { continue }
            let area = LabelArea(parsing: bytes)
            let faults = area.faultLines.map { "\(dimm.name): \($0)" }
            guard area.current != nil else {
                run.fail(.invalidArgument, ["\(dimm.name): no index block is valid"])
                run.context.note(faults)
                continue
            }
            run.context.note(faults)
            run.succeed()
        }
    }

    // MARK: Changing

    private func change(_ dimms: [Dimm], _ run: inout NdctlStoredRun<some Host>) throws {
        if verb == .writeLabels, dimms.count > 1 {
            throw DropInProblem.badUsage("write-labels only supports writing a single dimm")
        }
        guard !dimms.isEmpty, run.checkRoot() else { return }
        let idle = dimms.filter { dimm in
            guard let line = busyLine(dimm) else { return true }
            run.fail(.resourceBusy, [line])
            return false
        }
        guard !idle.isEmpty, let input = try input(&run) else { return }
        try run.locked { (run, locked) throws(RunFailure) in
            for dimm in idle {
                guard let change = change(of: dimm, writing: input, &run) else { continue }
                try run.attempt(change, locked)
            }
        }
    }

    /// What ndctl says of a DIMM in use that can't be changed.
    private func busyLine(_ dimm: Dimm) -> String? {
        guard dimm.isActive else { return nil }
        return switch verb {
        case .enableDimm: nil
        case .disableDimm: "\(dimm.name) is active, skipping..."
        case .writeLabels: "dimm is active, abort label write"
        default: "\(dimm.name): regions active, abort label write"
        }
    }

    /// What `write-labels` writes; nil when it can't be read, empty for the other commands.
    private func input(_ run: inout NdctlStoredRun<some Host>) throws -> [UInt8]? {
        guard verb == .writeLabels else { return [] }
        do throws(Errno) {
            let bytes = try InputFile(path: file ?? "-").bytes()
            guard !bytes.isEmpty else {
                run.fail(.invalidArgument, ["\(file ?? "standard input") is empty: nothing was written"])
                return nil
            }
            return size.map { Array(bytes.prefix($0)) } ?? bytes
        } catch {
            run.fail(error, ["failed to open: \(file ?? "-"): (\(error))"])
            return nil
        }
    }

    private func change(
        of dimm: Dimm, writing input: [UInt8], _ run: inout NdctlStoredRun<some Host>
    ) -> NvdimmChange? {
        switch verb {
        case .enableDimm: return .enableDimms([dimm.name])
        case .disableDimm: return .disableDimms([dimm.name])
        default: break
        }
        guard let bytes = area(of: dimm, &run) else { return nil }
        let area = LabelArea(parsing: bytes)
        if verb == .initLabels {
            guard area.current == nil || isForced else {
                run.fail(.resourceBusy, ["\(dimm.name): error: labels already initialized"])
                return nil
            }
            noteLost(area, of: dimm, run)
            return .initializeLabels([dimm.name], version ?? .v1_2)
        }
        let room = bytes.count - min(offset, bytes.count)
        let patch = BytePatch(
            at: offset,
            verb == .zeroLabels ? Array(repeating: 0, count: min(size ?? room, bytes.count + 1)) : input)
        guard patch.range.upperBound <= bytes.count, !patch.bytes.isEmpty else {
            run.fail(
                .invalidArgument,
                [
                    "\(dimm.name): its label area has \(bytes.count) bytes, \(room) from \(offset) on; "
                        + "nothing was written"
                ])
            return nil
        }
        if let part = area.brokenPart(byWriting: patch.range) {
            run.fail(.invalidArgument, ["\(dimm.name): \(part.words); nothing was written"])
            return nil
        }
        if patch.range.lowerBound == 0 { noteLost(area, of: dimm, run) }
        return .writeLabels(dimm.name, patch)
    }

    private func noteLost(_ area: LabelArea, of dimm: Dimm, _ run: NdctlStoredRun<some Host>) {
        run.context.note(
            area.labels.map { label in
                "\(dimm.name): overwrites the label of \(label.name.isEmpty ? "" : label.name + ", ")\(label.uuid)"
            })
    }
}

extension LabelArea.Part {
    /// What would break, and what can be written instead.
    fileprivate var words: String {
        switch self {
        case .indexes(let range):
            "that is a part of the index blocks, without which all labels are lost; write all of them, bytes 0 to "
                + "\(range.upperBound - 1), or none"
        case .label(let slot, let range):
            "bytes \(range.lowerBound) to \(range.upperBound - 1) are the label in slot \(slot), which is in use; "
                + "destroy its namespace instead"
        }
    }
}

extension LabelArea {
    /// What is wrong with index blocks and labels, a line each.
    fileprivate var faultLines: [String] {
        indexes.enumerated().compactMap { number, index in
            guard case .failure(let fault) = index else { return nil }
            return "index block \(number): \(fault.words)"
        } + labelFaults.map(\.words)
    }
}

extension LabelArea.Index.Fault {
    /// What is wrong with the index block, which the kernel ignores.
    fileprivate var words: String {
        switch self {
        case .signature: "it does not begin with the signature"
        case .labelSize: "it claims labels of another size"
        case .checksum: "its checksum is wrong"
        case .sequence: "its sequence number is 0"
        case .place: "it claims another place or size"
        case .slots: "it claims more slots than there is room for"
        }
    }
}
