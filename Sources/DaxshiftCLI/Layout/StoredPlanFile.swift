// SPDX-License-Identifier: Apache-2.0

internal import DaxFormat
internal import DaxHost
internal import DaxModel
internal import SystemPackage

/// A file with a stored plan: `daxshift plan --out` writes it, `daxshift apply` reads it.
struct StoredPlanFile: Sendable {
    /// The path.
    let path: String

    /// Writes a plan.
    func write(_ plan: StoredPlan) throws { try ResultFile(path: path).replace(with: plan.text) }

    /// Reads the request that a plan stands for, for this host alone.
    ///
    /// - Parameter isForced: Whether the user allows what the plan needs force for.
    /// - Returns: The request; nil where the file is something else, such as a layout.
    /// - Throws: ``CommandFailure`` when it is damaged, or for another host.
    func request(isForced: Bool) throws(CommandFailure) -> Request? {
        guard path != "-", let bytes = try? LinuxHost().layoutFile(path).text.get() else { return nil }
        let stored: StoredPlan?
        do throws(FormatError) {
            stored = try StoredPlan(parsing: bytes)
        } catch {
            throw CommandFailure(.failure, .inputFile("\(path) can't be used as a plan: \(error)"))
        }
        guard let stored else { return nil }
        if let machine = stored.machine, machine != LinuxHost.machine {
            throw CommandFailure(
                .failure, .inputFile("\(path) is a plan for another host, whose machine id is \(machine)"))
        }
        var request = Request(stored.layout, force: stored.needsForce && isForced)
        request.uuids = stored.uuids
        request.expectedSteps = stored.steps
        return request
    }
}
