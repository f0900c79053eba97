// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import OrderedJSON
internal import SystemPackage

/// A run of a command of ndctl that changes namespaces or regions, through the engine of the native commands.
///
/// A failure of one namespace or region does not stop the others, and is the status of the command.
struct NdctlRun<Machine: Host> {
    let change: NdctlChange
    private var run: DropInRun<Machine>
    /// The namespaces or regions that are as the command says.
    private var done: [KernelName] = []
    /// Why no region takes a new namespace; nil when one did.
    private var noRegion: Errno?

    init(
        _ change: NdctlChange, in context: CommandContext, on host: Machine,
        supervisor: any Supervisor = Unsupervised(), journal: JournalFolder = JournalFolder()
    ) {
        self.change = change
        run = DropInRun(
            change.verb, isVerbose: change.isVerbose, in: context, on: host, supervisor: supervisor,
            journal: journal)
    }

    /// Carries out the change, and prints the namespaces that were made, or how many objects were changed.
    ///
    /// - Throws: ``OutputError`` when the result can't be printed.
    mutating func run(isRoot: Bool) throws -> DropInStatus {
        do {
            if isRoot, change.verb == .createNamespace { try run.context.output.checkWritable() }
            let run = run
            try run.locked(isRoot: isRoot) { (locked) throws(RunFailure) in try carryOut(locked) }
        } catch let failure as CommandFailure {
            run.fail(failure, isRoot: isRoot)
        }
        return try end()
    }

    private func end() throws(OutputError) -> DropInStatus {
        // In ndctl it is not the reason that decides when no region takes a namespace.
        let errno = run.firstError ?? noRegion
        do throws(OutputError) {
            try showNamespaces()
        } catch {
            // The failure of the run takes precedence.
            guard errno != nil else { throw error }
            run.context.note(["ndctl: \(error)"])
        }
        run.context.note(change.closing(of: done.count, errno))
        if run.firstError == nil, noRegion != nil { return DropInStatus(Errno(ErrorNumber.noSuchDevice)) }
        return errno.map { DropInStatus($0) } ?? .success
    }

    private func showNamespaces() throws(OutputError) {
        guard change.verb == .createNamespace, !done.isEmpty, let inventory = run.inventory else { return }
        let details: NdctlJSON.Details =
            run.context.terminal.isInteractive ? [.devices, .human] : [.devices]
        let json = NdctlJSON(inventory: run.host.detailed(inventory, showing: []), details: details)
        for namespace in done.compactMap(inventory.namespace) {
            try run.context.output.write(json.json(of: namespace).text(.jsonC, terminator: "\n"))
        }
    }

    private func survey(for request: Request) -> Inventory { run.host.surveyForPlan(of: request) }

    private mutating func carryOut(_ locked: ChangeRun<Machine>.Locked) throws(RunFailure) {
        let first = survey(for: change.surveyed)
        run.inventory = first
        switch change.goal {
        case .create(let shape, let fills):
            try create(shape, in: change.regions(in: first), fills, first, locked)
        case .reconfigure(let target, let shape, let labels):
            try reconfigure(target, shape, labels: labels, first, locked)
        case .namespaces(let target): try changeNamespaces(target, first, locked)
        case .regions(let names): try changeRegions(names, first, locked)
        }
    }

    // MARK: New namespaces

    /// Makes a namespace in the first region that takes one, or in each as many as it takes.
    private mutating func create(
        _ shape: NamespaceShape, in regions: [NvdimmRegion], _ fills: Bool, _ first: Inventory,
        _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) {
        var reasons: [Finding] = []
        for region in regions {
            guard let now = run.inventory else { return }
            let request = change.request(for: shape, in: region, of: now, fills: fills)
            do throws(RunFailure) {
                let plan = try locked.plan(request, from: now)
                run.context.note(change.noteOnPieces(of: region, in: now, shape))
                let isDone = try carryOut(plan, from: now, locked)
                guard fills, isDone || change.isForced else { return }
                run.supervisor.endUndo()
                run.inventory = survey(for: change.surveyed)
            } catch .refused(let refusal) {
                if refusal.findings.contains(where: { $0.errno == .invalidArgument }) {
                    refuse(refusal)
                    guard fills, change.isForced else { return }
                } else {
                    reasons += refusal.findings
                }
            }
        }
        guard done.isEmpty else { return }
        run.context.note(
            regions.isEmpty ? change.absence(of: nil, in: first) : reasons.map(run.words.line))
        noRegion = reasons.first?.errno ?? .noSuchAddressOrDevice
    }

