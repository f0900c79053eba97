// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxHost
import DaxModel
import OrderedJSON
import SampleHosts
import SystemPackage
import Testing

@testable import DaxshiftCLI

@Suite("Commands that change devices")
struct ChangeCommandTests {
    @Test("end with the state of each device, and nothing else on standard output")
    func success() throws {
        let host = SimulatedHost(.sample)
        let run = try Run("reconfigure-device", "--mode", "system-ram", "dax0.0", on: host)
        #expect(run.failure == nil)
        #expect(run.json?["schema"] == .string("daxshift.outcome/1"))
        #expect(
            run.json?.element(of: "devices", where: "chardev", is: "dax0.0")?["result"] == .string("changed"))
        #expect(run.json?["error"] == .null)
        #expect(
            run.diagnostics.text == """
                dax0.0: the data stored on its 958 MiB of persistent memory may be overwritten
                dax0.0: 62 MiB fill no whole memory block of 128 MiB and can't be used as RAM

                """)
    }

    @Test("leave blocks with a poisoned page offline when told to, and name that option when not")
    func poisoned() throws {
        func host() -> SimulatedHost {
            SimulatedHost(
                Inventory.sample.inKmem(.pmem, online: nil), fault: .refusedForGood(at: 1, .poisoned))
        }
        let refused = try Run("online-memory", "dax0.0", on: host())
        #expect(refused.failure?.code == .failure)
        #expect(refused.failure?.lines.contains { $0.contains("EHWPOISON") } == true)
        #expect(refused.failure?.lines.contains { $0.contains("--skip-poisoned") } == true)
        for run in [
            try Run("online-memory", "--skip-poisoned", "dax0.0", on: host()),
            try Run("reconfigure-device", "-m", "system-ram", "--skip-poisoned", "dax0.0", on: host()),
        ] {
            #expect(run.failure == nil)
            let device = run.json?.element(of: "devices", where: "chardev", is: "dax0.0")
            #expect(device?["poisoned_memblocks"] == .array([JSON(65)]))
            #expect(device?["online_memblocks"] == JSON(6))
        }
        let table = try Run("online-memory", "--skip-poisoned", "--table", "dax0.0", on: host())
        #expect(table.output.text.contains("6/7 blocks online in Movable; memory65 offline: poisoned"))
    }

    @Test("do nothing when all is as asked")
    func unchanged() throws {
        let host = SimulatedHost(.sample)
        let run = try Run("enable-device", "all", on: host)
        #expect(run.failure == nil)
        #expect(host.performed.isEmpty)
        #expect(run.json?.column("result", of: "devices") == ["unchanged", "unchanged", "unchanged"])
    }

    @Test("apply the saved configuration, and wait for no lock where it says nothing of a device")
    func configured() throws {
        let host = SimulatedHost(MadeUpHost.configured("[reconfigure-device a]\ntarget_node = 3"))
        try withTemporaryFolder { folder in
            let lock = try HostLock.acquire(
                in: JournalFolder(in: folder).folder, command: "other", timeout: .zero)
            try withExtendedLifetime(lock) {
                let none = try Run(
                    "reconfigure-device", "--check-config", "--lock-timeout", "0", "dax0.0", on: host,
                    in: folder)
                #expect(none.failure == nil)
                #expect(none.diagnostics.text == "dax0.0: no section of the configuration matches it\n")
                #expect(none.json?.column("result", of: "devices") == ["unchanged"])
                let held = try Run(
                    "reconfigure-device", "--check-config", "--lock-timeout", "0", "dax2.0", on: host,
                    in: folder)
                #expect(held.failure?.code == .lockHeld)
            }
        }
        #expect(host.performed.isEmpty)
        let run = try Run("reconfigure-device", "-C", "dax2.0", on: host)
        #expect(run.failure == nil)
        #expect(host.inventory.device(.hmem)?.blocks.allSatisfy { $0.zone == .movable } == true)
        // The kernel brought it online by itself, and the saved configuration asks for another mode.
        var online = MadeUpHost.configured("[reconfigure-device a]\ntarget_node = 3\nmode = devdax")
        online = online.inKmem(.hmem, online: .movable)
        let other = SimulatedHost(online)
        #expect(try Run("reconfigure-device", "-C", "dax2.0", on: other).failure == nil)
        #expect(other.inventory.device(.hmem)?.driver == .deviceDax)
    }

    @Test(
        "take a mode or look one up, never both",
        arguments: [[], ["-C", "-m", "devdax"], ["-C", "-N"], ["-C", "--zone", "movable"]])
    func oneMode(words: [String]) {
        #expect(throws: (any Error).self) {
            _ = try Daxshift.parseAsRoot(["reconfigure-device", "dax0.0"] + words)
        }
    }

    @Test("print each write and its undo with --dry-run, also for others than root, and change nothing")
    func dryRun() throws {
        let host = SimulatedHost(.sample)
        let run = try Run(
            "reconfigure-device", "-m", "system-ram", "--dry-run", "--table", "dax2.0", on: host,
            isRoot: false)
        #expect(run.failure == nil)
        #expect(host.performed.isEmpty)
        #expect(
            run.output.text == """
                dax2.0: to kmem, its memory online in steps 2–7
                STEP  WHAT                                          WRITES                                                            UNDO
                   1  load the module kmem                          modprobe kmem                                                     stays: a driver without a device does nothing
                   2  take dax2.0 from device_dax                   dax2.0 > /sys/bus/dax/drivers/device_dax/unbind                   dax2.0 > /sys/bus/dax/drivers/device_dax/bind
                   3  give dax2.0 to kmem                           dax2.0 > /sys/bus/dax/drivers/kmem/bind                           dax2.0 > /sys/bus/dax/drivers/kmem/unbind
                        on ENODEV                                   dax2.0 > /sys/bus/dax/drivers/kmem/new_id
                        on ENODEV                                   dax2.0 > /sys/bus/dax/drivers/kmem/remove_id
                   4  bring memory32 online in the movable zone     online_movable > /sys/devices/system/memory/memory32/state        offline > /sys/devices/system/memory/memory32/state
                 5–7  bring memory35–33 online in the movable zone  online_movable > /sys/devices/system/memory/memory{35..33}/state  offline > /sys/devices/system/memory/memory{35..33}/state

                """)
        let json = try Run(
            "online-memory", "--dry-run", "all",
            on: SimulatedHost(Inventory.sample.inKmem(.hmem, online: nil)))
        #expect(json.json?["schema"] == .string("daxshift.plan/1"))
        let first = try #require(json.json?["steps"]?.elements.first)
        #expect(first.keys == ["first", "last", "device", "what", "file", "value", "undo"])
        #expect(first["file"] == .string("/sys/devices/system/memory/memory32/state"))
        #expect(first["undo"]?["value"] == .string("offline"))
        let folded = try #require(json.json?["steps"]?.elements.dropFirst().first)
        #expect(
            folded.keys == ["first", "last", "device", "memblocks", "what", "file", "value", "undo"])
        #expect(folded["first"] == JSON(2) && folded["last"] == JSON(4))
        #expect(folded["memblocks"]?["first"] == JSON(35) && folded["memblocks"]?["last"] == JSON(33))
        #expect(folded["file"] == .string("/sys/devices/system/memory/memory{35..33}/state"))
        #expect(folded["undo"]?["file"] == folded["file"])
        #expect(json.json?["steps"]?.elements.count == 2)
    }

    @Test("tell programs why they are refused, by codes", arguments: [[], ["--dry-run"], ["--table"]])
    func refusal(options: [String]) throws {
        let host = SimulatedHost(
            Inventory.sample.with(.pmem) {
                $0.users = [DeviceUser(pid: 17, command: "qemu", uses: [.open])]
            })
        let run = try Run.line(["disable-device", "dax0.0"] + options, on: host)
        #expect(run.failure?.code == .refused)
        #expect(run.failure?.lines.last == "nothing was changed")
        #expect(host.performed.isEmpty)
        guard options != ["--table"] else {
            #expect(run.output.text.isEmpty)
            return
        }
        let json = try #require(run.json)
        #expect(json["schema"] == .string("daxshift.refusal/1"))
        #expect(json.column("code", of: "findings") == ["device.in-use"])
        #expect(json.column("severity", of: "findings") == ["loss"])
        #expect(json.column("object", of: "findings") == ["dax0.0"])
        #expect(json.column("text", of: "findings") == ["a process uses /dev/dax0.0: 17 (qemu, open)"])
        #expect(json.column("remedy", of: "findings").first?.contains("--force") == true)
    }

    @Test("put everything back on a failure, and say so")
    func failure() throws {
        let host = SimulatedHost(.sample, fault: .refused(at: 6, .busy))
        let run = try Run("reconfigure-device", "-m", "system-ram", "all", on: host)
        #expect(run.failure?.code == .failure)
        #expect(run.failure?.lines.first?.hasSuffix("everything is as it was before") == true)
        #expect(run.failure?.lines.first?.contains("EBUSY") == true)
        #expect(
            run.failure?.lines.first?.contains(#"; the kernel logged "dax2.0 had 0 blocks online"; "#) == true
        )
        #expect(run.json?.column("result", of: "devices") == ["rolled-back", "rolled-back", "failed"])
        #expect(run.json?.column("code", of: "findings") == ["step.refused", "explanation.kernel-log"])
        #expect(run.json?.column("object", of: "findings") == ["dax2.0", "dax2.0"])
        #expect(host.inventory.devices == Inventory.sample.devices)
    }

    @Test("say what is left when not everything can be put back")
    func left() throws {
        let host = SimulatedHost(.sample, fault: .allRefused(from: 5))
        let run = try Run("reconfigure-device", "-m", "system-ram", "dax0.0", on: host)
        #expect(run.failure?.code == .notUndone)
        #expect(run.failure?.lines.contains { $0.hasPrefix("dax0.0 is left kmem") } == true)
        #expect(run.json?.column("result", of: "devices") == ["left"])
    }

    @Test(
        "overwrite what an NVDIMM holds or may hold only by force",
        arguments: [(StoredData.found(at: 0), "device.holds-data"), (nil, "device.data-unread")])
    func storedData(data: StoredData?, code: String) throws {
        let inventory = Inventory.sample.with(.pmem) { $0.storedData = data }
        let host = SimulatedHost(inventory)
        let refused = try Run("reconfigure-device", "-m", "system-ram", "dax0.0", on: host)
        #expect(refused.failure?.code == .refused)
        #expect(refused.json?.column("code", of: "findings") == [code])
        #expect(host.performed.isEmpty)
        let forced = try Run("reconfigure-device", "-m", "system-ram", "-f", "dax0.0", on: host)
        #expect(forced.failure == nil && host.inventory.device(.pmem)?.driver == .kmem)
    }

    @Test("tell a block that does not go offline in one sentence, and the evidence below it")
    func stuckBlock() throws {
        let inventory = Inventory.sample.inKmem(.pmem, online: .movable)
        let host = SimulatedHost(inventory, fault: .refusedForGood(at: 1, .noMemory))
        let run = try Run("offline-memory", "dax0.0", on: host)
        #expect(run.failure?.code == .failure)
        #expect(
            run.failure?.lines == [
                "dax0.0: memory66 did not go offline: there is too little free memory elsewhere to move its pages "
                    + "to; everything is as it was before",
                "  writing \"offline\" to /sys/devices/system/memory/memory66/state gave Cannot allocate memory "
                    + "(ENOMEM)",
                "  the kernel logged \"dax0.0 had 7 blocks online\"",
            ])
        #expect(run.json?.column("code", of: "findings") == ["step.refused", "explanation.kernel-log"])
    }

    @Test("refuse what would lose something with a code of its own")
    func refused() throws {
        let host = SimulatedHost(Inventory.sample.inKmem(.pmem, online: .movable))
        #expect(try Run("disable-device", "dax0.0", on: host).failure?.code == .refused)
        #expect(try Run("disable-device", "dax0.9", on: host).failure?.code == .failure)
        #expect(host.performed.isEmpty)
        #expect(try Run("disable-device", "--force", "dax0.0", on: host).failure == nil)
    }

    @Test("write nothing for others than root, or when nobody can read the result")
    func preconditions() throws {
        let host = SimulatedHost(.sample)
        let other = try Run("disable-device", "dax0.0", on: host, isRoot: false)
        #expect(other.failure?.lines.first?.contains("needs root") == true)
        let closed = try Run(
            "disable-device", "dax0.0", on: host,
            output: Recorder(
                failure: OutputError(stream: "standard output", underlyingError: .brokenPipe)))
        #expect(closed.failure?.code == .output)
        #expect(host.performed.isEmpty)
    }

    @Test(
        "refuse a command line that makes no sense",
        arguments: [
            ["reconfigure-device", "dax0.0"],
            ["reconfigure-device", "-m", "ram", "dax0.0"],
            ["reconfigure-device", "-m", "system-ram"],
            ["reconfigure-device", "-m", "system-ram", "--zone", "dma", "dax0.0"],
            ["reconfigure-device", "-m", "system-ram", "--zone", "movable", "--no-movable", "dax0.0"],
            ["reconfigure-device", "-m", "system-ram", "--zone", "kernel", "--no-online", "dax0.0"],
            ["reconfigure-device", "-m", "devdax", "--no-online", "dax0.0"],
            ["reconfigure-device", "-m", "devdax", "--zone", "kernel", "dax0.0"],
            ["online-memory", "dax0.0", "0.0"],
            ["online-memory", "all", "dax0.0"],
            ["online-memory", "namespace0.0", "namespace0.0"],
            ["online-memory", "dax0"],
            ["online-memory", "namespace0"],
            ["online-memory", "11111111-2222-3333-4444-55555555555"],
            ["online-memory", "-r", "zero", "all"],
            ["online-memory", "--json", "--table", "all"],
            ["offline-memory", "--force", "all"],
            ["offline-memory", "--timeout", "0", "all"],
            ["offline-memory", "--timeout", "0.000", "all"],
        ])
    func usage(words: [String]) {
        #expect(throws: (any Error).self) { try Daxshift.parseAsRoot(words) }
        do {
            _ = try Daxshift.parseAsRoot(words)
        } catch {
            #expect(Daxshift.exitCode(for: error).rawValue == DaxshiftCLI.ExitCode.usage.rawValue)
        }
    }

    @Test("have time limits whose defaults the help states, and only the one for the lock may be 0")
    func limits() throws {
        let help = Daxshift.helpMessage(for: OfflineMemory.self, columns: 400)
        #expect(help.contains("Time limit of one step with its retries, 30 by default;"))
        #expect(help.contains("that is changing this host, 10 by default;"))
        let words = ["offline-memory", "--timeout", "0.001", "--lock-timeout", "0", "all"]
        let command = try #require(try Daxshift.parseAsRoot(words) as? OfflineMemory)
        #expect(command.options.limits.timeout == .milliseconds(1))
        #expect(command.options.limits.lockTimeout == .zero)
        let error = #expect(throws: (any Error).self) {
            try Daxshift.parseAsRoot(["recover", "--timeout", "0"])
        }
        #expect(error.map { Daxshift.message(for: $0).hasPrefix("--timeout 0 leaves no time") } == true)
    }

    @Test(
        "have an operand for all devices, and no option",
        arguments: [
            ["destroy-device"], ["enable-device"], ["disable-device"], ["online-memory"], ["offline-memory"],
            ["reconfigure-device", "-m", "devdax"],
        ])
    func allDevices(words: [String]) throws {
        for operands in [["--all"], ["dax0.0", "--all"], ["--all", "all"]] {
            let error = #expect(throws: (any Error).self) { try Daxshift.parseAsRoot(words + operands) }
            #expect(error.map { Daxshift.message(for: $0) } == "there is no option --all: write 'all'")
        }
        #expect(!Daxshift.helpMessage(for: DestroyDevice.self, columns: 400).contains("--all "))
    }

    @Test("have a name and at most 1023 words")
    func words() throws {
        #expect(try CommandLineWords(["daxshift", "list"]).words == ["list"])
        let many = ["daxshift", "list"] + Array(repeating: "0.0", count: 1022)
        #expect(try CommandLineWords(many).words.count == 1023)
        for count in [0, 1025, 60_000] {
            let failure = #expect(throws: CommandFailure.self) {
                try CommandLineWords(Array(repeating: "0.0", count: count))
            }
            #expect(failure?.code == .usage)
        }
    }

    @Test(
        "name a verb, in whole",
        arguments: [
            (["lst"], "list"), (["help", "lst"], "list"), (["reconf", "--help"], "reconfigure-device"),
            (["online"], "online-memory"), (["recovr", "--json"], "recover"), (["mapp"], "map"),
        ])
    func verbs(words: [String], nearest: String) throws {
        let failure = #expect(throws: CommandFailure.self) { try CommandLineWords(["daxshift"] + words) }
        #expect(failure?.code == .usage)
        #expect(failure?.lines.count == 1 && failure?.lines[0].contains(" '\(nearest)'") == true)
        for right in [[], ["--help"], ["help"], ["help", "list"], ["ls"], ["help", "help"], ["--version"]] {
            #expect(try CommandLineWords(["daxshift"] + right).words == right)
        }
    }

    @Test("take the devices of all regions that are named")
    func regions() throws {
        let host = SimulatedHost(.sample)
        #expect(try Run("disable-device", "-r", "2", "-r", "0", "all", on: host).failure == nil)
        #expect(host.inventory.devices.map(\.driver) == [nil, nil, nil])
        let other = try Run("enable-device", "-r", "2", "-r", "0", "dax1.0", on: host)
        #expect(other.json?.column("code", of: "findings") == ["request.no-device"])
        let unknown = try Run("enable-device", "-r", "2", "-r", "9", "all", on: host)
        #expect(unknown.json?.column("code", of: "findings") == ["request.no-region"])
    }

    @Test("give each option that takes one value at most once, so that none is lost")
    func once() throws {
        let tree = try JSON(parsing: Daxshift._dumpHelp())
        var checked = 0
        for verb in tree["command"]?["subcommands"]?.elements ?? [] {
            guard case .string(let name)? = verb["commandName"], name != "help" else { continue }
            for option in verb["arguments"]?.elements ?? []
            where option["kind"] == .string("option") && option["isRepeating"] == .bool(false) {
                let names = (option["names"]?.elements ?? []).compactMap { item -> String? in
                    guard case .string(let name)? = item["name"] else { return nil }
                    return (item["kind"] == .string("short") ? "-" : "--") + name
                }
                for other in names {
                    let words = ["daxshift", name, names[0], "1", other, "2"]
                    let failure = #expect(throws: CommandFailure.self, "\(words)") {
                        try CommandLineWords(words)
                    }
                    #expect(failure?.code == .usage)
                    checked += 1
                }
            }
        }
        #expect(checked > 40)
        for words in [["list", "-r", "0", "-r", "1"], ["disable-device", "--", "--size", "--size"]] {
            #expect(try CommandLineWords(["daxshift"] + words).words == words)
        }
    }

    @Test("have JSON in one line or in many, and a terminator behind which all is an operand")
    func forms() throws {
        func format(_ words: String...) throws -> OutputFormat? {
            let command = try Daxshift.parseAsRoot(CommandLineWords(["daxshift", "list"] + words).words)
            return (command as? List)?.output.format
        }
        #expect(try format() == nil)
        #expect(try format("--json") == .json)
        #expect(try format("--json=pretty") == .json)
        #expect(try format("--json=short") == .jsonLine)
        #expect(throws: CommandFailure.self) { try format("--json=") }
        #expect(throws: CommandFailure.self) { try format("--json=long") }
        #expect(throws: (any Error).self) { try format("--json=short", "--table") }
        let words = ["disable-device", "--", "--json=short"]
        #expect(try CommandLineWords(["daxshift"] + words).words == words)
    }
}
