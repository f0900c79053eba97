// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxModel
import OrderedJSON
import SampleHosts
import Testing

@testable import DaxshiftCLI

@Suite("daxshift migrate-device-model")
struct MigrateDeviceModelTests {
    private func status(of inventory: Inventory, json: Bool = false) throws -> String {
        let terminal = Terminal(isInteractive: true, width: nil, usesColor: false, usesUTF8: true)
        return ModelReport(inventory: inventory).text(in: json ? .json : .table, for: terminal)
    }

    /// Linux 5.10 with a namespace, somebody who uses it, and a configuration.
    private var busy: Inventory {
        var inventory = Inventory.classSample.with(.pmem) {
            $0.users = [DeviceUser(pid: 7, command: "db", uses: [.open])]
        }
        inventory.namespaces = [
            Namespace(
                name: KernelName(rawValue: "namespace0.0"), region: KernelName(rawValue: "region0"),
                mode: "devdax", uuid: "0f1e2d3c-0000-1111-2222-333344445555", device: .pmem, isEnabled: true)
        ]
        inventory.nextBoot = NextBoot(
            file: .text("alias nd:t7* dax_pmem\n"),
            statements: [
                ModprobeStatement(
                    file: KernelFile.modprobe, lines: 1...1, directive: .alias(.daxPmem),
                    text: "alias nd:t7* dax_pmem")
            ],
            initramfs: Initramfs(
                path: "/boot/initrd.img-5.10.0-sample", maker: .initramfsTools,
                contents: .init(hasDrivers: true, hasFile: false)))
        return inventory
    }

