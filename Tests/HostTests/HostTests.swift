// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import Testing

/// The 31 blocks of 128 MiB that lie wholly inside an NVDIMM's device of the lab.
private let pmemBlocks = 31

@Suite("On real kernels", .inGuests)
struct HostTests {
    @Test(
        "list says what daxctl and the kernel say", arguments: Extent.part("7.2", wholeWith: "6.1", "6.12"))
    func list(kernel: String) async throws {
        let guest = try await GuestScript("listing", host: "mixed", kernel: kernel)
        let list = try guest["list"].json
        try expectSame(as: guest["daxctl-list"].json, in: list)
        #expect(list["model"] == .string("bus"))
        #expect(list["gaps"] == .array([]))
        #expect(list["warnings"] == .array([]))
        #expect(try list["kernel"]?.string.map { $0 + "\n" } == guest["release"].out)
        let drivers = try KernelState(guest["state"]).drivers
        for device in list["devices"]?.elements ?? [] {
            let name = try #require(device["chardev"]?.string)
            #expect(device["driver"] == (drivers[name] == "none" ? .null : drivers[name].map(JSON.string)))
        }
        let ndctl = try guest["ndctl-list"].json.elements
        #expect(ndctl.count == 2)
        for namespace in ndctl {
            let same = list["namespaces"]?.elements.first { $0["dev"] == namespace["dev"] }
            for key in ["mode", "size", "uuid", "chardev"] {
                #expect(same?[key] == namespace[key], "\(key) of \(namespace)")
            }
        }
        #expect(try guest["map"].json["schema"] == .string("daxshift.map/1"))
        #expect(try guest["snapshot"].json["schema"] == .string("daxshift.snapshot/1"))
        try expectFamfs(guest, hasDriver: kernel == "7.2")
    }

    /// Under the name of daxctl a device goes from devdax to famfs where there is a driver for that, and back.
    private func expectFamfs(_ guest: GuestScript, hasDriver: Bool) throws {
        let name = try String(guest["name"].out.dropLast())
        #expect(try guest["famfs"].status == (hasDriver ? 0 : 254))
        #expect(try guest["famfs"].err.hasSuffix("reconfigured \(hasDriver ? "1 device" : "0 devices")\n"))
        let driver = try KernelState(guest["in-famfs"]).drivers[name]
        #expect(driver == (hasDriver ? "fsdev_dax" : "device_dax"))
        guard hasDriver else { return }
        #expect(try guest["famfs"].json.elements.first?["mode"] == .string("famfs"))
        #expect(try guest["famfs-again"].err.hasPrefix("\(name) was already in famfs mode\n"))
        #expect(try guest["famfs-offline"].status == 129)
        #expect(try guest["famfs-devdax"].json.elements.first?["mode"] == .string("devdax"))
        #expect(try guest["famfs-ram"].status == 0)
        #expect(try guest["famfs-from-ram"].status == 234)
    }

    @Test(
        "list and map show the region of each CXL memory device",
        arguments: Extent.part(
            ("cxl", "7.2", 1), ("cxl2", "6.12", 2), wholeWith: ("cxl", "6.12", 1), ("cxl2", "7.2", 2)))
    func cxl(host: String, kernel: String, count: Int) async throws {
        let guest = try await GuestScript("cxl", host: host, kernel: kernel)
        let list = try guest["list"].json
        #expect(try guest["list"].err == "")
        let regions = list["regions"]?.elements ?? []
        #expect(regions.count == count)
        for region in regions {
            #expect(region["provider"] == .string("cxl") && region["kind"] == .string("dynamic"))
            #expect(region["size"] == .integer(512 << 20))
            #expect(region["distance"] == .integer(20))
        }
        #expect(Set(regions.compactMap { $0["target_node"]?.text() }).count == count)
        let devices = list["devices"]?.elements ?? []
        #expect(devices.count == count)
        for device in devices {
            #expect(device["mode"] == .string("system-ram") && device["total_memblocks"] == .integer(4))
        }
        #expect(try guest["window"].out.split(separator: "\n").count == count)
        #expect(try guest["map"].out.contains("dax0.0 system-ram 512 MiB"))
    }

