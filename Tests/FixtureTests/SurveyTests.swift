// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage
import Testing

/// What `daxshift list` says of captured hosts, through the real libdaxctl.
@Suite(.enabled("needs root or unprivileged user namespaces") { try await Fixture.isPossible })
struct SurveyTests {
    /// With `DAXSHIFT_RECORD` in the environment the expected texts are written instead of compared.
    @Test(arguments: Fixture.names)
    func listOfACapturedHost(name: String) async throws {
        try await Fixture.with(name) { host in
            let lines = try await host.list(isRoot: !name.hasSuffix("-user"))
            let path = FilePath("\(Fixture.sources)/Expected/\(name).json")
            if getenv("DAXSHIFT_RECORD") != nil {
                let file = try FileDescriptor.open(
                    path, .writeOnly, options: [.create, .truncate],
                    permissions: [.ownerReadWrite, .groupRead, .otherRead])
                try file.closeAfter { _ = try file.writeAll(lines.map { $0 + "\n" }.joined().utf8) }
            }
            let expected = try await Fixture.check(Fixture.execute(["cat", path.string])).output
            #expect(lines == expected.split(separator: "\n").map(String.init))
        }
    }

    @Test
    func deviceWithoutNodeIsListedWithAWarning() async throws {
        try await Fixture.with("pmem-bus") { host in
            let change = try await change(of: host, by: "rm dev/dax1.0")
            #expect(change.removed == ["\"warnings\": []"])
            #expect(
                change.added == [
                    "\"warnings\": [", "\"daxctl can't see dax1.0: there is no /dev/dax1.0\"", "]",
                ])
        }
    }

    @Test
    func devicesOfBothModelsAreListedTogether() async throws {
        try await Fixture.with("pmem-bus") { host in
            let change = try await change(
                of: host,
                by: """
                    rm sys/bus/dax/devices/dax0.0
                    cd sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00/ndbus0/region0/dax0.0
                    mkdir dax && mv dax0.0 dax && cd - && mkdir sys/class/dax
                    ln -s ../../devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00/ndbus0/region0/dax0.0/dax/dax0.0 \
                        sys/class/dax
                    """)
            #expect(change.removed.contains("\"driver\": \"device_dax\","))
            #expect(change.added.contains("\"model\": \"mixed\","))
            #expect(change.added.contains("\"model\": \"class\","))
            #expect(change.added.contains("\"driver\": \"dax_pmem\","))
            #expect(!change.added.contains { $0.contains("daxctl can't see") })
        }
    }

    @Test
    func hostWithoutAnyKernelFile() async throws {
        try await Fixture.with("empty") { host in
            try await host.alter("rm -r sys dev && mkdir sys dev && touch dev/null")
            let lines = try await host.list()
            #expect(lines.contains("  \"model\": \"none\","))
            #expect(lines.contains("  \"gaps\": [],"))
        }
    }

    @Test(arguments: [
        ("pmem-bus", "sys/devices/system/memory/block_size_bytes", "\"block_size\": 134217728,"),
        ("pmem-bus", "sys/devices/system/memory/auto_online_blocks", "\"auto_online_blocks\": \"offline\","),
        ("pmem-bus", "\(region1)/available_size", "\"available_size\": 0,"),
        ("pmem-bus", "\(region1)/dax1.0/size", "\"size\": 4225761280,"),
        ("pmem-bus", "\(region1)/dax1.0/dax_region/size", "\"size\": 4225761280,"),
        ("pmem-bus", "\(region1)/dax1.0/dax1.0/size", "\"size\": 4225761280,"),
        ("pmem-bus", "\(region1)/dax1.0/dax1.0/align", "\"align\": 2097152,"),
        ("pmem-bus", "\(region1)/dax1.0/dax1.0/target_node", "\"target_node\": 1,"),
        ("pmem-bus", "\(region1)/dax1.0/dax1.0/numa_node", "\"numa_node\": 0,"),
        ("pmem-bus", "\(region1)/dax1.0/dax1.0/mapping0/start", "\"start\": 4364173312,"),
        ("pmem-bus", "\(region1)/dax1.0/dax1.0/mapping0/end", "\"end\": 8589934591,"),
        ("pmem-bus", "\(region1)/dax1.0/dax1.0/mapping0/page_offset", "\"page_offset\": 0,"),
        ("pmem-bus", "sys/devices/system/memory/memory33/state", "\"online_memblocks\": 31,"),
        ("pmem-bus", "sys/devices/system/memory/memory33/valid_zones", "\"Movable\": 31"),
        ("pmem-bus", "sys/devices/system/node/node1/meminfo", "\"mem_total\": 4160749568,"),
        ("pmem-bus", "sys/devices/system/node/node1/distance", "\"distance\": 20,"),
        (
            "pmem-bus", "sys/devices/system/node/node1/access0/initiators/read_latency",
            "\"read_latency\": 300,"
        ),
        ("pmem-bus", "sys/devices/virtual/memory_tiering/memory_tier22/nodelist", "\"tier\": 22,"),
        ("ranges", "\(hmem)/dax_region/available_size", "\"available_size\": 536870912,"),
        ("ranges", "\(hmem)/dax_region/align", "\"align\": 2097152,"),
        ("ranges", "\(hmem)/dax0.0/memmap_on_memory", "\"memmap_on_memory\": false,"),
    ])
    func brokenFileIsAGapAndNoValue(name: String, file: String, line: String) async throws {
        let contents = [
            (#"\377\001\002\033[31m"#, "holds \"\u{FFFD}\\u{01}\\u{02}\\u{1B}[31m\""), ("", "is empty"),
            (String(repeating: "7z", count: 2000), "holds \"\(String(repeating: "7z", count: 20))…\""),
        ]
        try await Fixture.with(name) { host in
            let before = try await host.list()
            for (content, reason) in contents {
                try await host.alter("rm -f \(file) && printf '\(content)' >\(file)")
                let change = change(from: before, to: try await host.list())
                #expect(change.removed.contains(line))
                #expect(!change.added.contains(line))
                #expect(
                    change.added.contains { $0.hasPrefix("\"reason\": ") && $0.contains(escaped(reason)) })
                #expect(
                    change.added.contains { $0.hasPrefix("\"file\": \"/") && $0.contains(lastName(of: file)) }
                )
            }
        }
    }

    @Test(arguments: [
        ("sys/devices/system/memory/block_size_bytes", "8"),
        ("\(region1)/dax1.0/dax1.0/mapping0/end", "0xffffffffffffffff"),
        ("\(region1)/dax1.0/dax1.0/mapping0/start", "0x0"),
        ("\(region1)/dax1.0/dax1.0/size", "4096"),
    ])
    func absurdNumberIsAGap(file: String, number: String) async throws {
        try await Fixture.with("pmem-bus") { host in
            let change = try await change(of: host, by: "rm \(file) && echo \(number) >\(file)")
            #expect(change.added.count { $0.hasPrefix("\"reason\": \"holds ") } == 1)
            #expect(change.removed.contains("\"total_memblocks\": 31,"))
        }
    }

    @Test
    func badSectorsAreThoseOfTheRegionItsNamespaceAndItsDevice() async throws {
        try await Fixture.with("pmem-bus") { host in
            // Each region begins 66 MiB before its device: one bad page before it, and two pages in it.
            func write(_ region: String) -> String {
                "rm -f \(region)/badblocks && printf '8 8\\n1048576 8\\n1048592 8\\n' >\(region)/badblocks"
            }
            let change = try await change(of: host, by: write(Self.region1))
            #expect(
                change.added.filter { $0.contains("badblock_count") }.sorted() == [
                    "\"badblock_count\": 16,", "\"badblock_count\": 24,", "\"badblock_count\": 24,",
                ])
            #expect(change.added.contains("\"offset\": 1048592,"))
            for start in [4_831_838_208, 4_831_846_400] {
                #expect(change.added.count { $0 == "\"start\": \(start)," } == 2)
            }
            let table = try await host.daxshift(["list", "--table"])
            #expect(table.output.contains("region1: 24 bad sectors of 512 B in 3 ranges"))
            #expect(table.output.contains("dax1.0: 16 bad sectors of 512 B in 2 ranges"))
            // Nobody uses a device without driver, whatever this machine lets us see of its processes.
            try await host.alter("rm sys/bus/dax/devices/dax0.0/driver")
            let way = ["reconfigure-device", "-m", "system-ram", "--dry-run", "dax0.0"]
            let unread = try await host.daxshift(way)
            #expect(unread.status == 4)
            #expect(unread.diagnostics.contains("it was not read") && !unread.diagnostics.contains("sectors"))
            try await host.alter(write(Self.region1.replacing("region1", with: "region0")))
            let refused = try await host.daxshift(way)
            #expect(refused.status == 4)
            #expect(refused.diagnostics.contains("16 sectors"))
            #expect(try await host.daxshift(way + ["--force"]).status == 0)
        }
    }

    @Test
    func memoryOfADeviceThatIsGoneIsListed() async throws {
        try await Fixture.with("pmem-bus") { host in
            let iomem =
                "printf '100000000-1ffffffff : Persistent Memory\\n  104200000-1ffffffff : dax1.0\\n"
                + "    108000000-1ffffffff : System RAM (kmem)\\n' >proc/iomem"
            #expect(
                try await change(of: host, by: "\(iomem); mkdir -p sys/bus/dax/drivers/kmem").added.isEmpty)
            let change = try await change(of: host, by: "rm sys/bus/dax/devices/dax1.0")
            #expect(change.added.contains("\"unowned_memory\": ["))
            #expect(change.added.contains("\"end\": 8589934591,"))
            #expect(
                change.added.contains { $0.hasPrefix("\"3.88 GiB of system RAM at 0x108000000-0x1ffffffff ") }
            )
            let table = try await host.daxshift(["list", "--table"])
            #expect(table.output.contains("RAM of dax1.0"))
            #expect(table.output.contains("31/31"))
            #expect(table.diagnostics.contains("warning: 3.88 GiB of system RAM"))
            #expect(
                try await host.daxshift(["list", "--device", "dax0.0"]).output.contains("unowned") == false)
        }
    }

    @Test(arguments: [
        (":", "shows no persistent, CXL or soft-reserved memory"),
        (
            "mkdir -p $cxl/mem0/ram && echo 0x20000000 >$cxl/mem0/ram/size",
            "mem0 is in no region; 'cxl create-region'"
        ),
        ("mkdir -p $cxl/mem0/ram && echo 0x0 >$cxl/mem0/ram/size", "shows no persistent"),
        (
            "mkdir -p $cxl/mem0/ram $cxl/region0 && echo 0x20000000 >$cxl/mem0/ram/size",
            "mem0 is in region0, which has no driver"
        ),
        (
            "mkdir -p $cxl/mem0/ram $cxl/region0 $cxl/dax_region0 && echo 0x20000000 >$cxl/mem0/ram/size",
            "'modprobe dax_cxl'"
        ),
        (
            "echo '100000000-17fffffff : Soft Reserved' >proc/iomem",
            "2 GiB of soft-reserved memory at 0x100000000"
        ),
        (
            "printf '100000000-1ffffffff : CXL Window 0\\n  100000000-17fffffff : System RAM\\n' >proc/iomem",
            "2 GiB of CXL memory at 0x100000000"
        ),
        (
            "mkdir -p $node && rm -f $node/has_* && echo 0 >$node/has_cpu && echo 0-1 >$node/has_memory",
            "the memory of node 1, which has no processors"
        ),
    ])
    func hostWithNothingToListSaysWhy(commands: String, reason: String) async throws {
        try await Fixture.with("empty") { host in
            try await host.alter("cxl=sys/bus/cxl/devices node=sys/devices/system/node; \(commands)")
            let list = try await host.daxshift(["list", "--table"])
            #expect(list.status == 0)
            let notes = list.diagnostics.split(separator: "\n").filter { $0.contains("nothing to list") }
            #expect(notes.count == 1)
            #expect(notes.first?.contains(reason) == true, "\(list.diagnostics)")
        }
    }

    @Test
    func deviceBeyondAllAddressesHasNoRange() async throws {
        try await Fixture.with("pmem-bus") { host in
            let device = "\(Self.region1)/dax1.0/dax1.0"
            let change = try await change(
                of: host,
                by:
                    "rm -r \(device)/mapping0 && rm \(device)/resource && echo 0xffffffffffffffff >\(device)/resource"
            )
            #expect(change.removed.contains("\"usable_memblocks\": 31,"))
        }
    }

    @Test
    func regionWithAnUnreadableSizeIsListedWithoutIt() async throws {
        try await Fixture.with("pmem-bus") { host in
            let change = try await change(
                of: host, by: "rm -f \(Self.region1)/size && head -c 2000 /dev/zero >\(Self.region1)/size")
            #expect(change.removed == ["\"gaps\": [],", "\"free\": [],", "\"size\": 4294967296,"])
            #expect(change.added.contains("\"file\": \"/sys/bus/nd/devices/region1/size\","))
        }
    }

    @Test
    func fileThatMayNotBeReadIsAGap() async throws {
        try await Fixture.with("pmem-bus") { host in
            let change = try await change(
                of: host, by: "chmod 0 sys/devices/system/memory/memory33/state", isRoot: false)
            #expect(change.added.contains("\"unknown_memblocks\": 1,"))
            #expect(change.added.contains("\"file\": \"/sys/devices/system/memory/memory33/state\","))
            #expect(change.added.contains("\"reason\": \"Permission denied\""))
        }
    }

    @Test
    func blockThatIsGoneIsAGap() async throws {
        try await Fixture.with("pmem-bus") { host in
            let change = try await change(of: host, by: "rm -r sys/devices/system/memory/memory33")
            #expect(change.added.contains("\"unknown_memblocks\": 1,"))
            #expect(change.added.contains("\"file\": \"/sys/devices/system/memory/memory33/state\","))
            #expect(change.added.contains("\"reason\": \"No such file or directory\""))
        }
    }

    /// The node's totals count other memory as well, and are late while a block goes offline.
    @Test
    func blocksAreReadWhateverTheNodeSays() async throws {
        try await Fixture.with("pmem-bus") { host in
            let change = try await change(
                of: host,
                by: """
                    cd sys/devices/system && echo "Node 1 MemTotal: 0 kB" >node/node1/meminfo
                    echo offline >memory/memory40/state && echo Normal Movable >memory/memory40/valid_zones
                    """)
            #expect(change.added.contains("\"mem_total\": 0,"))
            #expect(change.added.contains("\"online_memblocks\": 30,"))
        }
    }

    /// An online block names its zone in `valid_zones`, so a block equal to the one before takes one file.
    @Test
    func blockThatIsAsTheOneBeforeTakesOneFile() async throws {
        try await Fixture.with("pmem-bus") { host in
            let opened = try await host.filesOpened(by: ["list"]).count { file in
                file.contains("memory") && (file.hasSuffix("/state") || file.hasSuffix("/valid_zones"))
            }
            #expect(opened == 31 + 1)
        }
    }

    @Test
    func libkmodIsAskedOnlyWhereADriverTakesADevice() async throws {
        try await Fixture.with("pmem-bus") { host in
            func libraries(_ words: String...) async throws -> Set<Substring> {
                let opened = try await host.filesOpened(by: words + ["--dry-run", "--table", "dax1.0"])
                return Set(opened.compactMap { $0.firstMatch(of: /lib(ndctl|kmod)/)?.1 })
            }
            let (block, driver) = try await (
                libraries("offline-memory"), libraries("reconfigure-device", "--mode", "devdax", "--force")
            )
            #expect(block.isEmpty && driver == ["kmod"])
        }
    }

    @Test
    func rangesAreFoundThoughTheirNumbersHaveHoles() async throws {
        try await Fixture.with("ranges") { host in
            let change = try await change(
                of: host, by: "mv \(Self.hmem)/dax0.0/mapping1 \(Self.hmem)/dax0.0/mapping7")
            #expect(change.removed.isEmpty)
            #expect(change.added.isEmpty)
        }
    }

    @Test(
        arguments: [
            ("true", "where it lies is unknown", false),
            // A device without a size says where its region begins; devices that fill their region do too.
            ("echo 0 >dax0.1/size && echo 0x100000000 >dax0.1/resource", "1 GiB free in 2 holes", true),
            ("echo 1610612736 >dax_region/size", "nothing free", true),
        ])
    func mapIsDrawnWhereRegionsAreKnownToLie(change: String, facts: String, isDrawn: Bool) async throws {
        try await Fixture.with("ranges") { host in
            try await host.alter("cd \(Self.hmem) && \(change)")
            let lines = try await Fixture.check(host.daxshift(["map"])).output.split(separator: "\n")
            #expect(lines.contains { $0.hasPrefix("region0  hmem, dynamic,") && $0.hasSuffix(", \(facts)") })
            #expect(lines.contains { $0.dropFirst().hasPrefix(" dax0.0 1/2 ") } == isDrawn)
            #expect(
                lines.contains { $0.hasPrefix("0x140000000") && $0.contains("  dax0.0 2/2  system-ram  ") })
        }
    }

    @Test
    func deviceOfAKernelWithoutMappingsIsOneRange() async throws {
        try await Fixture.with("pmem-bus") { host in
            let change = try await change(
                of: host, by: "rm -r \(Self.region1)/dax1.0/dax1.0/mapping0")
            #expect(!change.removed.contains { $0.contains("memblocks") })
            #expect(!change.added.contains { $0.contains("memblocks") || $0.contains("\"file\"") })
        }
    }

    private static let region1 = "sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00/ndbus0/region1"
    private static let hmem = "sys/devices/platform/hmem.0"

    /// The lines of the list that appear and disappear when a tree is altered.
    private func change(
        of host: Fixture, by commands: String, isRoot: Bool = true
    ) async throws -> (removed: [String], added: [String]) {
        let before = try await host.list(isRoot: isRoot)
        try await host.alter(commands)
        return change(from: before, to: try await host.list(isRoot: isRoot))
    }

    private func change(from before: [String], to after: [String]) -> (removed: [String], added: [String]) {
        var change: (removed: [String], added: [String]) = ([], [])
        for step in after.difference(from: before) {
            switch step {
            case .remove(_, let line, _): change.removed.append(String(line.trimmingPrefix { $0 == " " }))
            case .insert(_, let line, _): change.added.append(String(line.trimmingPrefix { $0 == " " }))
            }
        }
        return change
    }

    private func escaped(_ text: String) -> String {
        text.reduce(into: "") { $0 += $1 == "\"" || $1 == "\\" ? "\\\($1)" : String($1) }
    }

    private func lastName(of file: String) -> Substring {
        file.split(separator: "/").last ?? ""
    }

    /// The causes of unreadable folders: too few open files, and an error in the middle of a listing.
    static let unreadable = [
        ("openat:error=EMFILE", "Too many open files"), ("getdents64:error=EIO", "Input/output error"),
    ]

    @Test("a list of devices that can't be read is not a host without devices", arguments: unreadable)
    func unreadableListing(fault: String, reason: String) async throws {
        try await Fixture.with("pmem-bus") { host in
            let folder = "/sys/bus/dax/devices"
            let strace = ["strace", "-qqo", "/dev/null", "-P", folder, "-e", "inject=\(fault)"]
            let plan = ["offline-memory", "--dry-run", "dax0.0"]
            let outcome = try await host.daxshift(plan, through: strace)
            #expect(outcome.status == 1)
            #expect(outcome.diagnostics.contains("\(folder): \(reason)"))
            #expect(!outcome.diagnostics.contains("no dax device"))
        }
    }

    @Test("a command is done, and not another one, where /proc is hidden")
    func withoutProc() async throws {
        try await Fixture.with("pmem-bus") { host in
            let hidden = ["sh", "-c", "mount -t tmpfs none /proc && exec \"$@\"", "sh"]
            let list = try await host.daxshift(["list", "--devices"], through: hidden)
            #expect(list.status == 0 && list.output.contains("dax1.0"))
            let dropIn = try await host.daxshift(["daxctl", "list"], through: hidden)
            #expect(dropIn.status == 0 && dropIn.output.contains("\"chardev\":\"dax1.0\""))
            #expect(try await host.daxshift(["nonsense"], through: hidden).status == 64)
        }
    }
}
