// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import Glibc
import OrderedJSON
import SampleHosts
import Testing

@testable import DaxshiftCLI

/// The commands of ndctl that change namespaces and regions, on made-up hosts: the statuses, the JSON and the lines that
/// scripts match, and the host afterwards.
@Suite("Under the name of ndctl, namespaces")
struct NdctlRunTests {
    private static func name(_ region: Int, _ number: Int) -> KernelName {
        KernelName(rawValue: "namespace\(region).\(number)")
    }

    private static func mounted(_ inventory: Inventory, _ name: KernelName) -> Inventory {
        var inventory = inventory
        for index in inventory.namespaces.indices where inventory.namespaces[index].name == name {
            inventory.namespaces[index].contents?.holders = [
                BlockHolder(device: KernelName(rawValue: "pmem0"), use: .mount(at: "/mnt"))
            ]
        }
        return inventory
    }

    private static func namespaces(_ host: SimulatedHost) -> [String] {
        host.inventory.namespaces.map(\.name.rawValue)
    }

    // MARK: create-namespace

    @Test func `a new namespace is fsdax, in the largest piece of the region that ndctl lists first`() throws
    {
        let host = SimulatedHost(.nvdimms)
        let run = NdctlLine(line: "create-namespace", on: host)
        #expect(run.status == 0)
        let made = try #require(host.inventory.namespace(Self.name(1, 2)))
        #expect(made.mode == "fsdax" && made.map == .device && made.rawSize == .mebibytes(2560))
        let json = try #require(run.json)
        #expect(json["dev"] == .string("namespace1.2") && json["mode"] == .string("fsdax"))
        #expect(json["map"] == .string("dev") && json["uuid"] == made.uuid.map { .string($0) })
        #expect(json["numa_node"] == nil && json["size"] == .integer(2518 << 20))
        #expect(!run.lines.contains { $0.hasPrefix("failed") })
        // Of several pieces it gets one, and all are told.
        let pieces = NdctlLine(line: "create-namespace -r 0", on: host)
        #expect(pieces.lines.contains { $0.contains("1.50 GiB is free in 2 pieces") })
        #expect(host.inventory.namespace(Self.name(0, 4))?.rawSize == .mebibytes(1024))
    }

    @Test(arguments: [
        ("fsdax", "fsdax"), ("memory", "fsdax"), ("devdax", "devdax"), ("dax", "devdax"),
        ("sector", "sector"),
        ("safe", "sector"), ("raw", "raw"), ("DevDax", "devdax"), ("MEMORY", "fsdax"),
    ])
    func `each mode is known by its name now and of old, in any case`(word: String, mode: String) {
        let host = SimulatedHost(.nvdimms)
        #expect(NdctlLine(line: "create-namespace -r 1 -s 512M -m \(word)", on: host).status == 0)
        #expect(host.inventory.namespace(Self.name(1, 2))?.mode == mode)
    }

    @Test func `all that a script can choose is chosen`() throws {
        let host = SimulatedHost(.nvdimms)
        let uuid = "07bc7573-aca8-406e-90d0-17524d99b28d"
        let run = NdctlLine(
            line:
                "create-namespace --mode=devdax --region region1 --size=512m -a 4K --map mem -n cache -u \(uuid)"
                + " -t pmem -b ACPI.NFIT -l 4096 -v", on: host)
        #expect(run.status == 0)
        let made = try #require(host.inventory.namespace(Self.name(1, 2)))
        #expect(made.rawSize == .mebibytes(512) && made.align == .kibibytes(4) && made.map == .memory)
        #expect(made.altName == "cache" && made.labelUUID == uuid && made.labelSectorSize == .kibibytes(4))
        #expect(run.json?["daxregion"]?["devices"]?.elements.count == 1)
        #expect(run.json?["name"] == .string("cache"))
        let sector = NdctlLine(line: "create-namespace -m sector -r 1 -s 512M", on: host)
        #expect(sector.json?["sector_size"] == .integer(4096))
    }

