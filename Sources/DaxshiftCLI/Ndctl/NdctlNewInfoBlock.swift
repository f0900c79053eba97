// SPDX-License-Identifier: Apache-2.0

internal import DaxFormat
internal import DaxHost
internal import DaxModel
internal import SystemPackage

/// `ndctl write-infoblock`: writes a new info block over that of namespaces, or to a file.
struct NdctlNewInfoBlock: Sendable {
    private let target: Target
    private let mode: NamespaceMode
    private let map: MapPlace
    private let size: ByteCount?
    private let align: ByteCount?
    private let start: ByteCount
    private let uuid: String?
    private let parentUUID: String?

    private enum Target: Sendable {
        case namespaces(NdctlSelection)
        case file(String)
        case standardOutput
    }

    /// Interprets a command line.
    ///
    /// - Throws: `DropInProblem` for an invalid one.
    init(_ arguments: GitArguments) throws(DropInProblem) {
        var lines: [String] = []
        func value<Value>(_ option: String, _ read: (String) -> Value?, else line: (String) -> String)
            -> Value?
        {
            guard let text = arguments.values[option] else { return nil }
            let value = read(text)
            if value == nil { lines += DropInProblem.lines(line(text)) }
            return value
        }
        mode =
            value("mode", { text in (try? NdctlFilter.mode(text)).flatMap { $0 } }) {
                "invalid mode '\($0)'"
            } ?? .fsdax
        if mode == .raw || mode == .sector {
            lines += DropInProblem.lines("unsupported mode '\(arguments.values["mode"] ?? "")'")
        }
        map = value("map", MapPlace.init(rawValue:)) { "invalid map location '\($0)'" } ?? .device
        size = value("size", Self.size) { "failed to parse namespace size '\($0)'" }
        start =
            value("offset", { $0 == "0" ? .zero : Self.size($0) }) {
                "failed to parse physical offset '\($0)'"
            } ?? .zero
        align = value("align", Self.size) { "failed to parse namespace alignment '\($0)'" }
        if let align, !NdctlChange.isAlignment(align) {
            lines += DropInProblem.lines(NdctlChange.badAlignment)
        }
        uuid = value("uuid", Self.uuid) { "failed to parse uuid: '\($0)'" }
        parentUUID = value("parent-uuid", Self.uuid) { "failed to parse uuid: '\($0)'" }

        let (operands, file) = (arguments.operands, arguments.values["output"])
        let printed = arguments.has("stdout")
        lines += operands.dropFirst().flatMap {
            DropInProblem.lines("unknown extra parameter \"\($0)\"")
        }
        switch (operands.first, file, printed) {
        case (let word?, nil, false): target = .namespaces(NdctlSelection(word, arguments))
        case (nil, _, true):
            target = .standardOutput
            if arguments.values["size"] == nil {
                lines += DropInProblem.lines("--size required with --stdout")
            }
        case (nil, let file?, false): target = .file(file)
        case (nil, nil, false):
            target = .standardOutput
            lines += DropInProblem.lines("specify a namespace to write-infoblock, or \"all\"")
        case (_?, _, _):
            target = .standardOutput
            lines += DropInProblem.lines("specify only one of a namespace filter, --output, or --stdout")
        }
        guard lines.isEmpty else { throw .usage(lines) }
    }

    private static func size(_ text: String) -> ByteCount? {
        (try? SizeText.bytes(text)).flatMap { $0 > .zero ? $0 : nil }
    }

    private static func uuid(_ text: String) -> String? {
        guard case .uuid(let uuid) = NamespaceReference(uuid: text) else { return nil }
        return uuid
    }

    /// Carries out the command.
    func run(_ run: inout NdctlStoredRun<some Host>) throws -> DropInStatus {
        switch target {
        case .standardOutput:
            if let patch = patch(size ?? .zero, align ?? .mebibytes2, parentUUID, &run) {
                try run.context.output.write(bytes: patch.bytes)
                run.succeed()
            }
        case .file(let path): write(to: path, &run)
        case .namespaces(let selection):
            let namespaces = selection.disabled(in: run.survey(), &run)
            if !namespaces.isEmpty { try write(to: namespaces, &run) }
        }
        return run.end("checking infoblocks", "wrote", "infoblock")
    }

    private func patch(
        _ size: ByteCount, _ align: ByteCount, _ parent: String?, _ run: inout NdctlStoredRun<some Host>
    ) -> BytePatch? {
        let patch = InfoBlock.created(
            mode, size: size, align: align, map: map,
            uuid: uuid ?? UUIDSeries(seed: .random(in: .min ... .max)).uuid(0), parentUUID: parent,
            start: start)
        if patch == nil {
            run.fail(.noSuchAddressOrDevice, DropInProblem.lines("unable to satisfy requested alignment"))
        }
        return patch
    }

    /// Writes the start of a file, which keeps what is behind it.
    private func write(to path: String, _ run: inout NdctlStoredRun<some Host>) {
        let size = size ?? ByteCount(rawValue: InputFile(path: path).size)
        guard let patch = patch(size, align ?? .mebibytes2, parentUUID, &run) else { return }
        do throws(Errno) {
            try ResultFile(path: path).writeStart(patch.bytes)
            run.succeed()
        } catch {
            run.fail(error, DropInProblem.lines("failed to open: \(path)"))
        }
    }

    private func write(to namespaces: [Namespace], _ run: inout NdctlStoredRun<some Host>) throws {
        let align = align ?? ByteCount(rawValue: 4096)
        if let size, !size.isMultiple(of: align) {
            run.fail(
                .invalidArgument,
                DropInProblem.lines("--size=\(size.rawValue) not aligned to \(align.rawValue)"))
            return
        }
        try run.locked { (run, locked) throws(RunFailure) in
            for namespace in namespaces {
                guard
                    let patch = patch(
                        size ?? namespace.rawSize ?? .zero, align, parentUUID ?? namespace.labelUUID, &run)
                else { continue }
                try run.attempt(.inscribe(.name(namespace.name), patch), locked)
            }
        }
    }
}

extension ByteCount {
    fileprivate static let mebibytes2 = ByteCount(rawValue: 2 << 20)
}
