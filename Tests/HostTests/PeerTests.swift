// SPDX-License-Identifier: Apache-2.0

import Glibc
import Subprocess
import SystemPackage
import Testing

/// ndctl's own tests with the real daxctl and ndctl and with daxshift under their names, on the same kernel.
///
/// `make peer-tests` runs them on all kernels with both; otherwise daxshift runs a part of them on one.
@Suite("The peer's own tests", .inGuests)
struct PeerTests {
    private static let takesAll = getenv("DAXSHIFT_PEER") != nil

    /// Scripts of a host, and how long they may take; those that are quick run in every `make test`.
    private static let hosts: [String: (quick: [String], others: [String], minutes: Int)] = [
        "mixed": (["daxctl-create.sh", "daxctl-devices.sh"], ["align.sh", "sub-section.sh", "dm.sh"], 30),
        "small-pair.json": (
            ["create.sh", "sector-mode.sh"],
            [
                "label-compat.sh", "track-uuid.sh", "max_available_extent_ns.sh", "multi-dax.sh",
                "rescan-partitions.sh", "btt-check.sh", "btt-pad-compat.sh",
            ], 40
        ),
    ]

    /// Programs that the scripts run and guests do not have.
    private static let programs = [
        "/usr/sbin/parted", "/usr/sbin/blockdev", "/usr/sbin/dmsetup", "/usr/bin/lsblk",
        "/usr/bin/mountpoint", "/usr/bin/xxd", "/usr/bin/getconf",
    ]

    /// The last line of a script that relies on a deliberate difference of daxshift, and the row that explains the
    /// difference.
    ///
    /// `daxctl-devices.sh` expects that an auto-online policy is an error, `btt-check.sh` that a sector namespace without its info
    /// block comes up raw, the other a namespace without a UUID.
    private static let explained: [String: (message: String, tool: ComparedTool, row: String)] = [
        "daxctl-devices.sh": ("Error at line 144", .daxctl, "policy"),
        "btt-check.sh": ("test/btt-check.sh: failed at line 89", .ndctl, "wrong-class"),
        "btt-pad-compat.sh": ("test/btt-pad-compat.sh: failed at line 108", .ndctl, "uuid-zero"),
    ]

    @Test(arguments: takesAll ? ["6.1", "6.12", "7.2"] : ["6.12"], hosts.keys.sorted())
    func passAsWithTheRealOnes(kernel: String, host: String) async throws {
        let folder = FilePath(#filePath).removingLastComponent().appending("Peer")
        let fetch = try await run(
            .path(folder.appending("fetch")), output: .string(limit: 4096), error: .string(limit: 1 << 16))
        try #require(fetch.terminationStatus.isSuccess, "\(fetch.standardError)")
        let tests = fetch.standardOutput.split(separator: "\n").last ?? ""
        let (quick, others, minutes) = try #require(Self.hosts[host])
        let scripts = Self.takesAll ? quick + others : quick
        let guest = try await GuestScript(
            "peer", [scripts.joined(separator: " ")] + (Self.takesAll ? ["peer", "ours"] : ["ours"]),
            host: host, kernel: kernel, append: "memhp_default_state=offline",
            copying: ["\(tests):/root/test"] + Self.programs.map { "\($0):/root/programs/" },
            minutes: minutes)
        for script in scripts {
            let ours = try guest["ours \(script)"]
            let peer = Self.takesAll ? try guest["peer \(script)"] : nil
            var verdict = Self.word(for: ours)
            if let (message, tool, row) = Self.explained[script] {
                let last = ours.out.split(separator: "\n").last.map(String.init)
                #expect(ours.status != 0 && last == message, "\(script): \(ours)")
                #expect(try tool.rows.contains(row))
                verdict = "fails as row '\(row)' of \(tool.page) says"
            } else {
                #expect(ours.status == 0 || peer.map { $0.status != 0 } == true, "\(script): \(ours)")
            }
            let other = peer.map { "the real one \(Self.word(for: $0)), " } ?? ""
            print("peer: \(script), Linux \(kernel): \(other)daxshift \(verdict)")
        }
    }

    private static func word(for script: GuestScript.Step) -> String {
        switch script.status {
        case 0: "passes"
        case 77: "can't run it"
        default: "fails"
        }
    }
}