    @Test("tells where a host stands, and what stands in the way")
    func table() throws {
        let start =
            "Linux 5.10.0-sample: NVDIMM devices can be under the class (/sys/class/dax) or the bus (/sys/bus/dax) model"
        #expect(
            try status(of: busy) == """
                \(start)

                MODEL  NVDIMM DRIVER    MODULE
                class  dax_pmem_compat  loaded
                bus    dax_pmem         loadable

                DEVICE  MODEL  DRIVER           NAMESPACE     UUID
                dax0.0  class  dax_pmem_compat  namespace0.0  0f1e2d3c-0000-1111-2222-333344445555
                dax0.1  class  dax_pmem_compat  -             -
                dax2.0  bus    device_dax       -             -

                Next boot: the bus model
                  /etc/modprobe.d/daxctl.conf, line 1: alias nd:t7* dax_pmem
                  /boot/initrd.img-5.10.0-sample has the NVDIMM drivers and a different configuration, which takes effect first; \
                rebuild it with 'update-initramfs -u -k 5.10.0-sample'
                obstacle to --to bus --now: dax0.0: a process uses /dev/dax0.0: 7 (db, open); end the processes that use it, or \
                --force unbinds it anyway: a process that has it mapped then dies of SIGBUS at its next access

                """)
    }

    @Test("names what a kernel does not have")
    func missing() throws {
        let inventory = Inventory.sample.onLinux510.withModule(.daxPmemCompat, .missing)
        let text = try status(of: inventory)
        #expect(text.contains("can be under the bus (/sys/bus/dax) model"))
        #expect(text.contains("missing: Linux 5.17 removed the class model"))
        #expect(text.contains("Next boot: the bus model, the kernel's default"))
        #expect(!text.contains("obstacle"))
    }

    @Test("tells programs the same")
    func json() throws {
        let json = try JSON(parsing: try status(of: busy, json: true))
        #expect(json.keys == ["schema", "kernel", "models", "devices", "next_boot", "obstacles", "findings"])
        #expect(json.column("driver", of: "models") == ["dax_pmem_compat", "dax_pmem"])
        #expect(json.column("model", of: "devices") == ["class", "class", "bus"])
        #expect(json.column("uuid", of: "devices") == ["0f1e2d3c-0000-1111-2222-333344445555"])
        let boot = try #require(json["next_boot"])
        #expect(boot["models"]?.elements == [.string("bus")])
        #expect(boot.column("text", of: "statements") == ["alias nd:t7* dax_pmem"])
        #expect(boot["initramfs"]?["disagrees"] == .bool(true))
        #expect(
            boot["initramfs"]?["rebuild"]?.elements
                == ["update-initramfs", "-u", "-k", "5.10.0-sample"].map { .string($0) })
        #expect(json["obstacles"]?["bus"]?.elements.count == 1)
        #expect(json["obstacles"]?["class"]?.elements.count == 0)
    }

    @Test("moves all devices, or the one that is named, and writes the file for the next boot")
    func moves() throws {
        let host = SimulatedHost(.classSample)
        let all = try Run("migrate-device-model", "--to", "bus", "--now", "--at-boot", on: host)
        #expect(all.failure == nil)
        #expect(all.json?.column("result", of: "devices") == ["changed", "changed"])
        #expect(host.inventory.devices.map(\.model) == [.bus, .bus, .bus])
        #expect(host.inventory.nextBoot?.file != .absent)
        let one = try Run("migrate-device-model", "--to", "class", "--now", "-d", "dax0.1", on: host)
        #expect(one.failure == nil)
        #expect(host.inventory.devices.map(\.model) == [.bus, .class, .bus])
    }

    @Test("for the next boot alone, changes no device")
    func atBoot() throws {
        let host = SimulatedHost(.classSample)
        let run = try Run("migrate-device-model", "--to", "bus", "--at-boot", on: host)
        #expect(run.failure == nil)
        #expect(host.performed.count == 1)
        #expect(host.inventory.devices == Inventory.classSample.devices)
        guard case .text? = host.inventory.nextBoot?.file else {
            Issue.record("\(String(describing: host.inventory.nextBoot))")
            return
        }
    }

    @Test("has nothing to do where a kernel has the bus alone, and refuses the class")
    func oneModel() throws {
        let inventory = Inventory.sample.onLinux510.withModule(.daxPmemCompat, .missing)
        let host = SimulatedHost(inventory)
        let bus = try Run("migrate-device-model", "--to", "bus", "--now", "--at-boot", on: host)
        #expect(bus.failure == nil)
        #expect(
            bus.diagnostics.text.contains(
                "nothing to do: every NVDIMM device is under the bus model already, and this kernel offers no other model"
            ))
        for when in ["--now", "--at-boot"] {
            let run = try Run("migrate-device-model", "--to", "class", when, on: host)
            #expect(run.failure?.code == .failure)
            #expect(run.failure?.lines.first?.contains("Linux 5.17 removed the class model") == true)
        }
        #expect(host.performed.isEmpty)
    }

    @Test(
        "refuses words that make no sense",
        arguments: [
            ["--now"], ["--at-boot"], ["-d", "dax0.0"], ["--to", "both"], ["--dry-run"], ["--force"],
            ["--to", "bus", "--at-boot", "-d", "dax0.0"], ["--to", "bus", "--now", "--update-initramfs"],
            ["--to", "bus", "--now", "-d", "dax0.0", "-d", "0.0"], ["--to", "bus", "--now", "-d", "region0"],
            ["--to", "bus", "--now", "-d", "namespace0"], ["--to", "bus", "--now", "-d", "all"],
            ["--to", "bus", "--now", "-d", "0f1e2d3c-0000-1111-2222-33334444555"],
        ])
    func usage(words: [String]) {
        #expect(throws: (any Error).self) {
            try Daxshift.parseAsRoot(["migrate-device-model"] + words)
        }
    }

    @Test("takes a device by its name, its namespace, or the namespace's UUID or name")
    func names() throws {
        #expect(try CarrierName("/dev/dax3.1") == .device(DeviceName(region: 3, device: 1)))
        #expect(
            try CarrierName("namespace3.1") == .namespace(.name(KernelName(rawValue: "namespace3.1"))))
        #expect(
            try CarrierName("0F1E2D3C-0000-1111-2222-333344445555")
                == .namespace(.uuid("0f1e2d3c-0000-1111-2222-333344445555")))
        for name in ["cache", "daxx0.0", "my-pmem.1", "d0.0"] {
            #expect(try CarrierName(name) == .namespace(.altName(name)))
        }
        for word in [
            "", "dax", "dax0", "0", "0.0.0", "/dev/pmem0", "namespace", "namespace0", "all", "region0",
        ] {
            #expect(throws: MalformedName.self) { try CarrierName(word) }
        }
    }
}
