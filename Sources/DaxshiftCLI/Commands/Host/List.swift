// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxHost
internal import DaxModel

/// `daxshift list`.
struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show regions, namespaces and devices, and how their memory is used.",
        discussion: """
            Without --buses, --dimms, --regions, --namespaces or --devices the last three are shown: as a table on a \
            terminal, as JSON elsewhere.

            Example: daxshift list --devices -r 0
            """,
        aliases: ["ls"])

    @Flag(name: [.customShort("B"), .long], help: "Show NVDIMM buses.")
    var buses = false

    @Flag(help: "Show DIMMs.")
    var dimms = false

    @Flag(name: [.customShort("R"), .long], help: "Show regions.")
    var regions = false

    @Flag(name: [.customShort("N"), .long], help: "Show NVDIMM namespaces.")
    var namespaces = false

    @Flag(name: [.customShort("D"), .long], help: "Show devices.")
    var devices = false

    @Flag(name: [.customShort("M"), .long], help: "Show the physical ranges of devices.")
    var mappings = false

    @Flag(name: [.customShort("i"), .long], help: "Show devices of size 0 and disabled namespaces as well.")
    var idle = false

    @Flag(
        help:
            "Show the fastest memory first: by latency and bandwidth, else by memory tier, else by distance.")
    var bySpeed = false

    @OptionGroup
    var region: RegionOption

    @Option(
        name: [.customShort("d"), .customLong("device"), .customLong("dev")],
        help: ArgumentHelp(
            "Only this device: daxX.Y, X.Y or /dev/daxX.Y; can be repeated.", valueName: "device"),
        completion: LiveNames.devices, transform: { try ObjectName.device($0) })
    var onlyDevices: [DeviceName] = []

    @Option(
        name: [.customShort("n"), .customLong("namespace")],
        help: ArgumentHelp(
            "Only this namespace: namespaceX.Y or X.Y; can be repeated.", valueName: "namespace"),
        completion: LiveNames.namespaces, transform: { try ObjectName.namespace($0) })
    var onlyNamespaces: [KernelName] = []

    @Option(
        help: ArgumentHelp(
            "Write the kernel files behind the list to a tar archive instead, for a problem report.",
            valueName: "file"),
        completion: .file(extensions: ["tar"]))
    var capture: String?

    @Option(
        help: ArgumentHelp(
            "Write all that daxshift reads of this host to a file instead, for --from on any machine; - is "
                + "standard output.",
            valueName: "file"),
        completion: .file(extensions: ["json"]))
    var snapshot: String?

    @OptionGroup
    var from: FromOption

    @OptionGroup
    var output: OutputOptions

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp(
            "Print a table of these columns, separated by commas; after '+' they follow the usual ones.",
            valueName: "columns"))
    var columns: [ColumnList] = []

    @Flag(help: "Print a table of rows alone, without the lines above and below.")
    var noheadings = false

    @Flag(help: "Print sizes in the table as numbers of bytes.")
    var bytes = false

    func validate() throws {
        guard !output.isJSON || columns.isEmpty && !noheadings else {
            throw ValidationError("--json prints all keys: leave out --output and --noheadings")
        }
        guard [capture != nil, snapshot != nil, from.snapshot != nil].count(where: \.self) <= 1 else {
            throw ValidationError("--capture, --snapshot and --from exclude each other")
        }
    }

    func run() throws { try run(in: .standard()) }

    func run(in context: CommandContext) throws { try run(in: context, on: LinuxHost()) }

    func run(in context: CommandContext, on host: LinuxHost, journal: JournalFolder = JournalFolder()) throws
    {
        let list = list
        try context.reportingFailure(as: list.format(in: context)) {
            if let capture {
                try CaptureFile(path: capture).write(host, in: context)
            } else if let snapshot {
                try SnapshotFile(path: snapshot).write(
                    ListRun.survey(.everything, of: host, journal), in: context)
            } else if let from = from.snapshot {
                try list.show(SnapshotHost(from.read()).survey(list.scope), in: context)
            } else {
                try list.run(in: context, on: host, journal)
            }
        }
    }

    /// The list that is asked for.
    var list: ListRun {
        let asked: [ListedKind] =
            (buses ? [.bus] : []) + (dimms ? [.dimm] : []) + (regions ? [.region] : [])
            + (namespaces ? [.namespace] : []) + (devices ? [.device] : [])
        let isLaidOut = !columns.isEmpty || noheadings
        return ListRun(
            selection: ListSelection(
                kinds: asked.isEmpty ? ListedKind.usual : Set(asked), showsMappings: mappings,
                includesIdle: idle, isBySpeed: bySpeed,
                layout: ListLayout(
                    columns: columns.isEmpty ? nil : columns.flatMap(\.columns), hasHeadings: !noheadings,
                    sizesAreBytes: bytes),
                regions: region.ids, namespaces: onlyNamespaces, devices: onlyDevices),
            format: output.format ?? (isLaidOut ? .table : nil))
    }
}
