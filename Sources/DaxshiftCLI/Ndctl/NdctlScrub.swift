// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON
internal import SystemPackage

/// `ndctl start-scrub` and `ndctl wait-scrub`.
struct NdctlScrub: Sendable {
    private let verb: NdctlVerb
    private let buses: NdctlNames
    /// The time between two looks in seconds.
    private let interval: UInt32

    /// Interprets a command line.
    init(_ verb: NdctlVerb, _ arguments: GitArguments) {
        self.verb = verb
        buses = NdctlNames(arguments.operands.isEmpty ? nil : arguments.operands.joined(separator: " "))
        interval = arguments.values["poll"].flatMap { UInt32($0) } ?? Scrubber.usualInterval
    }

    /// Carries out the command, and prints the buses for which that could be done.
    ///
    /// - Parameters:
    ///   - context: The streams.
    ///   - survey: Surveys the NVDIMMs of the host.
    ///   - scrubber: What is done to a bus.
    /// - Returns: The status: the first error.
    /// - Throws: ``OutputError`` when the result can't be printed.
    func run(
        in context: CommandContext, on survey: () -> Inventory, by scrubber: Scrubber
    ) throws(OutputError) -> DropInStatus {
        let found = survey().buses.filter { buses.include($0) }.map(\.name)
        var firstError: Errno? = found.isEmpty ? .noSuchAddressOrDevice : nil
        var done: [KernelName] = []
        for bus in found {
            do throws(Errno) {
                if verb == .startScrub { try scrubber.start(bus) } else { try scrubber.wait(bus, interval) }
                done.append(bus)
            } catch {
                firstError = firstError ?? error
            }
        }
        if !done.isEmpty {
            let now = survey()
            let json = NdctlJSON(inventory: now, details: [])
            let buses = now.buses.filter { done.contains($0.name) }
            try context.output.write(json.text(of: buses.map { .object(json.members(of: $0)) }))
        }
        guard let firstError else { return .success }
        let attempt = verb == .startScrub ? "starting scrub" : "waiting for scrub completion"
        context.note(["error \(attempt): \(firstError)"])
        return DropInStatus(firstError)
    }
}
