// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import OrderedJSON
import SampleHosts

@testable import DaxshiftCLI

/// The JSON that commands print, for hosts that have everything that can be printed.
enum PrintedJSON {
    /// At least one document of each kind.
    static func documents() throws -> [JSON] {
        try lists() + changes() + nvdimms() + settings() + [abandoned()]
    }

    /// The keys of all objects in a value.
    static func keys(of json: JSON) -> Set<String> {
        switch json {
        case .object(let members):
            members.reduce(into: []) { $0.formUnion(keys(of: $1.value).union([$1.key])) }
        case .array(let elements): elements.reduce(into: []) { $0.formUnion(keys(of: $1)) }
        default: []
        }
    }

    private static func lists() -> [JSON] {
        var hosts = RandomHost(seed: 1)
        var divided = Inventory.divided.with(.pmem) {
            $0.blocks.append(MemoryBlock(index: 64, state: nil, zone: nil))
        }
        var node = Node(id: 2)
        (node.memTotal, node.tier, node.distance) = (.zero, 4, 20)
        var performance = Node.Performance()
        (performance.readBandwidth, performance.writeBandwidth) = (1, 1)
        (performance.readLatency, performance.writeLatency) = (1, 1)
        node.performance = performance
        divided.nodes = [node]
        let used = Inventory.classSample.with(.pmem) {
            $0.users = [DeviceUser(pid: 7, command: "db", uses: [.open])]
        }
        var carried = Inventory.sample
        carried.namespaces = [
            Namespace(
                name: KernelName(rawValue: "namespace0.0"), region: KernelName(rawValue: "region0"),
                mode: "devdax", device: .pmem, isEnabled: true)
        ]
        return ([divided, used, carried] + (0..<50).map { _ in hosts.inventory() }).flatMap { host in
            [
                Listing(of: host, kinds: Set(ListedKind.allCases), showsMappings: true).json(),
                Picture(of: host).json(), ModelReport(inventory: host).json(),
            ]
        }
    }

    private static func changes() throws -> [JSON] {
        var toRAM = Request(.systemRAM(nil), .pmem)
        toRAM.skipsPoisoned = true
        let shape = DeviceShape(.size(ByteCount(rawValue: 128 << 20)))
        let requests: [(Inventory, Request)] = [
            (.sample, toRAM), (.classSample.withInitramfs, .toBusForGood),
            (.cut, Request(.reshaped(shape, then: nil), .hmem, force: true)),
        ]
        return try requests.flatMap { host, request in
            let plan = try Planner(host).plan(request)
            let failing = (1...plan.steps.count).map {
                SimulatedHost(host, fault: .refused(at: $0, .poisoned))
            }
            return [PlanReport(plan: plan, from: host).json()]
                + failing.map { machine in
                    OutcomeReport(outcome: Executor(host: machine).run(plan, basis: host)).json()
                }
        } + irreversible() + [refused()]
    }

    private static func nvdimms() -> [JSON] {
        let none = Inventory(kernel: KernelRelease(rawValue: "none"))
        var area = LabelAreaSample(.v1_2)
        area.add(1, name: "cache")
        area.sign()
        return [
            PlanReport(plan: .ofNvdimms, from: none).json(), OutcomeReport(outcome: .ofNvdimms).json(),
            LabelReport(areas: [(KernelName(rawValue: "nmem0"), LabelArea(parsing: area.bytes))]).json(),
        ]
    }

    private static func settings() throws -> [JSON] {
        let goals: [SettingGoal] = [.demotion(true), .weights(.explicit([0: 3]))]
        let plan = try Router(.tiered).plan(for: goals.map(Goal.setting))
        let outcome = Executor(host: SimulatedHost(.tiered)).run(plan, basis: .tiered)
        return [PlanReport(plan: plan, from: .tiered).json(), OutcomeReport(outcome: outcome).json()]
    }

    private static func irreversible() throws -> [JSON] {
        let inside = DeviceName(region: 2, device: 1)
        let plan = try Planner(.cut).plan(Request(.destroyed, inside, force: true)).withoutWayBack
        let outcome = Executor(host: SimulatedHost(.cut)).run(plan, basis: .cut)
        return [PlanReport(plan: plan, from: .cut).json(), OutcomeReport(outcome: outcome).json()]
    }

    private static func refused() throws -> JSON {
        do throws(Refusal) {
            _ = try Planner(.sample).plan(Request(.devdax, DeviceName(region: 9, device: 9)))
        } catch {
            var findings = error.findings
            let place = Layout.Place(file: "layout.yaml", line: 1, column: 1)
            findings[0].entry = Layout.Key(["devices", "fast"], at: place)
            return RefusalReport(findings: findings).json()
        }
        throw NotRefused()
    }

    private struct NotRefused: Error {}

    private static func abandoned() throws -> JSON {
        let plan = try Planner(.sample).plan(Request(.systemRAM(nil), .pmem))
        let journal = SimulatedJournal(plan)
        journal.begin(0, plan.steps[0])
        return AbandonReport(leftovers: Leftovers(JournalContents(parsing: journal.bytes)), journal: "")
            .json()
    }
}
