// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import SystemPackage

/// A run of a daxctl command that changes devices, through the engine of the native commands.
///
/// A failure of one device does not stop the others: all devices are in one plan, and when that is refused or undone
/// because of one, it is planned again without that one.
struct DaxctlRun<Machine: Host> {
    let change: DaxctlChange
    let context: CommandContext
    let host: Machine
    let supervisor: any Supervisor
    let journal: JournalFolder
    private var done: [DeviceName] = []
    private var firstError: Errno?
    private var inventory: Inventory?

    init(
        _ change: DaxctlChange, in context: CommandContext, on host: Machine,
        supervisor: any Supervisor = Unsupervised(),
        journal: JournalFolder = JournalFolder()
    ) {
        self.change = change
        self.context = context
        self.host = host
        self.supervisor = supervisor
        self.journal = journal
    }

    /// Carries out the change, and prints the devices and their number.
    ///
    /// - Throws: ``OutputError`` when the result can't be printed.
    mutating func run(isRoot: Bool) throws -> DropInStatus {
        let words = RunWords(change.verb.rawValue, in: change.words, insteadOfRoot: .runAsRoot)
        let run = ChangeRun(
            on: host, command: change.verb.rawValue, journal: journal,
            lockTimeout: LimitOptions.lockTimeout, supervisor: supervisor, isRoot: isRoot,
            tell: { [context, change] in context.note($0, in: change.words) })
        do {
            guard isRoot else { throw words.failure(.notRoot) }
            if change.showsDevices { try context.output.checkWritable() }
            if change.goal == .change(.configured), endsWithoutSection() { return .success }
            try context.diagnostics.whileHeld {
                try words.explaining { () throws(RunFailure) in
                    try run.locked { (locked) throws(RunFailure) in try carryOut(survey(), locked) }
                }
            }
        } catch let failure as CommandFailure {
            fail(isRoot ? failure.code.errno : .permissionDenied, failure.lines.map { "daxctl: \($0)" })
        }
        return try end()
    }

    /// Surveys the host for the command.
    private func survey() -> Inventory { host.surveyForPlan(of: change.request()) }

    /// Ends a run for devices without a section in the saved configuration, as daxctl does: with one line each.
    ///
    /// At boot there is one run per device; these do not wait for the lock.
    private func endsWithoutSection() -> Bool {
        let now = survey()
        let devices = selected(in: now)
        guard !devices.isEmpty,
            devices.allSatisfy({ now.configuration.entry(for: $0, in: now) == .nothing })
        else { return false }
        let carriers = now.carriers
        context.note(
            devices.map(\.name).flatMap { name in
                (carriers[name] == nil ? ["no UUID match for \(name) found in config files"] : [])
                    + [DaxctlChange.noSection(name)]
            })
        return true
    }

    private func selected(in inventory: Inventory) -> [DaxDevice] {
        inventory.devices.filter {
            change.device.includes($0.name) && change.region.includes($0.name.region)
                && (change.device != .all || $0.size != .zero)
        }
        .sorted { $0.name < $1.name }
    }

    private mutating func end() throws(OutputError) -> DropInStatus {
        var closing = change.verb.closing(of: done.count, firstError)
        let summary = closing.popLast()
        context.note(closing)
        do throws(OutputError) {
            try showDevices()
        } catch {
            // The failure of the run takes precedence.
            guard firstError != nil else { throw error }
            context.note(["daxctl: \(error)"])
        }
        context.note(summary.map { [$0] } ?? [])
        if case .nextBoot = change.goal { return firstError == nil ? .success : .nothingDone }
        if let firstError { return DropInStatus(firstError) }
        return done.isEmpty ? .nothingDone : .success
    }

    private func showDevices() throws(OutputError) {
        guard change.showsDevices, let inventory else { return }
        let json = DaxctlJSON(inventory: inventory, isHuman: change.isHuman)
        let text = json.text(of: done.sorted().compactMap(inventory.device).map(json.json(of:)))
        if !text.isEmpty { try context.output.write(text) }
    }

    private mutating func fail(_ errno: Errno, _ lines: [String]) {
        if firstError == nil { firstError = errno }
        context.note(lines)
    }

