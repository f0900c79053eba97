// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxFormat
internal import DaxHost
internal import DaxModel
internal import Glibc

/// `daxshift plan`.
struct PlanLayout: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show how a host differs from a layout, and every step that would mend it.",
        discussion: """
            It ends with 0 where nothing differs, with 2 where 'daxshift apply' would change something, and with 1 where \
            the layout can't be reached.

            Example: daxshift plan layout.yaml
            """)

    @OptionGroup
    private var layout: LayoutArgument

    @Option(
        help: ArgumentHelp(
            "Write the plan to a file as well, which 'daxshift apply' carries out as it is or not at all.",
            valueName: "plan"),
        completion: .file(extensions: ["json"]))
    private var out: String?

    @OptionGroup
    private var from: FromOption

    @OptionGroup
    private var output: OutputOptions

    func run() throws { try run(in: .standard(), on: LinuxHost(), isRoot: geteuid() == 0) }

    /// Plans the layout, if need be with all that its entries allow, which takes --force then.
    func run(
        in context: CommandContext, on host: some Host, journal: JournalFolder = JournalFolder(), isRoot: Bool
    ) throws {
        let plan = try context.reportingFailure(as: output.format) {
            let layout = try layout.read(in: context)
            var request = Request(layout)
            request.uuids = UUIDSeries(seed: .random(in: .min ... .max))
            let snapshot = try from.snapshot.map { SnapshotHost(try $0.read()) }
            let (plan, basis, needsForce) =
                try snapshot.map {
                    try planned(request, on: $0, journal, isRoot: isRoot)
                } ?? planned(request, on: host, journal, isRoot: isRoot)
            if let out {
                let stored = StoredPlan(
                    plan, of: layout, request.uuids, on: snapshot == nil ? LinuxHost.machine : nil,
                    needsForce: needsForce)
                try StoredPlanFile(path: out).write(stored)
            }
            let shown =
                snapshot?.survey()
                ?? context.detailed(
                    basis, showing: plan.devices.map(\.name), of: host, as: output.format)
            try context.show(PlanReport(plan: plan, from: shown), as: output.format)
            if needsForce { context.note(["daxshift: 'daxshift apply' needs --force for it"]) }
            return plan
        }
        guard plan.steps.isEmpty else { throw CommandFailure(.changesPending, []) }
    }

    private func planned(
        _ request: Request, on host: some Host, _ journal: JournalFolder, isRoot: Bool
    ) throws -> (plan: Plan, basis: Inventory, needsForce: Bool) {
        let run = ChangeRun(on: host, command: Self._commandName, journal: journal, isRoot: isRoot)
        var forced = request
        forced.force = true
        do throws(RunFailure) {
            let (plan, basis) = try run.plan(forced)
            guard !plan.steps.isEmpty else { return (plan, basis, false) }
            let careful = try? Planner(basis).plan(request)
            return (careful ?? plan, basis, careful == nil)
        } catch {
            // A loss that an entry does not allow can't be had by any option.
            if case .refused(let refusal) = error { throw CommandFailure(.failure, refusal.findings) }
            throw RunWords(Self._commandName, insteadOfRoot: .runAsRoot).failure(error)
        }
    }
}
