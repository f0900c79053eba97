// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
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

    /// What a list costs on iron, where each file that is opened counts.
    @Test
    func listOpensOneFileABlockAndNoLibrary() async throws {
        try await Fixture.with("pmem-bus") { host in
            let opened = try await host.filesOpened(by: ["daxctl", "list", "-d", "dax1.0"])
            // The first block says its state and its zone, the 30 after it one of them.
            #expect(opened.count { $0.contains("valid_zones") } == 31)
            #expect(opened.count { $0.contains("/state") } == 1)
            #expect(!opened.contains { $0.contains("ctl.so") || $0.contains("libkmod") })
        }
    }

    private func expectSame(_ options: String, on host: Fixture) async throws {
        let words = ["list"] + options.split(separator: " ").map(String.init)
        let (ours, peer) = try await (host.daxshift(["daxctl"] + words), host.daxctl(words))
        #expect(ours.status == peer.status, "list \(options)")
        guard !peer.output.isEmpty else {
            #expect(ours.output.isEmpty, "list \(options)")
            return
        }
        let json = try JSON(parsing: peer.output)
        #expect(json.text(.jsonC) + "\n" == peer.output, "list \(options) is not json-c's form")
        #expect(json.sorted().text(.jsonC) + "\n" == ours.output, "list \(options)")
    }

    private static func device(_ outcome: Fixture.Outcome) throws -> JSON {
        guard case .array(let devices) = try JSON(parsing: outcome.output), let first = devices.first else {
            throw outcome
        }
        return first
    }
}

extension JSON {
    /// The value with its lists of regions, devices and mappings by number.
    fileprivate func sorted() -> JSON {
        switch self {
        case .array(let elements):
            .array(elements.map { $0.sorted() }.sorted { $0.name < $1.name })
        case .object(let members):
            .object(members.map { JSON.Member($0.key, $0.value.sorted()) })
        default: self
        }
    }

    private var name: String {
        (self["chardev"] ?? self["id"] ?? self["page_offset"])?.line() ?? ""
    }
}
