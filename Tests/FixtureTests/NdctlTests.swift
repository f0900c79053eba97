// SPDX-License-Identifier: Apache-2.0

import PeerOutput
import Testing

/// `daxshift ndctl list` beside the real ndctl on captured hosts, byte for byte once the lists of both are sorted.
///
/// The real one lists in the order of folders, which is that of the machine that unpacked the capture.
@Suite(.enabled("needs root or unprivileged user namespaces") { try await Fixture.isPossible })
struct NdctlTests {
    private static let kinds = [
        "", "-N", "-R", "-D", "-B", "-X", "-C", "-RN", "-DR", "-DN", "-BN", "-BR", "-BD", "-BDRN", "-NX",
        "-RC", "-DF",
        "-DH", "-v", "-vv", "-vvv", "-vvvv", "-v -R", "-RX", "-RNX", "-BDRNXCMFH",
    ]
    private static let ranges = [
        "", "-i", "-c", "-u", "-iu", "-M", "-b 0", "-b ACPI.NFIT", "-b x", "-r 0", "-r region1", "-r 9",
        "-r all",
        "-d nmem0", "-d 1", "-n namespace0.0", "-n 1.0", "-m dax", "-m DevDax", "-m fsdax", "-m raw",
        "-m safe",
        "-t pmem", "-t blk", "-U 0", "-U 1", "-U all", "-r 0 -d 0", "-b ndbus0 -r 0 -d nmem0",
        "-i -m raw -r 0",
    ]
    /// Command lines that fail.
    private static let wrong = [
        "-m x", "-t x", "-U x", "x", "-z", "-r", "--bogus", "-h", "--list-opts", "--de",
    ]

    @Test(arguments: Fixture.names)
    func listIsThatOfNdctl(name: String) async throws {
        try await Fixture.with(name) { host in
            let all =
                Self.kinds + Self.ranges + Self.wrong + Self.kinds.map { $0 + " -iu" }
                + Self.ranges.map { $0 + " -BDRN" }
            // A user can't read the alignment of a dax region, which the real one prints as 0.
            let isUsers = name.hasSuffix("-user")
            for options in all {
                try await expectSame(options, on: host, except: isUsers ? "\"align\":0," : nil)
            }
        }
    }

    /// Modes and faults that no capture has.
    @Test
    func modesAndFaultsAreThoseOfNdctl() async throws {
        try await Fixture.with("pieces") { host in
            try await host.alter(
                """
                cd sys/bus/nd/devices && nd=$PWD pmem=../../../../../../../bus/nd/drivers/nd_pmem
                rm dax0.0/driver dax1.0/driver && echo >dax0.0/namespace && echo >dax1.0/namespace
                cd $nd/namespace0.1 && echo btt0.0 >holder && echo btt >holder_class && echo safe >mode
                echo log >alt_name && cd $nd/btt0.0 && echo '512 520 528 [4096] 4104 4160 4224' >sector_size
                echo 533725184 >size && echo 11111111-2222-3333-4444-555555555555 >uuid && ln -s $pmem driver
                echo namespace0.1 >namespace && mkdir -p block/pmem0.1s
                cd $nd/namespace1.0 && echo pfn1.0 >holder && echo pfn >holder_class && echo memory >mode
                cd $nd/pfn1.0 && echo ram >mode && echo 4096 >align && echo 2145386496 >size
                echo 0x180200000 >resource && echo namespace1.0 >namespace && ln -s $pmem driver
                mkdir -p block/pmem1
                printf '0 8\\n1048576 16\\n1400000 8\\n' >$nd/region0/badblocks && echo '5000 8' >$nd/region1/badblocks
                echo 'not_armed map_fail save_fail restore_fail flush_fail smart_event ' >$nd/nmem0/nfit/flags
                echo unlocked >$nd/nmem0/security && echo 1 >$nd/nmem0/frozen && echo 3+ >$nd/ndbus0/nfit/scrub
                printf 'nmem1,4096,1073741824,1\\n' >$nd/region0/mapping1 && echo 2 >$nd/region0/mappings
                echo cpu_cache >$nd/region0/persistence_domain && echo other >$nd/region1/persistence_domain
                """)
            for options in [
                "", "-M", "-BDRNM", "-u -v", "-vv", "-DR", "-m sector -u", "-m memory", "-R -d 1",
            ] {
                try await expectSame(options, on: host)
            }
        }
    }

    /// Bad sectors of a region are not those of each of its namespaces, and an empty one has none.
    @Test
    func badSectorsAreThoseOfTheNamespaceUnlikeInNdctl() async throws {
        try await Fixture.with("pieces") { host in
            try await host.alter("printf '0 8\\n3145728 16\\n' >sys/bus/nd/devices/region0/badblocks")
            let words = ["list", "-i", "-n", "namespace0.2"]
            let (ours, peer) = try await (host.daxshift(["ndctl"] + words), host.ndctl(words))
            #expect(peer.output.contains("\"badblock_count\":24"))
            #expect(ours.output.contains("namespace0.2") && !ours.output.contains("badblock"))
        }
    }