    private mutating func refuse(_ refusal: Refusal) {
        for finding in refusal.findings {
            run.fail(finding.errno, DropInProblem.lines("create namespace: \(run.words.line(finding))"))
        }
    }

    private mutating func carryOut(
        _ plan: Plan, from now: Inventory, _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) -> Bool {
        guard try run.carryOut(plan, from: now, locked, lines: { _ in [] }) == nil else { return false }
        done += plan.nvdimms.compactMap { if case .namespace(let name) = $0.object { name } else { nil } }
        return true
    }

    private mutating func reconfigure(
        _ target: NdctlChange.Target, _ shape: NamespaceShape, labels: Bool, _ first: Inventory,
        _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) {
        guard target != .all, let namespace = change.namespaces(target, in: first).first else {
            if let empty = change.emptyNamespace(target, in: first),
                let region = first.nvdimmRegion(KernelFile.region(of: empty))
            {
                // The region makes its next namespace from an empty one.
                run.inventory = survey(
                    for: Request(nvdimm: .create(shape, in: region.name, fillingRegion: false)))
                try create(shape, in: [region], false, first, locked)
                return
            }
            run.fail(.noSuchAddressOrDevice, change.absence(of: target, in: first))
            return
        }
        if let refusal = change.refusal(of: namespace, in: first) {
            run.fail(refusal.errno, DropInProblem.lines(refusal.line))
            return
        }
        let request = change.request(for: shape, of: namespace, labels: labels, in: first)
        do throws(RunFailure) {
            _ = try carryOut(locked.plan(request, from: first), from: first, locked)
        } catch .refused(let refusal) {
            refuse(refusal)
        }
    }

    // MARK: Namespaces and regions

    private mutating func changeNamespaces(
        _ target: NdctlChange.Target, _ first: Inventory, _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) {
        let namespaces = change.namespaces(target, in: first)
        if namespaces.isEmpty, target != .all {
            if change.verb == .destroyNamespace, let name = change.emptyNamespace(target, in: first) {
                done = [name]
                return
            }
            run.fail(.noSuchAddressOrDevice, change.absence(of: target, in: first))
        }
        var names: [KernelName] = []
        for namespace in namespaces {
            if change.verb == .destroyNamespace {
                if let refusal = change.refusal(of: namespace, in: first) {
                    run.fail(refusal.errno, DropInProblem.lines(refusal.line))
                    continue
                }
                // Without a label it can only lose its mode.
                if namespace.labelUUID == nil, namespace.holder == nil { continue }
            }
            names.append(namespace.name)
        }
        try changeTogether(names, locked)
    }

    private mutating func changeRegions(
        _ names: NdctlNames, _ first: Inventory, _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) {
        let regions = change.regions(in: first).filter { names.include($0) }
        if regions.isEmpty, !names.areAll {
            run.fail(.noSuchAddressOrDevice, change.absence(of: nil, in: first))
        }
        try changeTogether(regions.map(\.name), locked)
    }

    /// Changes objects by one plan; when it is refused or undone because of some, it is made again without these.
    private mutating func changeTogether(
        _ names: [KernelName], _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) {
        var names = names
        while !names.isEmpty, let now = run.inventory {
            let request = change.request(for: names)
            let failed: [ObjectReference]
            do throws(RunFailure) {
                let plan = try locked.plan(request, from: now)
                guard let objects = try run.carryOut(plan, from: now, locked, lines: { _ in [] }) else {
                    done += names
                    return
                }
                failed = objects
            } catch .refused(let refusal) {
                for finding in refusal.findings { run.fail(finding.errno, [run.words.line(finding)]) }
                failed = refusal.findings.compactMap(\.object)
            }
            let culprits = Set(failed.compactMap { change.name(of: $0, in: now) })
            guard !culprits.isDisjoint(with: names) else { return }
            names.removeAll(where: culprits.contains)
            run.supervisor.endUndo()
            if !names.isEmpty { run.inventory = survey(for: request) }
        }
    }
}
