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
    private var run: DropInRun<Machine>
    private var done: [DeviceName] = []

    init(
        _ change: DaxctlChange, in context: CommandContext, on host: Machine,
        supervisor: any Supervisor = Unsupervised(),
        journal: JournalFolder = JournalFolder()
    ) {
        self.change = change
        run = DropInRun(
            change.verb, isVerbose: change.isVerbose, in: context, on: host, supervisor: supervisor,
            journal: journal)
    }

    /// Carries out the change, and prints the devices and their number.
    ///
    /// - Throws: ``OutputError`` when the result can't be printed.
    mutating func run(isRoot: Bool) throws -> DropInStatus {
        do {
            if isRoot, change.showsDevices { try run.context.output.checkWritable() }
            if isRoot, change.goal == .change(.configured), endsWithoutSection() { return .success }
            let run = run
            try run.locked(isRoot: isRoot) { (locked) throws(RunFailure) in try carryOut(survey(), locked) }
        } catch let failure as CommandFailure {
            run.fail(failure, isRoot: isRoot)
        }
        return try end()
    }

    /// Surveys the host for the command.
    private func survey() -> Inventory { run.host.surveyForPlan(of: change.request()) }

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
        run.context.note(
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
        var closing = change.verb.closing(of: done.count, run.firstError)
        let summary = closing.popLast()
        run.context.note(closing)
        do throws(OutputError) {
            try showDevices()
        } catch {
            // The failure of the run takes precedence.
            guard run.firstError != nil else { throw error }
            run.context.note(["daxctl: \(error)"])
        }
        run.context.note(summary.map { [$0] } ?? [])
        if case .nextBoot = change.goal { return run.firstError == nil ? .success : .nothingDone }
        if let errno = run.firstError { return DropInStatus(errno) }
        return done.isEmpty ? .nothingDone : .success
    }

    private func showDevices() throws(OutputError) {
        guard change.showsDevices, let inventory = run.inventory else { return }
        let json = DaxctlJSON(inventory: inventory, isHuman: change.isHuman)
        let text = json.text(of: done.sorted().compactMap(inventory.device).map(json.json(of:)))
        if !text.isEmpty { try run.context.output.write(text) }
    }

    private mutating func carryOut(
        _ first: Inventory, _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) {
        run.inventory = first
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
        guard run.firstError == nil, let file = survey().nextBoot?.file, file != .absent else { return }
        run.context.note([" success: installed \(KernelFile.modprobe)"])
    }

    /// Makes a device in each selected region with free memory, as daxctl does.
    private mutating func create(
        _ shape: DeviceShape, _ first: Inventory, _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) {
        let regions = first.regions.filter { change.region.includes($0.id) }
        guard !regions.isEmpty else {
            run.fail(.noSuchAddressOrDevice, change.region.notes)
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
            guard let now = run.inventory else { return }
            try attempt(
                change.request(in: region.id), now, locked,
                refusal: able.isEmpty ? .noSpace : .noSuchAddressOrDevice)
            run.supervisor.endUndo()
            if able.count > 1 { run.inventory = survey() }
        }
    }

    private mutating func changeDevices(
        _ first: Inventory, _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) {
        let devices = selected(in: first)
        guard !devices.isEmpty else {
            run.fail(.noSuchAddressOrDevice, change.device.notes + change.region.notes)
            return
        }
        run.context.note(first.configuration.problems.map { change.words.line($0.finding()) })
        var names: [DeviceName] = []
        for device in devices {
            switch change.verdict(on: device, in: first) {
            case .ask(let lines):
                run.context.note(lines)
                names.append(device.name)
            case .nothing(let line): run.context.note([line])
            case .reached(let lines):
                run.context.note(lines)
                done.append(device.name)
            case .refused(let lines, let errno): run.fail(errno, lines)
            }
        }
        while !names.isEmpty, let now = run.inventory {
            let failed = try attempt(
                change.request(for: names.compactMap(now.device)), now, locked)
            guard !failed.isEmpty else { return }
            names.removeAll(where: failed.contains)
            run.supervisor.endUndo()
            if !names.isEmpty { run.inventory = survey() }
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
        let objects: [ObjectReference]
        do throws(RunFailure) {
            let plan = try locked.plan(request, from: now)
            guard let failed = try run.carryOut(plan, from: now, locked, lines: change.lines) else {
                done += plan.devices.map(\.name)
                return []
            }
            objects = failed
        } catch .refused(let refusal) {
            for finding in refusal.findings {
                run.fail(errno ?? finding.errno, [change.words.line(finding)])
            }
            objects = refusal.findings.compactMap(\.object)
            guard objects.count == refusal.findings.count else { return names }
        }
        let devices = objects.compactMap(\.device)
        return devices.isEmpty || devices.count < objects.count ? names : devices
    }
}
