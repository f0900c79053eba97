// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxFormat
internal import DaxHost
internal import DaxModel

/// `daxshift layout`.
struct ShowLayout: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layout",
        abstract: "Print the layout of a host as it is.",
        discussion: "Example: daxshift layout --minimal")

    @Flag(help: "Leave out values that new objects have without them, and settings of the host.")
    private var minimal = false

    @Flag(help: "Print what the sections in \(DeviceConfiguration.folder) mean instead.")
    private var fromDaxctlConf = false

    @OptionGroup
    private var from: FromOption

    func validate() throws {
        if fromDaxctlConf && minimal {
            throw ValidationError("--minimal and --from-daxctl-conf exclude each other")
        }
    }

    func run() throws { try run(in: .standard(), on: LinuxHost()) }

    /// Surveys the host, and prints its layout.
    func run(in context: CommandContext, on host: some Host) throws {
        let inventory = try from.snapshot?.read() ?? host.survey()
        let layout: Layout
        if fromDaxctlConf {
            let (translated, problems) = Layout.translating(inventory.configuration)
            guard problems.isEmpty else { throw CommandFailure(.failure, problems) }
            layout = translated
        } else {
            layout = Layout(of: inventory, isMinimal: minimal)
        }
        try context.output.write(LayoutText.text(of: layout))
    }
}
