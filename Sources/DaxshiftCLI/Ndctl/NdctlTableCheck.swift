// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import SystemPackage

/// `ndctl check-namespace`: checks the block translation tables of sector namespaces, and repairs them.
struct NdctlTableCheck: Sendable {
    private let selection: NdctlSelection
    /// Whether an enabled namespace is disabled for the check.
    private let isForced: Bool
    private let repairs: Bool
    private let rewritesLog: Bool
    private let isVerbose: Bool

    /// Interprets a command line.
    ///
    /// - Throws: `DropInProblem` for an invalid one.
    init(_ arguments: GitArguments) throws(DropInProblem) {
        let word = try NdctlChange.operand(arguments.operands, .checkNamespace)
        selection = NdctlSelection(word ?? "all", arguments)
        isForced = arguments.has("force")
        repairs = arguments.has("repair")
        rewritesLog = arguments.has("rewrite-log")
        isVerbose = arguments.has("verbose")
    }

    /// Carries out the command, and tells what is wrong with each namespace.
    func run(_ run: inout NdctlStoredRun<some Host>) throws -> DropInStatus {
        if rewritesLog, !repairs {
            run.fail(.invalidArgument, ["--rewrite-log also requires --repair"])
        } else {
            let now = run.survey()
            let namespaces =
                isForced
                ? selection.namespaces(in: now, &run)
                : selection.disabled(in: now, &run) { "\($0): check aborted, namespace online" }
            if !namespaces.isEmpty { try check(namespaces, &run) }
        }
        return run.end("checking namespaces", "checked", "namespace")
    }

    private func check(_ namespaces: [Namespace], _ run: inout NdctlStoredRun<some Host>) throws {
        try run.locked { (run, locked) throws(RunFailure) in
            for namespace in namespaces {
                guard let report = try check(namespace, &run, locked) else { continue }
                if isVerbose {
                    run.context.note(report.progress(of: namespace.name))
                    run.context.note(repairs ? report.faults.compactMap(\.repair) : [])
                }
                run.context.note(report.lines(isRepaired: repairs))
                if report.faults.contains(where: { !isAccepted($0) }) {
                    run.fail(.noSuchAddressOrDevice)
                } else {
                    run.succeed()
                }
            }
        }
    }

    /// Whether a namespace with a fault counts as checked: it is repaired, or ndctl does not mind it.
    private func isAccepted(_ fault: BlockTableFault) -> Bool {
        fault.cause == .copy || repairs && fault.isRepairable
    }

    /// Checks a namespace, and repairs it if that is requested; nil where that failed, which is noted.
    private func check<Machine: Host>(
        _ namespace: Namespace, _ run: inout NdctlStoredRun<Machine>, _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) -> BlockTableReport? {
        let (host, supervisor, name) = (run.host, run.supervisor, namespace.name)
        let (repairs, rewritesLog) = (repairs, rewritesLog)
        var result: Result<BlockTableReport, StepFailure>?
        let isDone = try run.suspend(name, raw: true, locked) {
            var check = BlockTableCheck(
                size: namespace.rawSize ?? .zero, parentUUID: namespace.labelUUID, rewritesLog: rewritesLog
            ) { (offset, count) throws(StepFailure) in
                guard supervisor.verdict != .interrupted else {
                    throw StepFailure(
                        .namespace(name, .enableRaw), .unreadable(file: name.rawValue, .interrupted))
                }
                return try host.contents(of: name, at: offset, count)
            }
            let found = Result { () throws(StepFailure) in try check.run() }
            result = found
            guard repairs, let parts = try? found.get().repairs, !parts.isEmpty else { return [] }
            return [
                Step(
                    action: .namespace(name, .repairTable(parts)),
                    undo: .action(.namespace(name, .restoreInfoBlock)))
            ]
        }
        switch result {
        case .success(let report): return isDone ? report : nil
        case .failure(let error):
            run.fail(error.errno, ["\(name): its block translation table can't be read: \(error)"])
            return nil
        case nil: return nil
        }
    }
}
