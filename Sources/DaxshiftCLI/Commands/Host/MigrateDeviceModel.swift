// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxHost
internal import DaxModel
internal import Glibc

/// `daxshift migrate-device-model`.
struct MigrateDeviceModel: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate-device-model",
        abstract: "Move NVDIMM devices between the models of /sys/bus/dax and /sys/class/dax.",
        discussion: """
            Without --to, reports the state of this host and changes nothing.

            Example: daxshift migrate-device-model --to bus --now --at-boot
            """)

    @Option(help: "The model to move devices to.")
    private var to: ModelArgument?

    @Flag(help: "Switch at once, without a reboot.")
    private var now = false

    @Flag(help: "Switch at the next boot and all later ones, by /etc/modprobe.d/daxctl.conf.")
    private var atBoot = false

    @Flag(help: "Rebuild the initramfs if it would override the choice at the next boot.")
    private var updateInitramfs = false

    @Option(
        name: [.customShort("d"), .customLong("device")],
        help: ArgumentHelp(
            "With --now, switch only this device, given by its name, its namespace, or the namespace's UUID or "
                + "name; can be repeated.", valueName: "device"),
        completion: LiveNames.carriers, transform: { try CarrierName($0) })
    private var carriers: [CarrierName] = []

    @OptionGroup
    private var force: ForceOption

    @OptionGroup
    var options: ChangeOptions

    func validate() throws {
        guard to != nil else {
            guard !now, !atBoot, !updateInitramfs, carriers.isEmpty, !force.isGiven, !options.dryRun else {
                throw ValidationError("give --to bus or --to class")
            }
            return
        }
        if updateInitramfs && !atBoot {
            throw ValidationError("--update-initramfs goes with --at-boot: it is for the next boot")
        }
        if !carriers.isEmpty && !now {
            throw ValidationError("--device goes with --now: the next boot treats all devices alike")
        }
        try CarrierName.checkOnce(carriers)
    }

    var request: Request {
        var request = Request(
            selection: now ? DeviceSelection(carriers.isEmpty ? nil : carriers) : DeviceSelection(names: []),
            change: .model(to?.model ?? .bus),
            force: force.isGiven)
        request.nextBoot = atBoot ? to?.model : nil
        request.makesInitramfs = updateInitramfs
        return request
    }

    mutating func run() throws {
        let context = CommandContext.standard()
        guard let model = to?.model else {
            try showModels(of: LinuxHost(), in: context)
            return
        }
        if !now && !atBoot {
            try context.reportingFailure(as: options.output.format) { try ask(model, in: context) }
        }
        let watchdog = try Watchdog(
            limit: options.limits.timeout, stoppingIn: context, as: options.output.format)
        defer { watchdog.dismiss() }
        try run(in: context, on: LinuxHost(), supervisor: watchdog, isRoot: geteuid() == 0)
    }

    /// Prints the state of a host.
    func showModels(
        of host: some Host, in context: CommandContext, journal: JournalFolder = JournalFolder()
    ) throws {
        context.note(journal.warnings.map { "warning: \($0)" })
        var request = Request(selection: DeviceSelection(names: nil), change: .model(.bus))
        request.nextBoot = .bus
        let format = options.output.format
        let basis = host.surveyForPlan(of: request)
        let inventory = context.detailed(
            basis, showing: basis.devices.map(\.name), of: host, as: format)
        try context.show(ModelReport(inventory: inventory), as: format)
    }

    /// Asks on a terminal when to switch; without one the options must say it.
    private mutating func ask(_ model: DeviceModel, in context: CommandContext) throws {
        let question =
            "Switch to the \(model.rawValue) model now, at the next boot, or both? Type 'now', 'boot' or 'both':"
        guard let answer = context.ask(question) else {
            throw CommandFailure(
                .usage,
                .commandLine("give --now, --at-boot or both to switch to the \(model.rawValue) model"))
        }
        switch answer {
        case "now": now = true
        case "boot": atBoot = true
        case "both": (now, atBoot) = (true, true)
        default:
            throw CommandFailure(
                .usage, .commandLine("neither 'now' nor 'boot' nor 'both'; nothing was changed"))
        }
    }

    private enum ModelArgument: String, ExpressibleByArgument, CaseIterable {
        case bus
        case `class`

        var model: DeviceModel { self == .bus ? .bus : .class }
    }
}