    private mutating func carryOut(
        _ first: Inventory, _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) {
        inventory = first
        switch change.goal {
        case .nextBoot: try chooseNextBoot(first, locked)
        case .change(.created(let shape, _)): try create(shape, first, locked)
        case .change, .unknownMode: try changeDevices(first, locked)
        }
    }

    // MARK: What there is to do

    private mutating func chooseNextBoot(
        _ first: Inventory, _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) {
        try attempt(change.request(), first, locked)
        guard firstError == nil, let file = survey().nextBoot?.file, file != .absent else { return }
        context.note([" success: installed \(KernelFile.modprobe)"])
    }

    /// Makes a device in each selected region with free memory, as daxctl does.
    private mutating func create(
        _ shape: DeviceShape, _ first: Inventory, _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) {
        let regions = first.regions.filter { change.region.includes($0.id) }
        guard !regions.isEmpty else {
            fail(.noSuchAddressOrDevice, change.region.notes)
            return
        }
        let able = regions.filter { region in
            guard case .ranges(let ranges) = shape.extent else {
                return region.kind == .dynamic && region.availableSize != .zero
            }
            return ranges.first.map { region.range?.contains($0) == true } ?? false
        }
        // If none is able, the refusal is about one in which devices can be made, as far as there is any.
        for region in able.isEmpty ? [regions.first { $0.kind == .dynamic } ?? regions[0]] : able {
            guard let now = inventory else { return }
            try attempt(
                change.request(in: region.id), now, locked,
                refusal: able.isEmpty ? .noSpace : .noSuchAddressOrDevice)
            supervisor.endUndo()
            if able.count > 1 { inventory = survey() }
        }
    }

    private mutating func changeDevices(
        _ first: Inventory, _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) {
        let devices = selected(in: first)
        guard !devices.isEmpty else {
            fail(.noSuchAddressOrDevice, change.device.notes + change.region.notes)
            return
        }
        context.note(first.configuration.problems.map { change.words.line($0.finding()) })
        var names: [DeviceName] = []
        for device in devices {
            switch change.verdict(on: device, in: first) {
            case .ask(let lines):
                context.note(lines)
                names.append(device.name)
            case .nothing(let line): context.note([line])
            case .reached(let lines):
                context.note(lines)
                done.append(device.name)
            case .refused(let lines, let errno): fail(errno, lines)
            }
        }
        while !names.isEmpty, let now = inventory {
            let failed = try attempt(
                change.request(for: names.compactMap(now.device)), now, locked)
            guard !failed.isEmpty else { return }
            names.removeAll(where: failed.contains)
            supervisor.endUndo()
            if !names.isEmpty { inventory = survey() }
        }
    }

    /// Plans and carries out a request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - now: The host as surveyed.
    ///   - locked: The operations allowed under the lock.
    ///   - errno: The error number of a refusal; nil for that of its reason.
    /// - Returns: The devices for which it failed; none when all were changed.
    /// - Throws: `RunFailure` when there can be no journal.
    @discardableResult
    private mutating func attempt(
        _ request: Request, _ now: Inventory, _ locked: ChangeRun<Machine>.Locked,
        refusal errno: Errno? = nil
    ) throws(RunFailure) -> [DeviceName] {
        let names = request.selection.names ?? []
        let plan: Plan
        do throws(RunFailure) {
            plan = try locked.plan(request, from: now)
        } catch .refused(let refusal) {
            let devices = refusal.findings.compactMap(\.object?.device)
            for finding in refusal.findings { fail(errno ?? finding.errno, [change.words.line(finding)]) }
            return devices.count == refusal.findings.count ? devices : names
        }
        let (context, isVerbose) = (context, change.isVerbose)
        let outcome = try context.showingProgress { report throws(RunFailure) in
            try locked.carryOut(plan, from: now) { step in
                if isVerbose, step.wait == nil {
                    context.note(["\(step.isUndo ? "undo: " : "")\(step.action)"])
                }
                report(step)
            }
        }
        inventory = outcome.inventory
        let report = OutcomeReport(outcome: outcome, words: change.words)
        context.note(report.notes)
        guard let failure = outcome.failure else {
            done += plan.devices.map(\.name)
            if outcome.unclosed != nil { fail(report.exitCode.errno, report.failureLines) }
            return []
        }
        fail(failure.errno, change.lines(for: failure) + report.failureLines)
        guard outcome.isUndone, let culprit = failure.object?.device else { return names }
        return [culprit]
    }
}
