// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import SystemPackage

/// `ndctl clear-errors`.
///
/// It finds namespaces without errors; to clear errors takes a command of the platform that the kernel has no file for.
struct NdctlClearErrors: Sendable {
    private let change: NdctlChange
    private let target: NdctlChange.Target
    /// Whether errors are searched first.
    private let searches: Bool

    /// Interprets a command line.
    ///
    /// - Throws: `DropInProblem` for an invalid one.
    init(_ arguments: GitArguments) throws(DropInProblem) {
        change = try NdctlChange(.clearErrors, arguments)
        target = if case .namespaces(let target) = change.goal { target } else { .all }
        searches = arguments.has("scrub")
    }

    /// Carries out the command, and tells the number of namespaces without errors.
    ///
    /// - Parameters:
    ///   - context: The streams.
    ///   - survey: Surveys the NVDIMMs of the host with their bad sectors.
    ///   - scrubber: What is done to a bus.
    /// - Returns: The status: the first error.
    func run(in context: CommandContext, on survey: () -> Inventory, by scrubber: Scrubber) -> DropInStatus {
        let first = survey()
        let found = change.namespaces(target, in: first)
        var firstError: Errno?
        if found.isEmpty, target != .all {
            firstError = .noSuchAddressOrDevice
            context.note(change.absence(of: target, in: first))
        }
        var count = 0
        for namespace in found {
            do throws(Problem) {
                try check(namespace, in: first, survey, by: scrubber)
                count += 1
            } catch {
                firstError = firstError ?? error.errno
                context.note(DropInProblem.lines("\(namespace.name): \(error.text)"))
            }
        }
        context.note(change.closing(of: count, firstError))
        return firstError.map { DropInStatus($0) } ?? .success
    }

    private struct Problem: Error {
        let text: String
        let errno: Errno
    }

    private func check(
        _ namespace: Namespace, in first: Inventory, _ survey: () -> Inventory, by scrubber: Scrubber
    ) throws(Problem) {
        let bus = first.nvdimmRegion(namespace.region)?.bus
        guard let bus, first.buses.contains(where: { $0.name == bus && $0.isScrubbing != nil }) else {
            throw Problem(
                text: "Unable to determine scrub state: \(Errno.notSupported)", errno: .notSupported)
        }
        if searches {
            do throws(Errno) {
                try scrubber.start(bus)
                try scrubber.wait(bus, Scrubber.usualInterval)
            } catch {
                throw Problem(text: "Unable to start scrub: \(error)", errno: error)
            }
        }
        let bad = (searches ? survey() : first).namespace(namespace.name)?.badRanges ?? []
        guard bad.isEmpty else {
            throw Problem(
                text: "\(bad.size) can't be read; the ndctl of the package 'ndctl' can clear that",
                errno: .notSupported)
        }
    }
}
