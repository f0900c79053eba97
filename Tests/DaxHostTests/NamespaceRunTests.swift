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

    private static let newRAM = {
        var shape = NamespaceShape()
        shape.mode = .devdax
        var request = Request(.nvdimm(.create(shape, in: nil, fillingRegion: false)), force: true)
        request.deviceChange = .systemRAM(.movable)
        return request
    }()

    @Test("are undone though the kernel shows no memory without labels once there were some")
    func labelsOnce() throws {
        let start = Inventory.blankNvdimm
        let plan = try Planner(start).plan(Self.newRAM)
        let bind = Action.device(DeviceName(region: 0, device: 0), .bind(.kmem, bystanders: []))
        let index = try #require(plan.steps.firstIndex { $0.action == bind })
        var hadLabels = false
        let host = SimulatedHost(
            start, fault: .refused(at: index + 1, .inputOutput),
            afterEach: { inventory in
                hadLabels = hadLabels || inventory.dimms[0].isLabelled
                if hadLabels { inventory.dimms[0].flags = ["label"] }
            })
        let outcome = Executor(host: host).run(plan, basis: start)
        #expect(outcome.failure != nil && outcome.isUndone)
        #expect(outcome.notUndone == [])
        #expect(host.nvdimms == SimulatedNvdimms(of: start))
    }

    @Test("make a new device system RAM though udev loads its driver only for it")
    func unloadedDriver() throws {
        var start = Inventory.blankNvdimm
        start.modules = start.modules.map {
            $0.name == "device_dax" ? DriverModule(name: $0.name, state: .loadable) : $0
        }
        let device = DeviceName(region: 0, device: 0)
        // The driver that udev loads holds the device some time before the kernel has its files.
        let host = SimulatedHost(
            start,
            afterEach: { inventory in
                guard inventory.module("device_dax")?.state == .loadable else { return }
                inventory = inventory.with(device) { $0.driver = .deviceDax }
            })
        let plan = try Planner(start).plan(Self.newRAM)
        let outcome = Executor(host: host, supervisor: PatientSupervisor(pauses: 1)).run(plan, basis: start)
        #expect(outcome.failure == nil)
        #expect(host.inventory.device(device)?.driver == .kmem)
    }

    @Test("leave a namespace alone that another tool put where theirs was")
    func replaced() throws {
        let start = Inventory.smallNvdimms
        var request = Self.newRAM
        if case .nvdimm(.create(let shape, _, _)) = request.change {
            request.change = .nvdimm(.create(shape, in: Self.name("region0"), fillingRegion: false))
        }
        let plan = try Planner(start).plan(request)
        let name = Self.name("namespace0.0")
        let index = try #require(
            plan.steps.firstIndex { if case .namespace(name, .make) = $0.action { true } else { false } })
        let host = SimulatedHost(
            start, fault: .refused(at: index + 2, .inputOutput),
            afterEach: { inventory in
                for index in inventory.namespaces.indices where inventory.namespaces[index].isEnabled {
                    inventory.namespaces[index].labelUUID = Inventory.sampleUUID(8, 8)
                }
            })
        let outcome = Executor(host: host).run(plan, basis: start)
        #expect(outcome.notUndone.map(\.action.subject) == [.state(.namespace(name))])
        #expect(host.inventory.namespace(name)?.mode == "devdax")
    }
}
