// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxHost
internal import DaxModel
internal import Glibc

/// `daxshift read-labels`.
struct ReadLabels: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read-labels",
        abstract: "Show the labels of DIMMs.",
        discussion: "Example: daxshift read-labels nmem0")

    @OptionGroup
    private var dimms: DimmArguments

    @OptionGroup
    private var output: OutputOptions

    func run() throws {
        let host = LinuxHost()
        let inventory = host.survey(.namespaces)
        try run(in: .standard(), on: inventory, isRoot: geteuid() == 0) { try host.labelArea(of: $0) }
    }

    /// Prints the labels.
    ///
    /// - Parameters:
    ///   - context: Where they are printed.
    ///   - inventory: The DIMMs of the host.
    ///   - isRoot: Whether this process may read labels.
    ///   - read: Reads the whole label area of a DIMM.
    /// - Throws: `CommandFailure` for a DIMM that is not there, or can't be read.
    func run(
        in context: CommandContext, on inventory: Inventory, isRoot: Bool,
        reading read: (KernelName) throws -> [UInt8]
    ) throws {
        try context.reportingFailure(as: output.format) {
            guard isRoot else {
                throw CommandFailure(.failure, .notRoot(command: Self._commandName), .runAsRoot)
            }
            let areas = try names(in: inventory).map { name in
                (name, LabelArea(parsing: try bytes(of: name, reading: read)))
            }
            try context.show(LabelReport(areas: areas), as: output.format)
        }
    }

    /// The DIMMs that are meant.
    private func names(in inventory: Inventory) throws(CommandFailure) -> [KernelName] {
        let known = inventory.dimms.map(\.name)
        guard let names = dimms.names else { return known }
        let missing = names.filter { !known.contains($0) }
        guard missing.isEmpty else {
            throw CommandFailure(
                .failure,
                missing.map { name in
                    var finding = Finding(known.isEmpty ? .nvdimm(.none) : .nvdimm(.noDimm(name)))
                    finding.remedies = [known.isEmpty ? .listAll : .choose(known.map(\.rawValue))]
                    return finding
                })
        }
        return names
    }

    private func bytes(
        of name: KernelName, reading read: (KernelName) throws -> [UInt8]
    ) throws(CommandFailure) -> [UInt8] {
        do {
            return try read(name)
        } catch {
            let gap = Gap(file: "the label area", reason: "\(error)")
            throw CommandFailure(.failure, [Finding(.nvdimm(.unread(gap)), about: .dimm(name))])
        }
    }
}
