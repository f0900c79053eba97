// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import SystemPackage

/// One run of a command of daxctl that changes devices, through the engine that the native commands use.
///
/// Where several devices are named, a failure of one leaves the others to be changed: all go in one plan, and
/// when that is refused or undone for one of them, it goes again without that one.
struct DaxctlRun<Machine: Host> {
    let change: DaxctlChange
    let context: CommandContext
    let host: Machine
    let supervisor: any Supervisor
    let files: RunFiles
    private var done: [DeviceName] = []
    private var firstError: Errno?
    private var inventory: Inventory?

    init(
        _ change: DaxctlChange, in context: CommandContext, on host: Machine,
        supervisor: any Supervisor = Unsupervised(),
        files: RunFiles = RunFiles()
    ) {
        self.change = change
        self.context = context
        self.host = host
        self.supervisor = supervisor
        self.files = files
    }

    /// Changes what is asked for, and prints the devices and how many they are.
    ///
    /// - Throws: ``OutputError`` when it can't be told.
    mutating func run(isRoot: Bool) throws -> DaxctlStatus {
        do {
            guard isRoot else {
                throw CommandFailure(
                    .failure, ["\(change.verb.rawValue) writes kernel files, which only root may"])
            }
            if change.showsDevices { try context.output.checkWritable() }
            if change.goal == .change(.configured), try endsWithoutSection() { return .success }
            let files = files
            try files.locked(for: change.verb.rawValue, LimitOptions.lockTimeout, supervisor) {
                try context.note(try files.checkNoOpenJournal())
                try carryOut(survey())
            }
        } catch let failure as CommandFailure {
            try fail(isRoot ? failure.code.errno : .permissionDenied, failure.lines.map { "daxctl: \($0)" })
        }
        return try end()
    }

    /// What any of these commands has to know.
    private func survey() -> Inventory {
        let change = change.goal == .change(.configured) ? Request.Change.configured : .enabled
        return host.surveyForPlan(of: Request(selection: DeviceSelection(names: []), change: change))
    }

    /// Ends a run for devices that nothing is written down about, as daxctl does: with no more than a word on each.
    ///
    /// At boot there is a run for each device, and these wait for no other.
    private func endsWithoutSection() throws(OutputError) -> Bool {
        let now = survey()
        let devices = selected(in: now)
        guard !devices.isEmpty,
            devices.allSatisfy({ now.configuration.finding(on: $0, in: now) == .nothing })
        else { return false }
        let carriers = now.carriers
        try context.note(
            devices.map(\.name).flatMap { name in
                (carriers[name] == nil ? ["no UUID match for \(name) found in config files"] : [])
                    + [DaxctlChange.noSection(name)]
            })
        return true
    }

    private func selected(in inventory: Inventory) -> [DaxDevice] {
        inventory.devices.filter {
            $0.size != .zero && change.device.includes($0.name) && change.region.includes($0.name.region)
        }
        .sorted { $0.name < $1.name }
    }

    private mutating func end() throws(OutputError) -> DaxctlStatus {
        var closing = change.verb.closing(of: done.count, firstError)
        let summary = closing.popLast()
        try context.note(closing)
        if change.showsDevices, let inventory {
            let json = DaxctlJSON(inventory: inventory, isHuman: change.isHuman)
            let text = json.text(of: done.sorted().compactMap(inventory.device).map(json.json(of:)))
            if !text.isEmpty { try context.output.write(text) }
        }
        try context.note(summary.map { [$0] } ?? [])
        if let firstError { return DaxctlStatus(firstError) }
        return done.isEmpty ? .nothingDone : .success
    }

    private mutating func fail(_ errno: Errno, _ lines: [String]) throws(OutputError) {
        if firstError == nil { firstError = errno }
        try context.note(lines)
    }

    private mutating func carryOut(_ first: Inventory) throws {
        inventory = first
        let devices = selected(in: first)
        guard !devices.isEmpty else {
            try fail(.noSuchAddressOrDevice, change.device.notes + change.region.notes)
            return
        }
        try context.note(first.configuration.problems.map(\.description))
        var names: [DeviceName] = []
        for device in devices {
            switch change.verdict(on: device, in: first) {
            case .ask(let lines):
                try context.note(lines)
                names.append(device.name)
            case .nothing(let line): try context.note([line])
            case .refused(let line, let errno): try fail(errno, [line])
            }
        }
        while !names.isEmpty, case .change(let wanted) = change.goal, let now = inventory {
            let failed = try attempt(change.request(wanted, for: names), names, now)
            guard !failed.isEmpty else {
                done += names
                return
            }
            names.removeAll(where: failed.contains)
            supervisor.endUndo()
            if !names.isEmpty { inventory = survey() }
        }
    }

    /// Plans and carries out a request for some devices.
    ///
    /// - Returns: Those for which it failed; none when it was carried out for all.
    private mutating func attempt(
        _ request: Request, _ names: [DeviceName], _ now: Inventory
    ) throws -> [DeviceName] {
        let plan: Plan
        do throws(Refusal) {
            plan = try Planner(now).plan(request)
        } catch {
            let devices = error.reasons.compactMap(\.device)
            for reason in error.reasons { try fail(reason.errno, [change.text(of: reason)]) }
            return devices.count == error.reasons.count ? devices : names
        }
        try context.note(plan.devices.flatMap(\.remarks))
        let (context, isVerbose) = (context, change.isVerbose)
        let journal = try files.begin(plan, now, command: change.verb.rawValue)
        let outcome = context.showingProgress { report in
            Executor(host: host, supervisor: supervisor) { progress in
                if isVerbose { try? context.note(["\(progress.isUndo ? "undo: " : "")\(progress.action)"]) }
                report(progress)
            }.run(plan, basis: now, journal: journal)
        }
        inventory = outcome.inventory
        let report = OutcomeReport(outcome: outcome)
        try context.note(report.notes + CommandContext.close(journal, after: outcome))
        guard let failure = outcome.failure else { return [] }
        try fail(failure.errno, change.lines(for: failure) + report.failureLines)
        guard outcome.isUndone, let culprit = failure.device else { return names }
        return [culprit]
    }
}
