// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import SystemPackage

/// A run of a command of ndctl about what DIMMs and namespaces store: object after object, each in a plan of its own.
struct NdctlStoredRun<Machine: Host> {
    /// How many objects were read or changed.
    private(set) var count = 0
    private var run: DropInRun<Machine>
    private let isRoot: Bool

    init(_ run: DropInRun<Machine>, isRoot: Bool) {
        self.run = run
        self.isRoot = isRoot
    }

    var context: CommandContext { run.context }
    var host: Machine { run.host }
    /// Receives the user's interruption.
    var supervisor: any Supervisor { run.supervisor }
    /// The first error; nil when there was none.
    var firstError: Errno? { run.firstError }

    /// Surveys the host.
    func survey() -> Inventory { host.surveyForPlan(of: Request(nvdimm: .enableDimms(nil))) }

    /// Surveys the host with its bad sectors.
    func detailedSurvey() -> Inventory { host.detailed(survey(), showing: []) }

    /// Counts an object that was read, or is as it is to be.
    mutating func succeed() { count += 1 }

    /// Notes that an object failed.
    mutating func fail(_ errno: Errno, _ lines: [String] = []) { run.fail(errno, lines) }

    /// Writes what was read to a file, or to standard output; where that fails, nothing counts as read.
    ///
    /// - Throws: ``OutputError`` when standard output does not take it.
    mutating func write(_ bytes: [UInt8], to file: String?) throws(OutputError) {
        guard let file else { return try context.output.write(bytes: bytes) }
        do throws(CommandFailure) {
            _ = try ResultFile(path: file).write { try $0.writeAll(bytes) }
        } catch {
            count = 0
            fail(.ioError, error.lines)
        }
    }

    /// Checks that the user may read and write what is stored, and notes the failure otherwise.
    mutating func checkRoot() -> Bool {
        if !isRoot {
            let words = RunWords(run.verb.rawValue, in: run.words, insteadOfRoot: .runAsRoot)
            run.fail(words.failure(.notRoot), isRoot: false)
        }
        return isRoot
    }

    /// Calls a closure under the host's lock; a failure to take it is noted.
    mutating func locked(
        _ body: (inout Self, ChangeRun<Machine>.Locked) throws(RunFailure) -> Void
    ) throws {
        let run = run
        do {
            try run.locked(isRoot: isRoot) { (locked) throws(RunFailure) in try body(&self, locked) }
        } catch let failure as CommandFailure {
            self.run.fail(failure, isRoot: isRoot)
        }
    }

    /// Plans and carries out the change of one object, which is then counted or noted as failed.
    ///
    /// - Parameters:
    ///   - change: The change.
    ///   - locked: The operations allowed under the lock.
    /// - Throws: `RunFailure` when there can be no journal, or the user interrupted the one before.
    mutating func attempt(
        _ change: NvdimmChange, _ locked: ChangeRun<Machine>.Locked
    ) throws(RunFailure) {
        if try carryOut(change, locked) { succeed() }
    }

    /// Calls a closure while a namespace is disabled, or raw, carries out the steps that it returns, and brings the namespace back
    /// to what it was; a failure is noted.
    ///
    /// - Parameters:
    ///   - name: The namespace.
    ///   - isRaw: Whether it is raw.
    ///   - locked: The operations allowed under the lock.
    ///   - body: What is done meanwhile.
    /// - Returns: Whether nothing failed.
    /// - Throws: `RunFailure` when there can be no journal, or the user interrupted the one before.
    mutating func suspend(
        _ name: KernelName, raw isRaw: Bool, _ locked: ChangeRun<Machine>.Locked,
        during body: @escaping () -> [Step]
    ) throws(RunFailure) -> Bool {
        try carryOut(.suspend(.name(name), raw: isRaw), locked, during: body)
    }

    private mutating func carryOut(
        _ change: NvdimmChange, _ locked: ChangeRun<Machine>.Locked, during body: (() -> [Step])? = nil
    ) throws(RunFailure) -> Bool {
        guard run.supervisor.verdict != .interrupted else { throw .interrupted }
        let request = Request(nvdimm: change, force: true)
        let now = host.surveyForPlan(of: request)
        let plan: Plan
        do throws(RunFailure) {
            plan = try locked.plan(request, from: now)
        } catch .refused(let refusal) {
            for finding in refusal.findings { fail(finding.errno, [run.words.line(finding)]) }
            return false
        }
        let failed = try run.carryOut(plan, from: now, locked, during: body, lines: { _ in [] })
        run.supervisor.endUndo()
        return failed == nil
    }
}
