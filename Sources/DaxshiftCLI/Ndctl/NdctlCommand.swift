// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel

/// Runs a command line of ndctl and returns its exit status.
struct NdctlCommand {
    let context: CommandContext
    /// The host's lock and journal.
    var journal = JournalFolder()
    /// Searches the NVDIMMs for errors.
    var scrubber = Scrubber.host
    /// Surveys the host.
    let survey: (SurveyScope) -> Inventory
    /// Changes namespaces and regions.
    let change: (NdctlChange) throws -> DropInStatus
    /// Reads and changes labels, DIMMs, info blocks, block translation tables and bad sectors.
    let labels: (NdctlLabels) throws -> DropInStatus

    /// Runs a command line: the words after `ndctl`.
    func run(_ words: ArraySlice<String>) -> DropInStatus {
        DropInCommand<NdctlVerb>(context: context, complete: complete, perform: perform).run(words)
    }

    private func perform(_ verb: NdctlVerb, _ arguments: GitArguments) throws -> DropInStatus {
        switch verb {
        case .list: return try list(arguments)
        case .createNamespace, .destroyNamespace, .enableNamespace, .disableNamespace, .enableRegion,
            .disableRegion:
            return try change(NdctlChange(verb, arguments))
        case .startScrub, .waitScrub:
            return try NdctlScrub(verb, arguments).run(
                in: context, on: { survey(.namespaces) }, by: scrubber)
        case .enableDimm, .disableDimm, .initLabels, .zeroLabels, .readLabels, .writeLabels, .checkLabels,
            .readInfoblock, .writeInfoblock, .checkNamespace, .clearErrors:
            return try labels(NdctlLabels(verb, arguments))
        case .version, .help, .injectError, .updateFirmware, .injectSmart, .activateFirmware,
            .setupPassphrase, .updatePassphrase, .removePassphrase, .freezeSecurity, .sanitizeDimm,
            .loadKeys, .waitOverwrite, .monitor:
            return .nothingDone
        }
    }

    private func list(_ arguments: GitArguments) throws -> DropInStatus {
        let list = try NdctlList(arguments)
        context.note(journal.warnings.map { "warning: \($0)" })
        let text = list.text(of: survey(list.scope))
        if !text.isEmpty { try context.output.write(text) }
        return .success
    }

    private func complete(_ words: ArraySlice<String>) -> DropInCompletion {
        DropInCompletion(of: words, operands: operands, values: values)
    }

    private func operands(of verb: NdctlVerb, after given: [String]) -> [String] {
        switch verb.operand {
        case .namespace where given.isEmpty: names(\.namespaces, \.name, .namespaceFiles) + ["all"]
        case .region where given.isEmpty: names(\.nvdimmRegions, \.name) + ["all"]
        case .dimm where given.isEmpty: names(\.dimms, \.name)
        case .dimms: (names(\.dimms, \.name) + ["all"]).filter { !given.contains($0) }
        case .buses: (names(\.buses, \.name) + ["all"]).filter { !given.contains($0) }
        case .namespace, .region, .dimm, .command, nil: []
        }
    }

    private func values(of option: GitOption) -> DropInCompletion {
        switch option.long {
        case "bus": .words(names(\.buses, \.name) + ["all"])
        case "region": .words(names(\.nvdimmRegions, \.name) + ["all"])
        case "dimm": .words(names(\.dimms, \.name) + ["all"])
        case "namespace": .words(names(\.namespaces, \.name, .namespaceFiles) + ["all"])
        case "reconfig": .words(names(\.namespaces, \.name, .namespaceFiles))
        case "mode": .words(NamespaceMode.allCases.map(\.rawValue))
        case "map": .words(MapPlace.allCases.map(\.rawValue))
        case "type": .words(["pmem", "blk"])
        case "sector-size": .words(["512", "4096"])
        case "align": .words(["4K", "2M", "1G"])
        case "label-version": .words(["1.1", "1.2"])
        case "input", "output": .file
        default: .words([])
        }
    }

    private func names<Object>(
        _ objects: KeyPath<Inventory, [Object]>, _ name: KeyPath<Object, KernelName>,
        _ scope: SurveyScope = .namespaces
    ) -> [String] {
        survey(scope)[keyPath: objects].map { $0[keyPath: name].rawValue }
    }
}
