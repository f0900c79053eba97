// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import SampleHosts
import Testing

/// A way through the planner that writes: a request and its host.
struct Journey: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var request: Request
    var start: Inventory

    static let all: [Journey] = {
        var online = Inventory.sample.inKmem(.pmem, online: .movable)
        online.autoOnline = .online
        var cut = Inventory.cut
        cut.autoOnline = .online
        var unbound = Inventory.sample.with(.hmem) { $0.driver = nil }
        unbound.autoOnline = .online
        return [
            Journey(
                testDescription: "devdax to system-ram", request: Request(.systemRAM(nil), .pmem),
                start: unbound),
            Journey(
                testDescription: "two devices to system-ram",
                request: Request(.systemRAM(.kernel), .pmem, .otherPmem), start: .sample),
            Journey(
                testDescription: "system-ram to devdax", request: Request(.devdax, .pmem, force: true),
                start: online),
            Journey(
                testDescription: "into another zone",
                request: Request(.onlineMemory(.kernel), .pmem, force: true), start: online),
            Journey(
                testDescription: "memory offline", request: Request(.offlineMemory, .pmem), start: online),
            Journey(
                testDescription: "without a driver", request: Request(.disabled, .pmem, force: true),
                start: online),
            Journey(testDescription: "with a driver again", request: Request(.enabled), start: unbound),
            Journey(
                testDescription: "to the bus, and at the next boot", request: .toBusForGood,
                start: .classSample.withInitramfs),
            Journey(
                testDescription: "to the bus and into system-ram", request: .migratingToSystemRAM,
                start: .classSample),
            Journey(
                testDescription: "from system-ram to the class model",
                request: Request(.model(.class), .pmem, force: true), start: online.onLinux510),
            Journey(
                testDescription: "a new device in system-ram",
                request: Request(.created(DeviceShape(.maximum), then: .systemRAM(nil))), start: cut),
            Journey(
                testDescription: "a new device in system-ram that fills whole blocks",
                request: Request(
                    .created(DeviceShape(.size(Inventory.sampleBlockSize)), then: .systemRAM(nil))
                ).fillingBlocks, start: .cutWithinBlock),
            Journey(
                testDescription: "all devices destroyed", request: Request(.destroyed, force: true),
                start: cut),
            Journey(
                testDescription: "larger system-ram, aligned otherwise",
                request: Request(
                    .reshaped(DeviceShape(.percent(60), align: ByteCount(rawValue: 4096)), then: nil), .hmem,
                    force: true), start: cut.inKmem(.hmem, online: .normal)),
            Journey(
                testDescription: "smaller, and from devdax to system-ram",
                request: Request(
                    .reshaped(DeviceShape(.size(Inventory.sampleBlockSize)), then: .systemRAM(nil)), .hmem,
                    force: true), start: cut),
        ]
    }()

    func run(
        _ host: SimulatedHost, supervisor: any Supervisor = Unsupervised()
    ) throws -> (plan: Plan, outcome: Outcome) {
        let plan = try Planner(start).plan(request)
        return (plan, Executor(host: host, supervisor: supervisor).run(plan, basis: start))
    }
}

/// The state that must be as before when a plan was undone: all but the modules, which stay loaded.
func state(_ inventory: Inventory) -> [AnyHashable] {
    [
        inventory.devices, inventory.autoOnline, inventory.driversAutoprobe, inventory.ndDriversAutoprobe,
        inventory.nextBoot,
    ]
}
