// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import Glibc
import OrderedJSON
import SampleHosts
import Testing

@testable import DaxshiftCLI

/// The commands of daxctl on made-up hosts: the lines and statuses that scripts match, and the host
/// afterwards.
@Suite struct DaxctlRunTests {
    @Test func `a mode that is reached is printed and counted`() {
        let host = SimulatedHost(.sample)
        let run = DaxctlLine("reconfigure-device", "--mode=system-ram", "dax0.0", on: host)
        #expect(run.status == 0)
        #expect(
            run.output == """
                [
                  {
                    "chardev":"dax0.0",
                    "size":1004535808,
                    "target_node":1,
                    "align":2097152,
                    "mode":"system-ram",
                    "online_memblocks":7,
                    "total_memblocks":7,
                    "movable":true
                  }
                ]

                """)
        #expect(run.lines.last == "reconfigured 1 device")
        let again = DaxctlLine("reconfigure-device", "-m", "system-ram", "-u", "0.0", on: host)
        #expect(again.status == 0)
        #expect(
            again.output.hasPrefix("{\n  \"chardev\":\"dax0.0\",\n  \"size\":\"958.00 MiB (1004.54 MB)\",\n"))
        #expect(
            again.lines == [
                "dax0.0 was already in system-ram mode", "dax0.0: all memory sections (7) already online",
                "reconfigured 1 device",
            ])
        let refused = DaxctlLine("reconfigure-device", "-m", "devdax", "dax0.0", on: host)
        #expect(refused.status == 240)
        #expect(refused.output.isEmpty)
        #expect(
            refused.lines.suffix(2) == [
                "error reconfiguring devices: Device or resource busy", "reconfigured 0 devices",
            ])
        #expect(DaxctlLine("reconfigure-device", "-f", "-m", "devdax", "dax0.0", on: host).status == 0)
        #expect(host.inventory.device(.pmem)?.driver == .deviceDax)
    }

    @Test(arguments: [SimulatedHost.Fault.none, .refusedForGood(at: 3, .noMemory)])
    func `nothing that is told decides anything`(fault: SimulatedHost.Fault) {
        let usual = DaxctlLine(
            ["reconfigure-device", "-m", "system-ram", "dax0.0"], on: SimulatedHost(.sample, fault: fault))
        withTemporaryFolder { folder in
            let host = SimulatedHost(.sample, fault: fault)
            let run = DaxctlLine(
                ["reconfigure-device", "-v", "-m", "system-ram", "dax0.0"], on: host,
                journal: JournalFolder(in: folder),
                diagnostics: Recorder(isFull: true))
            #expect(run.status == usual.status && run.output == usual.output)
            #expect(access(JournalFolder(in: folder).journal, F_OK) != 0)
        }
        let full = DaxctlLine(
            ["reconfigure-device", "-m", "system-ram", "dax0.0"], on: SimulatedHost(.sample, fault: fault),
            output: Recorder(isFull: true))
        // ENOSPC, unless the run itself failed: nothing is printed then.
        #expect(full.status == (fault == .none ? 228 : usual.status))
    }

    @Test func `what an NVDIMM holds is not looked at, as daxctl does not`() {
        let inventory = Inventory.sample.with(.pmem) { $0.storedData = .found(at: 0) }
        let run = DaxctlLine("reconfigure-device", "-m", "system-ram", "dax0.0", on: SimulatedHost(inventory))
        #expect(run.status == 0)
    }

    @Test func `all of several devices are printed`() {
        let run = DaxctlLine(
            "reconfigure-device", "-m", "system-ram", "-N", "all", on: SimulatedHost(.sample))
        #expect(run.status == 0)
        #expect(run.devices == ["dax0.0", "dax0.1", "dax2.0"])
        #expect(run.lines.last == "reconfigured 3 devices")
    }

    @Test func `a device that fails leaves the others changed, and its error is the status`() {
        let host = SimulatedHost(.sample, fault: .refusedForGood(at: 4, .busy))
        let run = DaxctlLine("reconfigure-device", "-m", "system-ram", "all", on: host)
        #expect(run.status == 240)
        let drivers = host.inventory.devices.map(\.driver)
        #expect(drivers.count { $0 == .kmem } == 2)
        #expect(drivers.count { $0 == .deviceDax } == 1)
        #expect(run.devices.count == 2)
        #expect(
            run.lines.suffix(2) == [
                "error reconfiguring devices: Device or resource busy", "reconfigured 2 devices",
            ])
    }

    @Test func `an interruption during the undo for one device keeps the others from being tried`() {
        let host = SimulatedHost(.sample, fault: .refusedForGood(at: 4, .busy))
        let run = DaxctlLine(
            ["reconfigure-device", "-m", "system-ram", "all"], on: host,
            supervisor: SimulatedClock(interruptionAfter: 5))
        #expect(run.status == 240)
        #expect(run.lines.contains { $0.hasPrefix("interrupted; everything is as it was before") })
        #expect(run.lines.last == "reconfigured 0 devices")
        #expect(host.inventory.devices == Inventory.sample.devices)
    }

    @Test func `a device that fails gets its driver back`() {
        let host = SimulatedHost(.sample, fault: .refusedForGood(at: 3, .noMemory))
        let run = DaxctlLine("reconfigure-device", "-m", "system-ram", "dax0.0", on: host)
        #expect(run.status == 244)
        #expect(host.inventory.devices == Inventory.sample.devices)
        #expect(run.lines.contains { $0.contains("ENOMEM") && $0.contains("as it was before") })
        #expect(run.lines.contains("error reconfiguring devices: Cannot allocate memory"))
    }

    @Test func `memory goes online and offline, and what is so already is told`() {
        let host = SimulatedHost(Inventory.sample.inKmem(.hmem, online: nil))
        #expect(DaxctlLine("online-memory", "dax2.0", on: host).lines == ["onlined memory for 1 device"])
        #expect(host.inventory.device(.hmem)?.blocks.allSatisfy { $0.zone == .movable } == true)
        let again = DaxctlLine("online-memory", "dax2.0", on: host)
        #expect(again.status == 1)
        #expect(
            again.lines == ["dax2.0: all memory sections (4) already online", "onlined memory for 0 devices"])
        #expect(
            DaxctlLine("offline-memory", "/dev/dax2.0", on: host).lines == ["offlined memory for 1 device"])
        let offline = DaxctlLine("offline-memory", "2.0", on: host)
        #expect(offline.status == 1)
        #expect(offline.lines.first == "dax2.0: all memory sections (4) already offline")
    }

    @Test func `--no-movable means a kernel zone, whatever is online already`() {
        let host = SimulatedHost(Inventory.sample.inKmem(.hmem, online: nil))
        #expect(DaxctlLine("online-memory", "--no-movable", "2.0", on: host).status == 0)
        #expect(host.inventory.device(.hmem)?.blocks.allSatisfy { $0.zone == .normal } == true)
        let movable = SimulatedHost(Inventory.sample.inKmem(.hmem, online: .movable))
        let refused = DaxctlLine("online-memory", "--no-movable", "2.0", on: movable)
        #expect(refused.status == 240)
        #expect(
            refused.lines.contains {
                $0.hasSuffix("'daxshift online-memory --force dax2.0' does it anyway")
            })
        #expect(movable.performed.isEmpty)
    }

    @Test func `a block that can't go offline leaves the rest online`() {
        let before = Inventory.sample.inKmem(.hmem, online: .movable)
        let host = SimulatedHost(before, fault: .refusedForGood(at: 3, .invalid))
        let run = DaxctlLine("offline-memory", "dax2.0", on: host)
        #expect(run.status == 234)
        #expect(run.lines.first == "dax2.0: failed to offline memory: Invalid argument")
        #expect(
            run.lines.suffix(2) == [
                "error offlining memory: Invalid argument", "offlined memory for 0 devices",
            ])
        #expect(host.inventory == before)
    }

    @Test func `each device that has no memory is told, and the others are changed`() {
        let host = SimulatedHost(Inventory.sample.inKmem(.hmem, online: .movable))
        let run = DaxctlLine("offline-memory", "all", on: host)
        #expect(run.status == 250)
        #expect(
            run.lines == [
                "dax0.0: memory operations are not applicable in devdax mode",
                "dax0.1: memory operations are not applicable in devdax mode",
                "error offlining memory: No such device or address", "offlined memory for 1 device",
            ])
    }

    @Test func `a device whose users can't be seen is not taken away, but with the option that there is`() {
        let host = SimulatedHost(Inventory.sample.with(.pmem) { $0.unseenUsers = .withoutPtrace })
        let disabled = DaxctlLine("disable-device", "dax0.0", on: host)
        #expect(disabled.status == 240)
        #expect(
            disabled.lines.contains {
                $0.hasSuffix("'daxshift disable-device --force dax0.0' does it anyway")
            })
        let words = ["reconfigure-device", "-m", "system-ram", "dax0.0"]
        #expect(DaxctlLine(words, on: host).status == 240)
        #expect(host.performed.isEmpty)
        #expect(DaxctlLine(words + ["-f"], on: host).status == 0)
    }

    @Test func `devices are enabled and disabled, and never with memory in use`() {
        let host = SimulatedHost(Inventory.sample.inKmem(.hmem, online: .movable))
        #expect(DaxctlLine("disable-device", "dax0.0", on: host).lines == ["disabled 1 device"])
        let twice = DaxctlLine("disable-device", "dax0.0", on: host)
        #expect(twice.status == 0)
        #expect(twice.lines == ["disabled 1 device"])
        #expect(DaxctlLine("enable-device", "-r", "region0", "all", on: host).lines == ["enabled 2 devices"])
        let inUse = DaxctlLine("disable-device", "dax2.0", on: host)
        #expect(inUse.status == 250)
        #expect(
            inUse.lines == [
                "dax2.0: status operations are only applicable in devdax mode",
                "error disabling device: No such device or address", "disabled 0 devices",
            ])
    }

    @Test(arguments: ["offline", "online", "online_kernel", "online_movable"])
    func `a policy that brings memory online stands in nobody's way`(policy: String) {
        var before = Inventory.sample
        before.autoOnline = AutoOnlinePolicy(rawValue: policy)
        let host = SimulatedHost(before)
        #expect(DaxctlLine("reconfigure-device", "-m", "system-ram", "dax2.0", on: host).status == 0)
        #expect(host.inventory.device(.hmem)?.blocks.allSatisfy { $0.zone == .movable } == true)
        #expect(host.inventory.autoOnline == before.autoOnline)
    }

    @Test(arguments: [
        ["online-memory", "dax9.0"], ["offline-memory", "-r", "9", "all"],
        ["disable-device", "-r", "1", "0.0"],
        ["enable-device", "0.0junk"], ["reconfigure-device", "-m", "devdax", "-r", "one", "all"],
        ["reconfigure-device", "-m", "bogus", "9.9"], ["destroy-device", "9.9"],
        ["reconfigure-device", "-s", "1G", "9.9"],
    ])
    func `a name that matches nothing is ENXIO`(words: [String]) {
        let host = SimulatedHost(.sample)
        let run = DaxctlLine(words, on: host)
        #expect(run.status == 250)
        #expect(run.lines.suffix(2).first?.hasSuffix("No such device or address") == true)
        #expect(run.lines.last?.hasSuffix(" 0 devices") == true)
        #expect(host.performed.isEmpty)
    }

    @Test(
        arguments: [
            (["-s", "512MiBs"], 234), (["-s", "1.5G"], 234), (["-s", ""], 234), (["-s", "k"], 234),
            (["-s", "0"], 250), (["-a", "0"], 234), (["-a", "2MB"], 234), (["-s", "010"], 234),
            (["-s", "16777216T"], 234),
            (["-m", "bogus"], 234), (["-m", "famfs"], 254),
        ] as [([String], UInt8)])
    func `what can't be done changes nothing`(words: [String], status: UInt8) {
        var before = Inventory.sample
        before.modules.append(DriverModule(name: "fsdev_dax", state: .missing))
        let host = SimulatedHost(before)
        let run = DaxctlLine(["reconfigure-device", "dax2.0"] + words, on: host)
        #expect(run.status == status, "\(run.lines)")
        #expect(run.lines.last == "reconfigured 0 devices")
        #expect(host.performed.isEmpty)
    }

    @Test func `what is written down is done, and nothing where nothing is`() {
        var before = MadeUpHost.configured(
            "[reconfigure-device a]\ntarget_node = 3\n[reconfigure-device b]\ntarget_node=1\nonline = false")
        before.namespaces = [
            Namespace(
                name: MadeUpHost.name("namespace0.1"), region: MadeUpHost.name("region0"), mode: "devdax",
                device: .otherPmem, isEnabled: true)
        ]
        let host = SimulatedHost(before)
        let run = DaxctlLine("reconfigure-device", "-C", "/dev/dax2.0", on: host)
        #expect(run.status == 0 && run.devices == ["dax2.0"], "\(run)")
        #expect(run.lines == ["reconfigured 1 device"])
        #expect(host.inventory.device(.hmem)?.driver == .kmem)
        let none = DaxctlLine("reconfigure-device", "--check-config", "0.1", on: host)
        #expect(none.status == 0 && none.output == "", "\(none)")
        #expect(none.lines == ["dax0.1: missing or malformed config section"])
        let all = DaxctlLine("reconfigure-device", "-C", "all", on: host)
        #expect(all.status == 0 && all.devices == ["dax0.0", "dax2.0"], "\(all)")
        #expect(all.lines.last == "reconfigured 2 devices")
        #expect(host.inventory.device(.pmem)?.blocks.allSatisfy { $0.state == .offline } == true)
    }

    @Test(
        arguments: [
            ("mode = bogus", ["mode can't be 'bogus'; write one of system-ram, devdax, famfs"]),
            ("online false", ["'online false' is not a key with a value; write KEY = VALUE"]),
            ("mode = devdax\n[reconfigure-device b]\nregion.provider=hmem", []),
        ])
    func `a malformed section about the device is told, and is EINVAL`(keys: String, problems: [String]) {
        let host = SimulatedHost(MadeUpHost.configured("[reconfigure-device a]\ntarget_node = 3\n" + keys))
        let run = DaxctlLine("reconfigure-device", "-C", "dax2.0", on: host)
        #expect(run.status == 234 && run.output == "", "\(run)")
        #expect(
            run.lines.dropLast(3) == problems.map { "a.conf, line 3: [reconfigure-device a]: \($0)" }[...])
        #expect(run.lines.suffix(3).first?.hasPrefix("dax2.0: missing or malformed config section") == true)
        #expect(
            run.lines.suffix(2) == [
                "error reconfiguring devices: Invalid argument", "reconfigured 0 devices",
            ])
        #expect(host.performed.isEmpty)
        let other = DaxctlLine("reconfigure-device", "-C", "dax0.0", on: host)
        #expect(other.status == 0 && other.lines.first == "no UUID match for dax0.0 found in config files")
    }

    @Test(
        arguments: [
            ["-m", "devdax"], ["-N"], ["--no-movable"], ["-s", "1G"], ["-a", "2M"],
        ])
    func `what is written down goes with no other wish`(words: [String]) {
        let run = DaxctlLine(["reconfigure-device", "-C", "dax2.0"] + words, on: SimulatedHost(.sample))
        #expect(run.status == 129)
        #expect(run.lines.first?.hasPrefix("dax2.0: -C cannot be used with ") == true)
    }

    @Test func `a device goes from devdax to famfs, and not from system-ram`() {
        var before = Inventory.sample.inKmem(.pmem, online: nil)
        before.modules.append(DriverModule(name: "fsdev_dax", state: .loaded))
        let host = SimulatedHost(before)
        let run = DaxctlLine("reconfigure-device", "-m", "famfs", "2.0", on: host)
        #expect(run.status == 0)
        #expect(run.output.contains("\"mode\":\"famfs\""))
        #expect(DaxctlLine("reconfigure-device", "-m", "famfs", "0.0", on: host).status == 234)
        #expect(host.inventory.device(.pmem)?.driver == .kmem)
    }

    @Test func `a device without memory is left alone, and another is made`() {
        var before = Inventory.cut.with(.hmem) {
            $0 = $0.withRanges([])
            $0.driver = nil
        }
        before.devices.removeAll { $0.name.region == 2 && $0.name != .hmem }
        let host = SimulatedHost(before)
        #expect(DaxctlLine("create-device", "-s", "256M", on: host).devices == ["dax2.1"])
        #expect(host.inventory.device(.hmem)?.size == .zero)
    }

    @Test func `a device is made in each region that has room`() {
        let host = SimulatedHost(.cut)
        let run = DaxctlLine("create-device", "-s", "256M", on: host)
        #expect(run.status == 0, "\(run.lines)")
        #expect(run.devices == ["dax2.2"])
        #expect(run.output.contains("\"mode\":\"devdax\""))
        #expect(run.lines.last == "created 1 device")
        let static0 = DaxctlLine("create-device", "-r", "0", on: host)
        #expect(static0.status == 228)
        #expect(
            static0.lines.suffix(2) == [
                "error creating devices: No space left on device", "created 0 devices",
            ])
        let large = DaxctlLine("create-device", "-s", "1T", on: host)
        #expect(large.status == 250)
    }

    @Test func `where no region has room, one is named in which devices can be made`() throws {
        var full = Inventory.cut.with(.hmem) { $0 = $0.withRanges([Inventory.blocks(32..<48)]) }
        full.devices.removeAll { $0.name.region == 2 && $0.name != .hmem }
        let region = try #require(full.regions.firstIndex { $0.id == 2 })
        full.regions[region].availableSize = .zero
        for words in [[], ["-r", "2"], ["-s", "256M"]] {
            let run = DaxctlLine(["create-device"] + words, on: SimulatedHost(full))
            #expect(run.status == 228)
            #expect(
                run.lines == [
                    "no device can be made in region 2: region 2 has no free memory; 'daxshift map --region 2' shows "
                        + "its layout; destroy dax2.0 or make it smaller",
                    "error creating devices: No space left on device", "created 0 devices",
                ])
        }
        full.regions.remove(at: region)
        let none = DaxctlLine("create-device", on: SimulatedHost(full))
        #expect(none.status == 228)
        #expect(none.lines.first?.hasPrefix("region 0 is static") == true)
    }

    @Test func `what is given up has to be insisted on, unless no driver has it`() {
        let host = SimulatedHost(.cut)
        let active = DaxctlLine("destroy-device", "2.1", on: host)
        #expect(active.status == 250)
        #expect(active.lines.first == "dax2.1 is active, specify --force for deletion")
        #expect(DaxctlLine("reconfigure-device", "-s", "128M", "2.0", on: host).status == 240)
        #expect(host.performed.isEmpty)
        #expect(DaxctlLine("destroy-device", "-f", "2.1", on: host).lines.last == "destroyed 1 device")
        #expect(DaxctlLine("disable-device", "2.0", on: host).status == 0)
        let smaller = DaxctlLine("reconfigure-device", "-s", "128M", "2.0", on: host)
        #expect(smaller.status == 0, "\(smaller.lines)")
        #expect(smaller.output.isEmpty)
        #expect(smaller.lines.last == "reconfigured 1 device")
        #expect(host.inventory.device(.hmem)?.size == ByteCount(rawValue: 128 << 20))
        #expect(DaxctlLine("destroy-device", "2.0", on: host).status == 0)
    }

    @Test func `a device of fixed size is not said to need -f for its destruction`() {
        let inKmem = Inventory.cut.inKmem(.pmem, online: .movable)
        for host in [Inventory.cut, inKmem, Inventory.cut.underClass(.pmem)].map({ SimulatedHost($0) }) {
            let run = DaxctlLine("destroy-device", "0.0", on: host)
            #expect(run.status == 250)
            #expect(run.lines.first?.hasPrefix("dax0.0: region 0 is static: ") == true)
            #expect(
                run.lines.dropFirst() == [
                    "error destroying devices: No such device or address", "destroyed 0 devices",
                ])
        }
        let moved = Inventory.cut.underClass(.pmem)
        #expect(DaxctlLine("destroy-device", "-f", "0.0", on: SimulatedHost(moved)).status == 161)
        let loose = moved.with(.pmem) { $0.driver = nil }
        #expect(DaxctlLine("destroy-device", "0.0", on: SimulatedHost(loose)).status == 161)
        let all = DaxctlLine("destroy-device", "all", on: SimulatedHost(.cut))
        #expect(all.status == 250)
        #expect(all.lines.count { $0.hasSuffix(" is active, specify --force for deletion") } == 3)
        #expect(all.lines.count { $0.contains(": region 0 is static: ") } == 2)
    }

    @Test func `scripts empty a device that no driver has by a size of 0`() {
        let host = SimulatedHost(.cut)
        #expect(DaxctlLine("disable-device", "2.0", on: host).status == 0)
        for size in ["", "k"] {
            #expect(DaxctlLine("reconfigure-device", "-s", size, "2.0", on: host).status == 234)
        }
        #expect(DaxctlLine("reconfigure-device", "-s", "0", "-m", "devdax", "2.0", on: host).status == 250)
        #expect(DaxctlLine("reconfigure-device", "-s", "0", "-a", "0", "2.0", on: host).status == 234)
        #expect(host.inventory.device(.hmem)?.size != .zero)
        for _ in 0..<2 {
            let emptied = DaxctlLine("reconfigure-device", "-s", "0", "2.0", on: host)
            #expect(emptied.status == 0, "\(emptied.lines)")
            #expect(emptied.output.isEmpty)
            #expect(emptied.lines.last == "reconfigured 1 device")
            #expect(host.inventory.device(.hmem)?.size == .zero)
        }
        #expect(DaxctlLine("reconfigure-device", "-s", "0", "2.3", on: host).status == 250)
        #expect(DaxctlLine("create-device", "-s", "0", on: host).status == 234)
    }

    @Test func `an alignment alone is a success, and a size goes before a mode`() {
        let host = SimulatedHost(.cut)
        let aligned = DaxctlLine("reconfigure-device", "-a", "4K", "2.0", on: host)
        #expect(aligned.status == 0, "\(aligned.lines)")
        #expect(aligned.output.isEmpty)
        #expect(host.inventory.device(.hmem)?.align == ByteCount(rawValue: 4096))
        let both = DaxctlLine("reconfigure-device", "-f", "-s", "128M", "-m", "system-ram", "2.0", on: host)
        #expect(both.status == 0, "\(both.lines)")
        #expect(both.devices == ["dax2.0"])
        #expect(host.inventory.device(.hmem)?.driver == .kmem)
        #expect(host.inventory.device(.hmem)?.size == ByteCount(rawValue: 128 << 20))
    }

    @Test func `the bus model is chosen for the next boot`() {
        let host = SimulatedHost(.classSample)
        for _ in 1...2 {
            let run = DaxctlLine("migrate-device-model", on: host)
            #expect(run.status == 0)
            #expect(run.lines.last == " success: installed /etc/modprobe.d/daxctl.conf")
        }
        #expect(DaxctlLine("migrate-device-model", "x", on: host).status == 129)
        #expect(DaxctlLine(["migrate-device-model"], on: host, isRoot: false).status == 1)
        let bus = DaxctlLine("migrate-device-model", on: SimulatedHost(Inventory.sample))
        #expect(bus.status == 0)
        #expect(!bus.lines.contains { $0.contains("success") })
    }

    @Test func `the class model is EOPNOTSUPP`() {
        let host = SimulatedHost(MadeUpHost.compat)
        for words in [["enable-device"], ["disable-device"], ["reconfigure-device", "-m", "system-ram"]] {
            let run = DaxctlLine(words + ["all"], on: host)
            #expect(run.status == 161)
            #expect(run.lines.first?.contains("device model is dax-class") == true)
        }
        let devdax = DaxctlLine("reconfigure-device", "-m", "devdax", "0.0", on: host)
        #expect(devdax.status == 0)
        #expect(devdax.lines == ["dax0.0 was already in devdax mode", "reconfigured 1 device"])
        #expect(devdax.devices == ["dax0.0"])
        #expect(host.performed.isEmpty)
    }

    @Test func `only root may change anything`() {
        let host = SimulatedHost(.sample)
        #expect(DaxctlLine(["disable-device", "all"], on: host, isRoot: false).status == 243)
        #expect(host.performed.isEmpty)
    }
}