    /// The real ndctl takes the first number for all.
    @Test
    func eachNameCountsUnlikeInNdctl() async throws {
        try await Fixture.with("pieces") { host in
            let words = ["list", "-R", "-r", "0 1"]
            let (ours, peer) = try await (host.daxshift(["ndctl"] + words), host.ndctl(words))
            #expect(peer.output.contains("region0") && !peer.output.contains("region1"))
            #expect(ours.output.contains("region0") && ours.output.contains("region1"))
        }
    }

    @Test(arguments: [0, 2])
    func healthAndFirmwareAreThoseOfNdctl(status: Int) async throws {
        try await Fixture.with("pmem-bus") { host in
            let host = try await host.withFirmware(status: status)
            for options in [
                "-D", "-DH", "-H", "-vvv", "-DHu -d 1", "-F", "-DF", "-DFH", "-DFu", "-DF -vv", "-BF",
                "-d 0 -F",
            ] {
                try await expectSame(options, on: host)
            }
            let list = try Fixture.check(await host.daxshift(["ndctl", "list", "-DHF"])).output
            #expect(list.contains("\"health_state\":\"\(status == 0 ? "non-critical" : "unknown")\""))
            let version = status == 0 ? "1108101570364" : "18446744073709551615"
            #expect(list.contains("\"current_version\":\(version)"))
        }
    }

    /// The native list has the version, from a snapshot too.
    @Test
    func firmwareIsInTheNativeListAndASnapshot() async throws {
        try await Fixture.with("pmem-bus") { host in
            let host = try await host.withFirmware()
            let words = ["list", "--dimms", "--json"]
            let snapshot = "\(host.folder)/host.json"
            try Fixture.check(await host.daxshift(["list", "--snapshot", snapshot]))
            let there = try await host.daxshift(words)
            let here = try await Fixture.execute(["env", Fixture.program] + words + ["--from", snapshot])
            for list in [there, here] {
                #expect(
                    list.output.contains("\"firmware_version\": \"0x10200001f3c\""), "\(list.diagnostics)")
            }
        }
    }

    /// The state of an activation, and what is left to do after the last one.
    @Test(
        arguments: zip(
            ["idle", "armed", "busy", "overflow", "idle", "other"],
            ["none", "success", "fail", "not_staged", "need_reset", "unknown"]))
    func activationIsThatOfNdctl(state: String, result: String) async throws {
        try await Fixture.with("pmem-bus") { host in
            let host = try await host.withFirmware(next: 0x102_0000_1f3d)
            for change in [
                "echo 0xf076 >nmem1/nfit/dsm_mask", "echo 3 >ndbus0/nfit/scrub",
                "echo \(state) | tee ndbus0/firmware/activate nmem0/firmware/activate",
                "echo \(result) >nmem0/firmware/result && echo live >ndbus0/firmware/capability",
                "echo quiesce >ndbus0/firmware/capability", "echo >ndbus0/firmware/capability",
                "echo 0x1076 | tee nmem*/nfit/dsm_mask",
            ] {
                try await host.alter("cd sys/bus/nd/devices && \(change)")
                for options in ["-BDF", "-DFu"] { try await expectSame(options, on: host) }
            }
        }
    }

    @Test
    func listLoadsNoLibrary() async throws {
        try await Fixture.with("pmem-bus") { host in
            let opened = try await host.filesOpened(by: ["ndctl", "list", "-vvv"])
            #expect(opened.contains { $0.hasSuffix("region0/set_cookie") })
            #expect(!opened.contains { $0.contains("ctl.so") || $0.contains("libkmod") })
        }
    }

    private func expectSame(_ options: String, on host: Fixture, except line: Substring? = nil) async throws {
        let words = ["list"] + options.split(separator: " ").map(String.init)
        let (ours, peer) = try await (host.daxshift(["ndctl"] + words), host.ndctl(words))
        #expect(ours.status == peer.status, "list \(options)")
        let output = peer.output.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { $0.drop { $0 == " " } != line }.joined(separator: "\n")
        #expect(PeerOutput.byNumber(ours.output) == PeerOutput.byNumber(output), "list \(options)")
        // The usages, which follow an empty line, differ in their words.
        let (our, their) = (
            ours.diagnostics.split(separator: "\n"), peer.diagnostics.split(separator: "\n")
        )
        func isError(_ line: Substring) -> Bool { line.hasPrefix("  Error: ") }
        #expect(our.filter(isError) == their.filter(isError), "list \(options)")
        #expect(our.isEmpty == their.isEmpty, "list \(options)")
    }
}
