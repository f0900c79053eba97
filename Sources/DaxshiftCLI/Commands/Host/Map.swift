// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxHost
internal import DaxModel

/// `daxshift map`.
struct Map: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "Draw a map of regions, namespaces, devices, free memory and memory blocks.",
        discussion: "Example: daxshift map --svg map.svg")

    @OptionGroup
    var region: RegionOption

    @Option(
        help: ArgumentHelp("Write the picture as SVG to a file instead.", valueName: "file"),
        completion: .file(extensions: ["svg"]))
    var svg: String?

    @OptionGroup
    var from: FromOption

    @OptionGroup
    var output: OutputOptions

    func validate() throws {
        guard svg == nil || output.format == nil else {
            throw ValidationError("--svg and \(output.isJSON ? "--json" : "--table") exclude each other")
        }
    }

    func run() throws { try run(in: .standard()) }

    func run(in context: CommandContext) throws {
        try context.reportingFailure(as: output.format ?? .table) { try show(survey(), in: context) }
    }

    private func survey() throws(CommandFailure) -> Inventory {
        if let snapshot = from.snapshot { return SnapshotHost(try snapshot.read()).survey(Self.scope) }
        var inventory = LinuxHost().survey(Self.scope)
        inventory.warnings += JournalFolder().warnings
        return inventory
    }

    private static let scope: SurveyScope = [.details, .mappings, .blocks, .regionRanges, .namespaces]

    func show(_ inventory: Inventory, in context: CommandContext) throws {
        var selection = ListSelection(kinds: [.region, .device], regions: region.ids)
        selection.includesIdle = true
        let picture: Picture
        do {
            picture = Picture(of: try selection.listing(of: inventory).inventory)
        } catch {
            throw CommandFailure(.failure, [error.finding])
        }
        context.note(inventory.notes)
        if let svg {
            try ResultFile(path: svg).write(picture.svg())
        } else {
            try context.show(picture, as: output.format ?? .table)
        }
    }
}