    @Test(
        "dry-run changes nothing; the round trip leaves all as it was",
        arguments: Extent.part("6.1", wholeWith: "6.12", "7.2"))
    func roundTrip(kernel: String) async throws {
        let guest = try await GuestScript("round-trip", host: "mixed", kernel: kernel)
        let names = try guest["names"].out.split(whereSeparator: \.isWhitespace).map(String.init)
        let device = try #require(names.first)
        let start = try KernelState(guest["start"])

        func expect(
            _ step: String, _ result: String, then state: String, driver: String, blocks: [String: Int] = [:],
            location: SourceLocation = #_sourceLocation
        ) throws {
            let ended = try guest[step]
            #expect(ended.status == 0, "\(step): \(ended.err)", sourceLocation: location)
            #expect(ended.result == result, "\(step): \(ended.out)", sourceLocation: location)
            let now = try KernelState(guest[state])
            #expect(now.drivers[device] == driver, "\(state)", sourceLocation: location)
            #expect(now.newBlocks(since: start) == blocks, "\(state)", sourceLocation: location)
            #expect(now.others(than: device) == start.others(than: device), sourceLocation: location)
        }

        #expect(try guest["dry-run"].status == 0)
        #expect(try KernelState(guest["after-dry-run"]) == start)

        let online = ["online Movable": pmemBlocks]
        try expect("to-ram", "changed", then: "in-ram", driver: "kmem", blocks: online)
        try expect("again", "unchanged", then: "in-ram", driver: "kmem", blocks: online)
        let listed = try #require(try guest["list-in-ram"].json["devices"]?.elements.first)
        let peer = try #require(try guest["daxctl-in-ram"].json.elements.first)
        for key in ["mode", "online_memblocks", "total_memblocks", "movable", "size", "target_node"] {
            #expect(listed[key] == peer[key], "\(key)")
        }
        for step in ["refused", "disable-refused", "other-zone-refused"] {
            #expect(try guest[step].status == 4, "\(step)")
            #expect(try guest[step].err.contains("--force"), "\(step)")
        }
        #expect(try KernelState(guest["after-refused"]) == KernelState(guest["in-ram"]))
        let offline = try KernelState(guest["memory-offline"]).newBlocks(since: start)
        #expect(
            offline.keys.allSatisfy { $0.hasPrefix("offline") } && offline.values.reduce(0, +) == pmemBlocks)
        try expect("back", "changed", then: "after-back", driver: "device_dax")
        #expect(try KernelState(guest["after-back"]) == start)

        #expect(try guest["no-online"].result == "changed")
        let added = try KernelState(guest["not-online"]).newBlocks(since: start)
        #expect(added.keys.allSatisfy { $0.hasPrefix("offline") } && added.values.reduce(0, +) == pmemBlocks)
        try expect("disable", "changed", then: "disabled", driver: "none")
        #expect(try guest["list-disabled"].json["devices"]?.elements.first?["state"] == .string("disabled"))
        try expect("enable", "changed", then: "enabled", driver: "device_dax")
        #expect(try KernelState(guest["enabled"]) == start)

        try expect("under-policy", "changed", then: "with-policy", driver: "kmem", blocks: online)
        #expect(try KernelState(guest["with-policy"]).lines.contains("policy online_kernel"))
        #expect(try KernelState(guest["after-policy"]) == KernelState(guest["before-policy"]))
        try expect("kind-policy", "changed", then: "with-kind-policy", driver: "kmem", blocks: online)
        #expect(try KernelState(guest["after-kind-policy"]) == start)

        for step in ["both", "both-back"] { #expect(try guest[step].status == 0, "\(step)") }
        #expect(try KernelState(guest["after-both"]) == start)

        try expect(
            "kernel-zone", "changed", then: "in-kernel-zone", driver: "kmem",
            blocks: ["online Normal": pmemBlocks])
    }

