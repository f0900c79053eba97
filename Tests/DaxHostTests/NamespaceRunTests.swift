// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import SampleHosts
import Testing

@Suite("Runs on NVDIMMs")
struct NamespaceRunTests {
    private static func name(_ text: String) -> KernelName { KernelName(rawValue: text) }

    private func run(_ change: NvdimmChange, on host: SimulatedHost) throws -> Outcome {
        let start = host.inventory
        let plan = try Planner(start).plan(Request(.nvdimm(change), force: true))
        return Executor(host: host).run(plan, basis: start)
    }

    private static let changes: [NvdimmChange] = [
        .disableRegions(nil), .disableRegions([name("region0")]), .initializeLabels(nil), .zeroLabels(nil),
        .zeroLabels([name("nmem1")]), .destroy(nil, in: nil), .disable(nil, in: nil), .enable(nil, in: nil),
    ]

    @Test("report no change of others where only the plan changed something", arguments: changes)
    func foreseen(_ change: NvdimmChange) throws {
        let outcome = try run(change, on: SimulatedHost(.nvdimms))
        #expect(outcome.failure == nil)
        #expect(outcome.othersChanged == [])
    }

    @Test("report what others change on objects that the plan leaves alone")
    func others() throws {
        let device = DeviceName(region: 0, device: 0)
        let host = SimulatedHost(
            .nvdimms, afterEach: { inventory in inventory.devices.removeAll { $0.name == device } })
        let outcome = try run(.disableRegions([Self.name("region1")]), on: host)
        #expect(outcome.failure == nil)
        #expect(outcome.othersChanged == [Finding(.change(.gone), about: .device(device))])
    }
}
