// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel

/// A list of a host: what is selected, and how it is printed.
struct ListRun: Hashable {
    /// The objects to list.
    var selection = ListSelection()
    /// The requested format; nil for the one that fits the terminal.
    var format: OutputFormat?

    /// The format on a terminal.
    func format(in context: CommandContext) -> OutputFormat { format ?? .fitting(context.terminal) }

    /// The part of the host to survey.
    var scope: SurveyScope {
        var scope: SurveyScope = [
            .details, .nvdimmBuses, .namespaceFiles, .badSectors, .unownedMemory, .absence,
        ]
        let kinds = selection.kinds
        if !kinds.isDisjoint(with: [.bus, .dimm, .region]) || !selection.regions.isEmpty {
            scope.insert(.nvdimmRegions)
        }
        if kinds.contains(.dimm) { scope.formUnion([.dimms, .dimmDetails, .health, .firmware]) }
        if selection.isBySpeed || kinds.contains(.region) { scope.insert(.nodes) }
        if kinds.contains(.device) { scope.formUnion([.mappings, .blocks, .nodes, .visibility]) }
        return scope
    }

    /// Surveys a part of a host, with a warning of a journal that is left open.
    static func survey(_ scope: SurveyScope, of host: LinuxHost, _ journal: JournalFolder) -> Inventory {
        var inventory = host.survey(scope)
        inventory.warnings += journal.warnings
        return inventory
    }

    /// Surveys the host and prints the list.
    func run(in context: CommandContext, on host: LinuxHost, _ journal: JournalFolder) throws {
        try show(Self.survey(scope, of: host, journal), in: context)
    }

    /// Prints the list.
    func show(_ inventory: Inventory, in context: CommandContext) throws {
        let listing = try listing(of: inventory, selection)
        context.note(listing.inventory.notes)
        let format = format(in: context)
        if format == .table {
            var all = selection
            all.includesIdle = true
            let absence = try listing.absence(among: self.listing(of: inventory, all))
            context.note(absence.map { ["note: \($0)"] } ?? [])
        }
        try context.show(listing, as: format)
    }

    private func listing(of inventory: Inventory, _ selection: ListSelection) throws -> Listing {
        do {
            return try selection.listing(of: inventory)
        } catch {
            throw CommandFailure(.failure, [error.finding])
        }
    }
}