    @Test(arguments: [
        ("-m bogus", "invalid mode 'bogus'"), ("-M ram", "invalid map location 'ram'"),
        ("-s 1.5G", "failed to parse namespace size '1.5G'"),
        ("-a x", "failed to parse namespace alignment 'x'"),
        ("-a 3K", "align must be a power-of-2 greater than 4096"), ("-u x", "failed to parse uuid: 'x'"),
        ("-t foo", "invalid type 'foo', must be either 'pmem' or 'blk'"),
        ("-t blk -m fsdax", "only 'pmem' namespaces support dax operation"),
        ("-l x", "invalid sector size: x"), ("namespace0.0", "unknown extra parameter \"namespace0.0\""),
        ("-m raw -M mem", "--map only valid for an devdax mode pmem namespace"),
    ])
    func `a wrong command line ends with 129 and the usage`(words: String, problem: String) {
        let host = SimulatedHost(.nvdimms)
        let run = NdctlLine(line: "create-namespace \(words)", on: host)
        #expect(run.status == 129)
        #expect(run.lines.first?.hasPrefix("  Error: \(problem)") == true)
        #expect(run.lines.contains(" usage: ndctl create-namespace [<options>]"))
        #expect(host.performed.isEmpty && run.output.isEmpty)
    }

    @Test(arguments: [
        "-s,", "-s,0", "-s,k", "-s,0G", "-s,1000M", "-u,\(Inventory.sampleUUID(1, 0))", "-n,\u{7}",
        "-n,\(String(repeating: "a", count: 64))", "-u,00000000-0000-0000-0000-000000000000",
        "-m,sector,-l,123",
    ])
    func `a value that no namespace can have ends with 234`(words: String) {
        let host = SimulatedHost(.nvdimms)
        let options = words.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let run = NdctlLine(["create-namespace"] + options, on: host)
        #expect(run.status == 234)
        #expect(run.lines.contains { $0.hasPrefix("  Error: ") })
        #expect(host.performed.isEmpty && run.output.isEmpty)
    }

    @Test func `a size that does not fit names the nearest two`() {
        let run = NdctlLine(line: "create-namespace -s 1000M", on: SimulatedHost(.nvdimms))
        #expect(run.lines.first?.contains("992M") == true && run.lines.first?.contains("1008M") == true)
    }

    @Test(arguments: [
        ("-s 5G", "No space left on device"), ("-r region9", "No such device or address"),
        ("-b other", "No such device or address"), ("-t blk -m raw", "No such device or address"),
        ("-a 64K -m devdax", "No such device or address"),
    ])
    func `a namespace that no region takes ends with 237, and each region says why`(
        words: String, reason: String
    ) {
        let host = SimulatedHost(.nvdimms)
        let run = NdctlLine(line: "create-namespace \(words)", on: host)
        #expect(run.status == 237)
        #expect(run.lines.last == "failed to create namespace: \(reason)")
        #expect(run.lines.count > 1)
        #expect(host.performed.isEmpty && run.output.isEmpty)
    }

    @Test func `the next region is tried where one is full, read-only or disabled`() {
        var inventory = Inventory.nvdimms
        inventory.nvdimmRegions[1].isReadOnly = true
        let host = SimulatedHost(inventory)
        for size in [1024, 512] {
            #expect(NdctlLine(line: "create-namespace", on: host).status == 0)
            let sizes = host.inventory.namespaces(in: KernelName(rawValue: "region0")).map(\.rawSize)
            #expect(sizes.last == .mebibytes(UInt64(size)))
        }
        let full = NdctlLine(line: "create-namespace", on: host)
        #expect(full.status == 237)
        #expect(full.lines.contains { $0.hasPrefix("region1: the region is read-only; writing 0 to ") })
        #expect(full.lines.contains { $0.hasPrefix("region0: nothing of the region is free") })
        #expect(full.lines.last == "failed to create namespace: No space left on device")
    }

