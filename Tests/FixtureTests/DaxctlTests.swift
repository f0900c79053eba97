// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import PeerOutput
import Testing

/// `daxshift daxctl list` beside the real daxctl on captured hosts, byte for byte once the peer's lists are sorted.
@Suite(.enabled("needs root or unprivileged user namespaces") { try await Fixture.isPossible })
struct DaxctlTests {
    private static let options = [
        "", "-R", "-D", "-M", "-i", "-u", "-DRM", "-iDRMu", "-Ru", "-r 0", "-r region1 -D", "-r 9",
        "-d dax0.0 -u",
        "-d 1.0 -R", "-RD -d 1.0", "-r 1 -d dax0.0", "-r all -d all", "-d 9.9",
    ]

    @Test(arguments: ["empty", "mixed", "pmem-bus", "pmem-class"])
    func listIsThatOfDaxctl(name: String) async throws {
        try await Fixture.with(name) { host in
            for options in Self.options { try await expectSame(options, on: host) }
        }
    }

    /// The peer knows `-u` sizes up to 2^63.
    @Test(arguments: [
        1, 5_119_999, 5_120_000, 123_456_789, 1_583_349_760, 2_147_483_647, 2_147_483_648, 4_225_761_280,
        2_199_023_255_551, 2_199_023_255_552, 17_592_186_044_416, 999_999_999_999_999,
    ])
    func sizesForPeopleAreThoseOfDaxctl(size: UInt64) async throws {
        try await Fixture.with("pmem-bus") { host in
            try await host.alter(
                "f=$(echo sys/devices/*/*/*/*/region0/dax0.0/dax0.0/size); rm $f; echo \(size) >$f")
            try await expectSame("-u -d dax0.0", on: host)
        }
    }

    @Test
    func everyRangeOfADeviceCountsUnlikeInDaxctl() async throws {
        try await Fixture.with("ranges") { host in
            let words = ["list", "-d", "dax0.0"]
            let (ours, peer) = try await (host.daxshift(["daxctl"] + words), host.daxctl(words))
            #expect(try Self.device(ours)["total_memblocks"] == .integer(8))
            #expect(try Self.device(peer)["total_memblocks"] == .integer(4))
        }
    }

    @Test
    func deviceWithoutNodeIsListedUnlikeByDaxctl() async throws {
        try await Fixture.with("pmem-bus") { host in
            try await host.alter("rm dev/dax1.0")
            let words = ["list", "-d", "dax1.0"]
            #expect(try await host.daxctl(words).output.isEmpty)
            #expect(try await Self.device(host.daxshift(["daxctl"] + words))["mode"] == .string("system-ram"))
        }
    }

    /// The cost of a list on hardware, where each opened file counts.
    @Test
    func listOpensOneFileABlockAndNoLibrary() async throws {
        try await Fixture.with("pmem-bus") { host in
            let opened = try await host.filesOpened(by: ["daxctl", "list", "-d", "dax1.0"])
            // For the first block the state and the zone are read, for the 30 after it only one of them.
            #expect(opened.count { $0.contains("valid_zones") } == 31)
            #expect(opened.count { $0.contains("/state") } == 1)
            #expect(!opened.contains { $0.contains("ctl.so") || $0.contains("libkmod") })
        }
    }

    @Test
    func onlyWholeBlocksCountUnlikeInDaxctl() async throws {
        try await Fixture.with("pmem-bus") { host in
            // The device ends in the middle of its last block.
            try await host.alter(
                """
                cd sys/devices/*/*/*/*/region1/dax1.0/dax1.0
                for file in size mapping0/end; do
                    value=$(($(cat $file) - (64 << 20))) && rm $file && echo $value >$file || exit
                done
                """)
            let words = ["list", "-d", "dax1.0"]
            #expect(
                try await Self.device(host.daxshift(["daxctl"] + words))["total_memblocks"] == .integer(30))
            #expect(try await Self.device(host.daxctl(words))["total_memblocks"] == .integer(31))
        }
    }

    @Test
    func blockThatIsGoingOfflineIsNotOfflineUnlikeInDaxctl() async throws {
        try await Fixture.with("pmem-bus") { host in
            try await host.alter(
                """
                cd sys/devices/system/memory/memory37 && rm state valid_zones
                echo going-offline >state && echo Normal Movable >valid_zones
                """)
            let words = ["list", "-d", "dax1.0"]
            #expect(
                try await Self.device(host.daxshift(["daxctl"] + words))["online_memblocks"] == .integer(31))
            #expect(try await Self.device(host.daxctl(words))["online_memblocks"] == .integer(30))
        }
    }

    /// Four devices share a node of 8 blocks: one of 8, and three of 4.
    @Test
    func blocksOfANodeAreReadOnceUnlikeByDaxctl() async throws {
        try await Fixture.with("ranges") { host in
            try await host.alter(
                """
                region=devices/platform/hmem.0
                cd sys && rm $region/dax0.1/driver && cp -P $region/dax0.0/driver $region/dax0.1
                for name in dax0.2 dax0.3; do
                    cp -a $region/dax0.1 $region/$name && ln -s ../../../$region/$name bus/dax/devices
                    cp -a ../dev/dax0.1 ../dev/$name
                done
                """)
            func isOfBlock(_ path: Substring) -> Bool {
                path.split(separator: "/").dropLast().last?.wholeMatch(of: /memory[0-9]+/) != nil
            }
            let ours = try await host.filesOpened(by: ["daxctl", "list"]).count(where: isOfBlock)
            let peer = try await host.filesOpened(byDaxctl: ["list"]).count(where: isOfBlock)
            #expect((1...2 * (8 + 3 * 4)).contains(ours) && peer >= 4 * 3 * 8, "\(ours), daxctl \(peer)")
        }
    }

    @Test
    func longPathIsNoLimitUnlikeInDaxctl() async throws {
        try await Fixture.with("pmem-bus") { host in
            let words = ["disable-device", "dax0.0"]
            let short = try await (host.daxshift(["daxctl"] + words), host.daxctl(words))
            try await host.alter(
                """
                long=$(printf LNXSYSTM:%0200d 0) && mv sys/devices/LNXSYSTM:00 "sys/devices/$long"
                find sys -type l | while read -r link; do
                    target=$(readlink "$link") && ln -sfn "$(echo "$target" | sed "s/LNXSYSTM:00/$long/")" "$link"
                done
                """)
            // No kernel serves these files, so neither tool can change anything.
            let long = try await (host.daxshift(["daxctl"] + words), host.daxctl(words))
            #expect(long.0.diagnostics == short.0.diagnostics)
            #expect(!short.1.diagnostics.contains("buffer too small"))
            #expect(long.1.diagnostics.contains("buffer too small"))
        }
    }

    private func expectSame(_ options: String, on host: Fixture) async throws {
        let words = ["list"] + options.split(separator: " ").map(String.init)
        let (ours, peer) = try await (host.daxshift(["daxctl"] + words), host.daxctl(words))
        #expect(ours.status == peer.status, "list \(options)")
        #expect(PeerOutput.byNumber(peer.output) == ours.output, "list \(options)")
    }

    private static func device(_ outcome: Fixture.Outcome) throws -> JSON {
        guard case .array(let devices) = try JSON(parsing: outcome.output), let first = devices.first else {
            throw outcome
        }
        return first
    }
}