    @Test(
        "no device but the one that is named changes its driver",
        arguments: Extent.part("7.2", wholeWith: "6.1", "6.12"))
    func bystanders(kernel: String) async throws {
        let guest = try await GuestScript(
            "bystanders", host: "mixed", kernel: kernel, append: "memhp_default_state=offline")
        let names = try guest["names"].out.split(whereSeparator: \.isWhitespace).map(String.init)
        try #require(names.count == 3)
        let (pmem, other, hmem) = (names[0], names[1], names[2])

        func expect(_ step: String, then state: String, _ drivers: [String: String]) throws {
            let ended = try guest[step]
            #expect(ended.status == 0, "\(step): \(ended.err)")
            let now = try KernelState(guest[state])
            #expect(now.drivers == drivers, "\(state)")
            #expect(now.lines.suffix(2) == ["autoprobe dax 1", "policy online"], "\(state)")
        }

        for step in ["free-hmem", "free-other"] { #expect(try guest[step].status == 0, "\(step)") }
        let before = try KernelState(guest["without-kmem"])
        #expect(before.drivers == [pmem: "device_dax", other: "none", hmem: "none"])
        try expect("load", then: "loaded", [pmem: "kmem", other: "none", hmem: "none"])
        #expect(try KernelState(guest["loaded"]).newBlocks(since: before) == ["online Movable": pmemBlocks])
        try expect("load-back", then: "after-load", before.drivers)
        try expect(
            "hmem-devdax", then: "hmem-devdax", [pmem: "device_dax", other: "none", hmem: "device_dax"])
        #expect(try guest["hmem-again"].status == 0)
        try expect("pmem-ram", then: "pmem-ram", [pmem: "kmem", other: "none", hmem: "none"])
        try expect("hmem-ram", then: "hmem-ram", [pmem: "kmem", other: "none", hmem: "kmem"])
    }

    @Test(
        "refusals change nothing, and a failure is undone",
        arguments: Extent.part("6.12", wholeWith: "6.1", "7.2"))
    func refusals(kernel: String) async throws {
        let guest = try await GuestScript("refusals", host: "nvdimm", kernel: kernel)
        let expected: [(step: String, status: Int, words: String)] = [
            ("unknown-device", 1, "no dax device dax9.0; there is dax0.0, dax1.0"),
            ("unknown-region", 1, "no dax region 9; there is 0, 1"),
            ("devdax-memory", 1, "not in system-ram mode"),
            ("not-root", 1, "needs root"),
            (
                "closed-stdout", 74,
                "could not write to standard output: Bad file descriptor; nothing was changed"
            ),
            ("lost-reader", 74, "could not write to standard output: Broken pipe; nothing was changed"),
            ("blacklisted", 1, "the driver module kmem is blacklisted"),
            ("missing", 1, "there is no driver module kmem"),
        ]
        for (step, status, words) in expected {
            let ended = try guest[step]
            #expect(ended.status == status, "\(step): \(ended)")
            #expect(ended.err.contains(words), "\(step): \(ended.err)")
        }
        #expect(try KernelState(guest["after-refusals"]) == KernelState(guest["start"]))

        let other = try guest["not-root-list"]
        #expect(other.status == 0)
        #expect(try other.json["gaps"]?.elements.isEmpty == false)
        #expect(try other.json["devices"]?.elements.first?["mappings"] == nil)
        #expect(other.err.contains("only root can read"))

        let seen = try guest["no-node"].json
        #expect(seen["devices"]?.elements.count == 2)
        #expect(seen["warnings"]?.elements.first?.string?.contains("/dev/dax1.0") == true)
        #expect(try guest["no-node-daxctl"].json.elements.count == 1)

        let failure = try guest["failure"]
        #expect(failure.status == 1, "\(failure)")
        #expect(failure.err.contains("ENOMEM") && failure.err.contains("as it was before"), "\(failure.err)")
        #expect(try KernelState(guest["after-failure"]) == KernelState(guest["before-failure"]))

        let holder = try guest["holder"].out.dropLast()
        for step in ["lock-held", "lock-waited"] {
            let ended = try guest[step]
            #expect(ended.status == 75, "\(step): \(ended)")
            #expect(
                ended.err.contains("process \(holder) (reconfigure-device) holds it since"), "\(ended.err)")
        }
        for step in ["reader", "lock-free"] { #expect(try guest[step].status == 0, "\(step)") }
    }

    @Test("the lock and the journal: where they can't be kept, and a journal that is left open")
    func runFiles() async throws {
        let guest = try await GuestScript("run-files", host: "nvdimm", kernel: "6.12")
        #expect(try guest["no-run-lock"].status == 0)
        #expect(try guest["folder"].out == "700 root\n600 root\n")
        for (step, status, words) in [
            ("read-only", 1, "/run/daxshift/lock can't be opened: Read-only file system"),
            ("read-only-empty", 1, "/run/daxshift can't be made: Read-only file system"),
            ("no-boot-id", 1, "/proc/sys/kernel/random/boot_id does not say"),
        ] {
            let ended = try guest[step]
            #expect(ended.status == status, "\(step): \(ended)")
            #expect(ended.err.contains(words), "\(step): \(ended.err)")
        }
        #expect(try guest["file-limit"].status == 1)
        #expect(try guest["file-limit"].out.contains("can't be written: File too large"))
        #expect(try KernelState(guest["after-refusals"]) == KernelState(guest["start"]))

        for target in ["&-", "/dev/full"] { #expect(try guest["no-reader-\(target)"].status == 0) }
        #expect(try guest["full-output"].status == 74)
        #expect(try guest["not-open"].status == 0)
        let unclosed = try guest["unclosed"]
        #expect(unclosed.status == 3 && unclosed.err.contains("/run/daxshift/journal can't be removed"))
        #expect(unclosed.result == "changed")
        #expect(try KernelState(guest["unclosed-state"]) == KernelState(guest["start"]))

        #expect(try guest["left"].status == 0)
        for step in ["open-list", "open-map", "open-daxctl"] {
            #expect(try guest[step].status == 0, "\(step)")
            #expect(try guest[step].err.contains("'daxshift recover'"), "\(step)")
        }
        #expect(try guest["open-list"].json["warnings"]?.elements.count == 1)
        #expect(try guest["open-dry-run"].status == 3)
        #expect(try guest["open-other-user"].json["warnings"]?.elements.isEmpty == true)
        #expect(try guest["abandon-not-asked"].status == 4)
        let steps = try guest["abandon-dry-run"].json["steps"]?.elements ?? []
        #expect(!steps.isEmpty && steps.allSatisfy { $0["undo"] != nil })
        #expect(try guest["still-left"].status == 0)
        #expect(try guest["abandon"].json["steps"]?.elements == steps)
        #expect(try guest["abandon"].json["kept"] == .string("/run/daxshift/journal-abandoned"))
        for step in ["kept", "after-abandon"] { #expect(try guest[step].status == 0, "\(step)") }
        #expect(try guest["garbage"].status == 3)
        #expect(try guest["garbage"].err.contains("recover --abandon"))
        #expect(
            try guest["garbage-abandon"].json["kept"] == .string("/run/daxshift/journal-abandoned-2"))
        #expect(try guest["closed-list"].json["warnings"] == .array([]))
    }

    @Test(
        "what is in use, stuck or never loaded is refused, and an unmovable block explained",
        arguments: Extent.part("7.2", wholeWith: "6.1"))
    func preflight(kernel: String) async throws {
        let guest = try await GuestScript(
            "preflight", host: "mixed", kernel: kernel, append: "memhp_default_state=offline")
        let names = try guest["names"].out.split(whereSeparator: \.isWhitespace).map(String.init)
        try #require(names.count == 3)
        let (pmem, other, hmem) = (names[0], names[1], names[2])
        let pids = try guest["pids"].out.split(whereSeparator: \.isWhitespace)
        try #require(pids.count == 2)
        let mapper = try guest["mapper"].out.split(whereSeparator: \.isWhitespace)
        try #require(mapper.count == 1)

        func expect(_ step: String, _ status: Int, _ words: String) throws {
            let ended = try guest[step]
            #expect(ended.status == status, "\(step): \(ended)")
            #expect(ended.err.contains(words), "\(step): \(ended.err)")
        }

        for step in ["hmem-off", "hmem-align", "hmem-on"] { #expect(try guest[step].status == 0, "\(step)") }
        let unseen = "\(other): /dev/\(other) may be in use; its users can't be seen: "
        try expect("without-ptrace", 4, unseen + "daxshift runs without CAP_SYS_PTRACE")
        try expect("other-namespace", 4, unseen + "/proc shows only the processes of one PID namespace")
        #expect(try KernelState(guest["after-unseen"]) == KernelState(guest["seen"]))
        for step in ["unseen-forced", "seen-again"] { #expect(try guest[step].status == 0, "\(step)") }

        try expect("open", 4, "\(pmem): a process uses /dev/\(pmem): \(pids[0]) (sleep, open);")
        try expect("open-elsewhere", 4, "\(other): a process uses /dev/\(other): \(pids[1]) (sleep, open);")
        try expect("mapped", 4, "\(hmem): a process uses /dev/\(hmem): \(mapper[0]) (busybox, open, mapped);")
        try expect("dry-run", 4, "a process uses /dev/\(pmem)")
        #expect(try KernelState(guest["after-used"]) == KernelState(guest["used"]))
        for step in ["forced", "mapped-forced", "back"] { #expect(try guest[step].status == 0, "\(step)") }
        let forced = try KernelState(guest["after-forced"]).drivers
        #expect(forced == [pmem: "kmem", other: "device_dax", hmem: "none"])

        try expect(
            "not-loadable", 1, "modprobe.d runs '/bin/false' instead of loading the driver module kmem")
        #expect(try KernelState(guest["after-not-loadable"]) == KernelState(guest["never-loaded"]))

        let busy = try guest["busy"]
        #expect(busy.status == 1, "\(busy)")
        #expect(try KernelState(guest["after-busy"]) == KernelState(guest["before-busy"]))
        for words in [
            " is in zone Normal, and 31 of the 31 memory blocks of \(pmem) are in a kernel zone",
            "the kernel logged ", "page dumped because: unmovable page", "as it was before",
        ] {
            #expect(busy.err.contains(words), "\(busy.err)")
        }

        #expect(try guest["unbind"].status == 0)
        #expect(try guest["iomem"].out.contains("System RAM (kmem)"))
        for step in ["stuck", "stuck-devdax"] {
            try expect(step, 1, "the kernel keeps 3.88 GiB of it")
            try expect(step, 1, "only a reboot frees it")
        }
        #expect(try KernelState(guest["after-stuck"]) == KernelState(guest["before-stuck"]))
    }

    @Test("the class model of 5.10 is read whole and named, and refuses what it can't do")
    func classModel() async throws {
        let guest = try await GuestScript("class-model", host: "nvdimm", kernel: "5.10")
        #expect(try guest["table"].out.contains("class model (/sys/class/dax)"))
        let list = try guest["list"].json
        #expect(list["model"] == .string("class"))
        #expect(list["gaps"] == .array([]))
        try expectSame(as: guest["daxctl-list"].json, in: list)
        #expect(
            list["devices"]?.elements.map { $0["driver"] } == [
                .string("dax_pmem_compat"), .string("dax_pmem_compat"),
            ])
        #expect(
            list["devices"]?.elements.map { $0["namespace"] } == [
                .string("namespace0.0"), .string("namespace1.0"),
            ])
        for step in ["reconfigure", "disable"] {
            #expect(try guest[step].status == 1)
            #expect(try guest[step].err.contains("class model"), "\(step)")
        }
        #expect(try guest["devdax"].status == 0)
        #expect(try guest["online"].status == 0)
        #expect(try KernelState(guest["end"]) == KernelState(guest["start"]))
    }

    /// Compares the regions and devices that `daxctl list -DRM` prints with those of `daxshift list`.
    private func expectSame(as peer: JSON, in list: JSON) throws {
        #expect(!peer.elements.isEmpty)
        for region in peer.elements {
            let same = list["regions"]?.elements.first { $0["id"] == region["id"] }
            for key in ["path", "size", "align"] {
                #expect(same?[key] == region[key], "\(key) of region \(region["id"] ?? .null)")
            }
            // daxctl leaves out a size of 0.
            if let available = region["available_size"] { #expect(same?["available_size"] == available) }
            for device in region["devices"]?.elements ?? [] {
                let same = list["devices"]?.elements.first { $0["chardev"] == device["chardev"] }
                for key in [
                    "size", "target_node", "align", "mode", "online_memblocks", "total_memblocks", "movable",
                    "state", "mappings",
                ] {
                    #expect(same?[key] == device[key], "\(key) of \(device["chardev"] ?? .null)")
                }
            }
        }
    }
}