    @Test func `with -c each region is filled, and the number is told`() {
        let host = SimulatedHost(.smallNvdimms)
        let run = NdctlLine(line: "create-namespace -c -r region0 -s 256M", on: host)
        #expect(run.status == 0)
        #expect(run.lines.contains("created 4 namespaces"))
        #expect(host.inventory.namespaces(in: KernelName(rawValue: "region0")).count == 4)
        #expect(run.output.components(of: "\"dev\":\"namespace0.") == 4)
        let rest = NdctlLine(line: "create-namespace --continue -m devdax", on: host)
        #expect(rest.lines.contains("created 3 namespaces"))
        let none = NdctlLine(line: "create-namespace -c", on: host)
        #expect(none.status == 237)
        #expect(
            none.lines.suffix(2) == [
                "created 0 namespaces", "failed to create namespace: No space left on device",
            ])
    }

    @Test func `nothing is tried without root`() {
        let host = SimulatedHost(.nvdimms)
        let run = NdctlLine(["create-namespace"], on: host, isRoot: false)
        #expect(run.status == 243)
        #expect(run.lines.last == "failed to create namespace: Permission denied")
        #expect(NdctlLine(["destroy-namespace", "-f", "all"], on: host, isRoot: false).status == 243)
        #expect(host.performed.isEmpty)
    }

    @Test func `a namespace that can't be made leaves nothing behind`() {
        let host = SimulatedHost(.nvdimms, fault: .refusedForGood(at: 2, .noSuchDeviceOrAddress))
        let run = NdctlLine(line: "create-namespace -R -m devdax -s 512M", on: host)
        #expect(run.status == 250)
        #expect(run.lines.contains { $0.contains("everything is as it was before") })
        #expect(run.lines.last == "failed to create namespace: No such device or address")
        #expect(host.inventory == Inventory.nvdimms && run.output.isEmpty)
    }

    // MARK: create-namespace -e

    @Test func `a namespace in use is changed with -f alone, and keeps its size and its name`() throws {
        let host = SimulatedHost(.nvdimms)
        let active = NdctlLine(line: "create-namespace -e namespace0.1 -m devdax", on: host)
        #expect(active.status == 240)
        #expect(
            active.lines == [
                "  Error: namespace0.1 is active, specify --force for re-configuration",
                "failed to reconfigure namespace: Device or resource busy",
            ])
        let run = NdctlLine(line: "create-namespace -f -e namespace0.1 -m dax", on: host)
        #expect(run.status == 0)
        let changed = try #require(host.inventory.namespace(Self.name(0, 1)))
        #expect(changed.mode == "devdax" && changed.rawSize == .mebibytes(512) && changed.altName == "logs")
        #expect(changed.labelUUID != Inventory.sampleUUID(0, 1))
        #expect(run.json?["dev"] == .string("namespace0.1") && run.json?["daxregion"] != nil)
        // A map in RAM is not kept, as ndctl does.
        #expect(NdctlLine(line: "create-namespace --force --reconfig=namespace1.0", on: host).status == 0)
        #expect(host.inventory.namespace(Self.name(1, 0))?.map == .device)
        #expect(
            NdctlLine(line: "create-namespace -fe \(Inventory.sampleUUID(0, 3)) -m sector", on: host).status
                == 0)
        #expect(host.inventory.namespace(Self.name(0, 3))?.mode == "sector")
    }

    @Test(arguments: [
        ("-e namespace7.0", "no namespace namespace7.0"), ("-e namespace0", "'namespace0' does not name"),
        ("-e all", ""), ("-r region1 -e namespace0.1", "namespace0.1 is in region0"),
    ])
    func `a namespace that is not there ends with 250, and the reason`(words: String, reason: String) {
        let host = SimulatedHost(.nvdimms)
        let run = NdctlLine(line: "create-namespace -f \(words)", on: host)
        #expect(run.status == 250)
        #expect(run.lines.first?.hasPrefix(reason) == true)
        #expect(run.lines.last == "failed to reconfigure namespace: No such device or address")
        #expect(host.performed.isEmpty)
    }

    @Test(arguments: ["-s 5G", "-m devdax -a 1G", "-m raw -M mem", "-u \(Inventory.sampleUUID(1, 0))"])
    func `what can't be is found before anything is written`(words: String) {
        let host = SimulatedHost(.nvdimms)
        let run = NdctlLine(line: "create-namespace -f -e namespace0.1 \(words)", on: host)
        #expect([228, 234, 250].contains(run.status))
        #expect(run.lines.last?.hasPrefix("failed to reconfigure namespace: ") == true)
        #expect(host.performed.isEmpty)
    }

    @Test func `nothing is taken from who uses it, with -f either`() {
        let mounted = SimulatedHost(Self.mounted(.nvdimms, Self.name(0, 1)))
        for words in ["create-namespace -f -e namespace0.1 -m raw", "destroy-namespace -f namespace0.1"] {
            let run = NdctlLine(line: words, on: mounted)
            #expect(run.status == 240, "\(words)")
            #expect(run.lines.contains { $0.contains("pmem0 is mounted at /mnt") }, "\(words)")
        }
        #expect(NdctlLine(line: "disable-namespace namespace0.1", on: mounted).status == 240)
        #expect(mounted.performed.isEmpty)
        let online = SimulatedHost(.nvdimmAsRAM)
        for words in ["create-namespace -f -e namespace0.0 -m raw", "destroy-namespace -f namespace0.0"] {
            let run = NdctlLine(line: words, on: online)
            #expect(run.status == 240, "\(words)")
            #expect(run.lines.contains { $0.contains("memory blocks of it are online") }, "\(words)")
        }
        #expect(online.performed.isEmpty)
    }

    @Test func `sectors of 4096 bytes stay where the mode changes, and come back where that fails`() {
        var inventory = Inventory.nvdimms
        for index in inventory.namespaces.indices where inventory.namespaces[index].name == Self.name(0, 1) {
            inventory.namespaces[index].labelSectorSize = .kibibytes(4)
        }
        let words = "create-namespace -f -e namespace0.1 -m devdax"
        let host = SimulatedHost(inventory)
        #expect(NdctlLine(line: words, on: host).status == 0)
        #expect(host.inventory.namespace(Self.name(0, 1))?.labelSectorSize == .kibibytes(4))
        let failing = SimulatedHost(inventory, fault: .refusedForGood(at: 4, .noSuchDeviceOrAddress))
        let failed = NdctlLine(line: words, on: failing)
        #expect(failed.status == 250)
        #expect(failed.lines.contains { $0.contains("everything is as it was before") })
        #expect(failing.inventory.namespaces == inventory.namespaces)
    }

    // MARK: Without labels

    @Test func `-e writes labels where there are none, and --no-autolabel does not`() throws {
        let host = SimulatedHost(.blankNvdimm)
        let run = NdctlLine(line: "create-namespace -f -e namespace0.0 -m devdax", on: host)
        #expect(run.status == 0)
        let made = try #require(host.inventory.namespace(Self.name(0, 0)))
        #expect(made.labelUUID != nil && made.mode == "devdax" && made.rawSize == .mebibytes(4096))
        let other = SimulatedHost(.blankNvdimm)
        #expect(
            NdctlLine(line: "create-namespace -f -e namespace0.0 -m devdax --no-autolabel", on: other).status
                == 0)
        let kept = try #require(other.inventory.namespace(Self.name(0, 0)))
        #expect(kept.labelUUID == nil && kept.mode == "devdax")
        let legacy = SimulatedHost(.legacyNvdimm)
        #expect(NdctlLine(line: "create-namespace -f -e namespace0.0 -m devdax", on: legacy).status == 0)
        #expect(legacy.inventory.namespace(Self.name(0, 0))?.mode == "devdax")
        let inRAM = NdctlLine(line: "create-namespace -f -e namespace0.0 -m fsdax -M mem", on: legacy)
        #expect(inRAM.status == 0)
        let raw = try #require(legacy.inventory.namespace(Self.name(0, 0)))
        #expect(raw.isEnabled && raw.holder == nil)
    }

    @Test func `the namespace of a region without labels becomes a new one as a whole`() {
        let host = SimulatedHost(.blankNvdimm)
        let part = NdctlLine(line: "create-namespace -s 1G", on: host)
        #expect(part.status == 237)
        #expect(part.lines.contains { $0.contains("nmem0 has no labels") })
        #expect(NdctlLine(line: "create-namespace", on: host).status == 0)
        #expect(host.inventory.namespace(Self.name(0, 0))?.mode == "fsdax")
        #expect(NdctlLine(line: "create-namespace", on: host).status == 237)
        let legacy = SimulatedHost(.legacyNvdimm)
        #expect(NdctlLine(line: "destroy-namespace -f all", on: legacy).lines.last == "destroyed 1 namespace")
        let again = NdctlLine(line: "destroy-namespace -f all", on: legacy)
        #expect(again.status == 0 && again.lines.last == "destroyed 0 namespaces")
        #expect(NdctlLine(line: "create-namespace -m devdax", on: legacy).status == 0)
        #expect(legacy.inventory.namespace(Self.name(0, 0))?.mode == "devdax")
    }

    @Test func `a file system in it is not overwritten by a new one, but with -f`() {
        var inventory = Inventory.blankNvdimm
        inventory.namespaces[0].contents?.signatures = [
            BlockSignature(usage: .filesystem, type: "ext4", label: nil, uuid: nil)
        ]
        let host = SimulatedHost(inventory)
        let run = NdctlLine(line: "create-namespace", on: host)
        #expect(run.status == 237)
        #expect(run.lines.contains { $0.contains("it holds ext4") })
        #expect(host.performed.isEmpty)
        #expect(NdctlLine(line: "create-namespace -f", on: host).status == 0)
    }

    // MARK: destroy-namespace

    @Test(arguments: ["-f all", "all -f", "all --force", "--force all"])
    func `all are destroyed with -f before or behind`(words: String) {
        let host = SimulatedHost(.nvdimms)
        let run = NdctlLine(line: "destroy-namespace \(words)", on: host)
        #expect(run.status == 0)
        #expect(run.lines.last == "destroyed 6 namespaces" && run.output.isEmpty)
        #expect(host.inventory.namespaces.isEmpty)
        let again = NdctlLine(line: "destroy-namespace \(words)", on: host)
        #expect(again.status == 0 && again.lines == ["destroyed 0 namespaces"])
    }

    @Test func `an enabled namespace is destroyed with -f alone, and a disabled one without`() {
        let host = SimulatedHost(.nvdimms)
        let active = NdctlLine(line: "destroy-namespace namespace0.1", on: host)
        #expect(active.status == 240)
        #expect(
            active.lines == [
                "  Error: namespace0.1 is active, specify --force for re-configuration",
                "error destroying namespaces: Device or resource busy", "destroyed 0 namespaces",
            ])
        #expect(NdctlLine(line: "disable-namespace namespace0.1", on: host).lines == ["disabled 1 namespace"])
        let run = NdctlLine(line: "destroy-namespace namespace0.1", on: host)
        #expect(run.status == 0 && run.lines.last == "destroyed 1 namespace")
        #expect(host.inventory.namespace(Self.name(0, 1)) == nil)
    }

    @Test func `an empty namespace becomes a new one`() throws {
        var inventory = Inventory.nvdimms
        let seed = try #require(inventory.nvdimmRegions[0].seeds.namespace)
        inventory.nvdimmRegions[0].idle = [seed]
        let host = SimulatedHost(inventory)
        let run = NdctlLine(line: "create-namespace -m devdax -fe \(seed) -s 64M", on: host)
        #expect(run.status == 0 && run.output.contains("\"\(seed)\""))
        #expect(host.inventory.namespace(seed)?.mode == "devdax")
    }

    @Test func `an empty namespace that is named counts as destroyed`() {
        var inventory = Inventory.nvdimms
        inventory.nvdimmRegions[0].idle = [Self.name(0, 7)]
        let host = SimulatedHost(inventory)
        let run = NdctlLine(line: "destroy-namespace -f namespace0.7", on: host)
        #expect(run.status == 0 && run.lines == ["destroyed 1 namespace"])
        #expect(host.performed.isEmpty)
        #expect(NdctlLine(line: "destroy-namespace -f -r region1 namespace0.7", on: host).status == 250)
    }

    @Test func `one that is mounted keeps no other from being destroyed, and its error is the status`() {
        let host = SimulatedHost(Self.mounted(.nvdimms, Self.name(0, 1)))
        let run = NdctlLine(line: "destroy-namespace -f all", on: host)
        #expect(run.status == 240)
        #expect(Self.namespaces(host) == ["namespace0.1"])
        #expect(run.lines.contains { $0.hasPrefix("namespace0.1: its block device is in use") })
        #expect(
            run.lines.suffix(2) == [
                "error destroying namespaces: Device or resource busy", "destroyed 5 namespaces",
            ])
    }

    @Test func `memory that is offline goes with its namespace`() {
        let host = SimulatedHost(Inventory.nvdimms.inKmem(DeviceName(region: 0, device: 0), online: nil))
        #expect(NdctlLine(line: "destroy-namespace -f namespace0.0", on: host).status == 0)
        #expect(host.inventory.namespace(Self.name(0, 0)) == nil)
        #expect(host.inventory.device(DeviceName(region: 0, device: 0)) == nil)
    }

    @Test func `a read-only region keeps its namespaces`() {
        var inventory = Inventory.nvdimms
        inventory.nvdimmRegions[0].isReadOnly = true
        let host = SimulatedHost(inventory)
        let run = NdctlLine(line: "destroy-namespace -f namespace0.1", on: host)
        #expect(run.status == 250)
        #expect(run.lines.first == "  Error: namespace0.1: read-only, re-configuration disabled")
        #expect(host.performed.isEmpty)
    }

    @Test(arguments: ["destroy", "enable", "disable"])
    func `a name that matches nothing ends with 250, and no name with 129`(verb: String) {
        let host = SimulatedHost(.nvdimms)
        let attempt = verb == "destroy" ? "destroying" : verb.dropLast() + "ing"
        for words in ["namespace7.0", "foo", "namespace0.0 -r region1", "namespace0.0 -b other"] {
            let run = NdctlLine(line: "\(verb)-namespace \(words)", on: host)
            #expect(run.status == 250, "\(words)")
            #expect(run.lines.count == 3, "\(words)")
            #expect(run.lines[1] == "error \(attempt) namespaces: No such device or address")
        }
        let none = NdctlLine(line: "\(verb)-namespace", on: host)
        #expect(none.status == 129)
        #expect(none.lines.first == "  Error: specify a namespace to \(verb), or \"all\"")
        let extra = NdctlLine(line: "\(verb)-namespace all x y", on: host)
        #expect(extra.status == 129)
        #expect(
            extra.lines.prefix(2) == [
                "  Error: unknown extra parameter \"x\"", "  Error: unknown extra parameter \"y\"",
            ])
        #expect(host.performed.isEmpty)
    }

    // MARK: Enabling and disabling

    @Test func `what is so already is counted`() {
        let host = SimulatedHost(.nvdimms)
        for words in ["disable-namespace namespace0.1", "disable-namespace namespace0.1"] {
            let run = NdctlLine(line: words, on: host)
            #expect(run.status == 0 && run.lines == ["disabled 1 namespace"])
        }
        #expect(host.inventory.namespace(Self.name(0, 1))?.isEnabled == false)
        #expect(NdctlLine(line: "enable-namespace namespace0.1", on: host).lines == ["enabled 1 namespace"])
        #expect(
            NdctlLine(line: "enable-namespace -r region1 all", on: host).lines == ["enabled 2 namespaces"])
        #expect(!host.inventory.namespaces.contains { !$0.isEnabled })
        #expect(NdctlLine(line: "disable-namespace all", on: host).lines == ["disabled 6 namespaces"])
    }

    @Test func `regions are disabled with their namespaces, or not at all`() {
        let host = SimulatedHost(Self.mounted(.nvdimms, Self.name(0, 1)))
        let run = NdctlLine(line: "disable-region all", on: host)
        #expect(run.status == 240)
        #expect(run.lines.contains { $0.hasPrefix("namespace0.1: its block device is in use") })
        #expect(
            run.lines.suffix(2) == ["error disabling regions: Device or resource busy", "disabled 1 region"])
        #expect(host.inventory.nvdimmRegions.map(\.isEnabled) == [true, false])
        let kept = KernelName(rawValue: "region0")
        let before = Self.mounted(.nvdimms, Self.name(0, 1)).namespaces(in: kept)
        #expect(host.inventory.namespaces(in: kept) == before)
        #expect(NdctlLine(line: "disable-region 1", on: host).lines == ["disabled 1 region"])
        #expect(NdctlLine(line: "enable-region region1 -t pmem", on: host).lines == ["enabled 1 region"])
        #expect(NdctlLine(line: "enable-region all", on: host).lines == ["enabled 2 regions"])
        #expect(!host.inventory.nvdimmRegions.contains { !$0.isEnabled })
    }

    @Test func `a region that is not there ends with 250, and none at all with 0`() {
        let host = SimulatedHost(.nvdimms)
        let run = NdctlLine(line: "disable-region region9", on: host)
        #expect(run.status == 250)
        #expect(run.lines.last == "disabled 0 regions")
        let none = SimulatedHost(.sample)
        let empty = NdctlLine(line: "disable-region all", on: none)
        #expect(empty.status == 0 && empty.lines == ["disabled 0 regions"])
        let type = NdctlLine(line: "enable-region all -t foo", on: host)
        #expect(type.status == 129)
        #expect(type.lines.first == "  Error: unknown region type 'foo', should be 'pmem' or 'blk'")
        #expect(NdctlLine(line: "enable-region", on: host).status == 129)
        #expect(host.performed.isEmpty)
    }

    @Test func `after a run that could not be undone no other one starts`() {
        withTemporaryFolder { folder in
            let journal = JournalFolder(in: folder)
            let host = SimulatedHost(.nvdimms, fault: .allRefused(from: 2))
            let failed = NdctlLine(["create-namespace"], on: host, journal: journal)
            #expect(failed.status == 250 || failed.status == 240 || failed.status == 251)
            #expect(access(journal.journal, F_OK) == 0)
            let next = SimulatedHost(host.inventory)
            let run = NdctlLine(["destroy-namespace", "-f", "all"], on: next, journal: journal)
            #expect(run.status == 251)
            #expect(run.lines.contains { $0.contains("daxshift recover") })
            #expect(next.performed.isEmpty)
        }
    }
}

extension String {
    /// How many times a text is part of it.
    fileprivate func components(of text: String) -> Int {
        var (count, rest) = (0, self[...])
        while let range = rest.firstRange(of: text) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
