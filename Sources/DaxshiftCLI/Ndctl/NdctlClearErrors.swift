// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import OrderedJSON
internal import SystemPackage

/// `ndctl clear-errors`: makes the bad sectors of namespaces readable, whose contents are lost.
struct NdctlClearErrors: Sendable {
    private let selection: NdctlSelection
    /// Whether errors are searched first.
    private let searches: Bool

    /// Interprets a command line.
    ///
    /// - Throws: `DropInProblem` for an invalid one.
    init(_ arguments: GitArguments) throws(DropInProblem) {
        let word = try NdctlChange.operand(arguments.operands, .clearErrors)
        selection = NdctlSelection(word ?? "all", arguments)
        searches = arguments.has("scrub")
    }

    /// Carries out the command, and prints the namespaces without errors.
    func run(_ run: inout NdctlStoredRun<some Host>, by scrubber: Scrubber) throws -> DropInStatus {
        let first = run.survey()
        // Those of a sector namespace are cleared when the sectors are written.
        let namespaces = selection.namespaces(in: first, &run)
            .filter { $0.mode != NamespaceMode.sector.rawValue }
        var searched: Set<KernelName> = []
        for namespace in namespaces {
            guard let bus = bus(of: namespace, in: first, &run) else { continue }
            do throws(Errno) {
                if searches, searched.insert(bus).inserted { try scrubber.start(bus) }
                try scrubber.wait(bus, Scrubber.usualInterval)
            } catch {
                run.fail(error, DropInProblem.lines("\(namespace.name): Unable to start scrub: \(error)"))
                continue
            }
            try clear(namespace.name, on: bus, &run, by: scrubber)
        }
        return run.end("clearing namespaces", "cleared", "namespace")
    }

    /// The bus of a namespace; nil when its platform has no search for errors, which is noted.
    private func bus(
        of namespace: Namespace, in inventory: Inventory, _ run: inout NdctlStoredRun<some Host>
    ) -> KernelName? {
        let bus = inventory.nvdimmRegion(namespace.region)?.bus
        if let bus, inventory.buses.contains(where: { $0.name == bus && $0.isScrubbing != nil }) {
            return bus
        }
        run.fail(
            .notSupported,
            DropInProblem.lines(
                "\(namespace.name): Unable to determine scrub state: \(Errno.notSupported)"))
        return nil
    }

    private func clear(
        _ name: KernelName, on bus: KernelName, _ run: inout NdctlStoredRun<some Host>, by scrubber: Scrubber
    ) throws {
        let bad = run.detailedSurvey().badRanges(of: name)
        var failure: (range: PhysicalRange, errno: Errno)?
        if !bad.isEmpty {
            var isDone = false
            try run.locked { (run, locked) throws(RunFailure) in
                isDone = try run.suspend(name, raw: false, locked) {
                    for range in bad where failure == nil {
                        do throws(Errno) {
                            try scrubber.clear(range, bus)
                        } catch {
                            failure = (range, error)
                        }
                    }
                    return []
                }
            }
            guard isDone else { return }
        }
        if let (range, errno) = failure {
            run.fail(
                errno, DropInProblem.lines("\(name): failed to clear badblock at \(range): \(errno)"))
            return
        }
        let now = run.detailedSurvey()
        if let namespace = now.namespace(name) {
            let json = NdctlJSON(inventory: now, details: [.badSectors]).json(of: namespace)
            try run.context.output.write(json.text(.jsonC, terminator: "\n"))
        }
        run.succeed()
    }
}

extension Inventory {
    /// The bad sectors of a region that lie wholly in what a namespace of it has for use.
    fileprivate func badRanges(of name: KernelName) -> [PhysicalRange] {
        guard let namespace = namespace(name), let whole = namespace.usable ?? namespace.range,
            let region = nvdimmRegion(namespace.region), let start = region.range?.start
        else { return [] }
        return region.badSectors.compactMap { $0.range(from: start) }.filter(whole.contains)
    }
}
