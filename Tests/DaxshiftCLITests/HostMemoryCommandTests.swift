// SPDX-License-Identifier: Apache-2.0

import DaxModel
import OrderedJSON
import SampleHosts
import Testing

@testable import DaxshiftCLI

@Suite("Commands on a host that is short of memory")
struct HostMemoryCommandTests {
    /// `dax0.0` online in Movable with 600 MiB in use, 500 MiB free elsewhere.
    private var full: Inventory {
        var memory = HostMemory.sample.with(movable: 1, 896, free: 296)
        memory.nodes[0].kernel = .init(mebibytes: 1024, free: 500)
        return Inventory.sample.inKmem(.pmem, online: .movable).with(memory)
    }

    private static let lines: [[String]] = [
        ["offline-memory", "dax0.0"], ["disable-device", "--force", "dax0.0"],
        ["reconfigure-device", "--mode", "devdax", "--force", "dax0.0"],
        ["online-memory", "--zone", "kernel", "--force", "dax0.0"],
    ]

    @Test("take memory offline only with --allow-oom where what it holds fits nowhere", arguments: lines)
    func allowed(line: [String]) throws {
        let host = SimulatedHost(full)
        let refused = try Run.line(line, on: host)
        #expect(refused.failure?.code == .refused)
        #expect(refused.failure?.lines.first?.contains("--allow-oom") == true)
        #expect(host.performed.isEmpty)
        let run = try Run.line(line + ["--allow-oom"], on: host)
        #expect(run.failure == nil && !host.performed.isEmpty)
    }

    @Test("stop on the way when memory runs short, put all back, and say whom the kernel killed")
    func runningShort() throws {
        var inventory = full
        inventory.memory?.nodes[0].kernel = .init(mebibytes: 1024, free: 700)
        let host = SimulatedHost(inventory) { now in
            now.memory?.nodes[0].kernel.free = .mebibytes(
                now.devices[0].blocks.contains { $0.state == .offline } ? 10 : 700)
        }
        host.killed = ["process 371 (hog)"]
        let run = try Run("offline-memory", "dax0.0", on: host)
        let line = try #require(run.failure?.lines.first)
        #expect(run.failure?.code == .failure)
        #expect(line.contains("did not take memory") && line.contains("node 1"))
        #expect(line.contains("process 371 (hog)") && !line.contains("everything"))
        #expect(host.inventory.devices == inventory.devices)
        #expect(run.json?["killed"] == .array([.string("process 371 (hog)")]))
    }

    @Test("say whom the kernel killed also when all went well")
    func killed() throws {
        let host = SimulatedHost(Inventory.sample)
        host.killed = ["process 371 (hog)"]
        let run = try Run("disable-device", "dax0.0", on: host)
        #expect(run.failure == nil)
        #expect(run.diagnostics.text.contains("warning: meanwhile the kernel killed process 371 (hog)"))
    }

    @Test("keep the map of memory in that memory when told, which needs the mode that has one")
    func memmap() throws {
        var memory = HostMemory.sample
        memory.keepsMaps = true
        let host = SimulatedHost(Inventory.sample.with(memory).with(.pmem) { $0.memmapOnMemory = false })
        let run = try Run(
            "reconfigure-device", "--mode", "system-ram", "--memmap-on-memory", "dax0.0", on: host)
        #expect(run.failure == nil)
        #expect(host.inventory.device(.pmem)?.memmapOnMemory == true)
        #expect(run.diagnostics.text.contains("14 MiB of its own memory"))
        #expect(throws: (any Error).self) {
            try Run("reconfigure-device", "--mode", "devdax", "--memmap-on-memory", "dax0.0", on: host)
        }
    }

    @Test("put the place of the map back with the rest", arguments: 1...6)
    func memmapUndone(fault: Int) throws {
        var memory = HostMemory.sample
        memory.keepsMaps = true
        let host = SimulatedHost(
            Inventory.sample.with(memory).with(.pmem) { $0.memmapOnMemory = false },
            fault: .refused(at: fault, .inputOutput))
        let run = try Run(
            "reconfigure-device", "--mode", "system-ram", "--memmap-on-memory", "dax0.0", on: host)
        #expect(run.failure?.code == .failure)
        #expect(host.inventory.device(.pmem)?.memmapOnMemory == false)
        #expect(host.inventory.device(.pmem)?.driver == .deviceDax)
    }

    @Test("end as daxctl with ENOMEM, and name no option that daxctl lacks")
    func daxctl() throws {
        var memory = HostMemory.sample
        memory.available = .zero
        memory.keepsMaps = true
        let offered = Inventory.sample.with(memory).with(.pmem) { $0.memmapOnMemory = false }
        for (inventory, line) in [
            (offered, ["reconfigure-device", "-m", "system-ram", "dax0.0"]),
            (full, ["offline-memory", "dax0.0"]),
            (full, ["reconfigure-device", "-f", "-m", "devdax", "dax0.0"]),
        ] {
            let host = SimulatedHost(inventory)
            let run = DaxctlLine(line, on: host)
            #expect(run.status == 244)
            #expect(run.lines.contains { $0.contains("MiB") })
            #expect(!run.lines.contains { $0.contains("--") })
            #expect(host.performed.isEmpty)
        }
    }
}
