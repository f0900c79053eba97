// SPDX-License-Identifier: Apache-2.0

import DaxFormat
import DaxHost
import DaxModel
import Glibc
import SystemPackage
import Testing

/// Snapshots of captured hosts.
@Suite(.enabled("needs root or unprivileged user namespaces") { try await Fixture.isPossible })
struct SnapshotTests {
    @Test(arguments: Fixture.names)
    func snapshotGivesWhatTheHostGives(name: String) async throws {
        try await Fixture.with(name) { host in
            let isRoot = !name.hasSuffix("-user")
            let snapshot = "\(host.folder)/host.json"
            try Fixture.check(await host.daxshift(["list", "--snapshot", snapshot], isRoot: isRoot))
            try Fixture.check(await Fixture.execute(["chmod", "644", snapshot]))
            for words in Self.commands {
                let there = try await host.daxshift(words, isRoot: isRoot)
                let here = try await Fixture.execute(
                    ["env", Fixture.program] + words + ["--from", snapshot])
                #expect(here.status == there.status, "\(words): \(here.diagnostics)")
                #expect(here.output == there.output, "\(words)")
                if words.contains("--dry-run") { #expect(here.diagnostics == there.diagnostics, "\(words)") }
            }
        }
    }

    private static let commands: [[String]] = [
        ["list", "--mappings", "--idle", "--table"], ["map"],
        ["reconfigure-device", "--mode", "system-ram", "--force", "--dry-run", "--json", "all"],
        ["reconfigure-device", "--mode", "devdax", "--force", "--dry-run", "--json", "all"],
        ["reconfigure-device", "--size", "max", "--dry-run", "--json", "all"],
        [
            "reconfigure-device", "--mode", "system-ram", "--migrate", "--force", "--dry-run", "--table",
            "all",
        ],
        ["migrate-device-model", "--to", "bus", "--now", "--at-boot", "--force", "--dry-run"],
        ["offline-memory", "--force", "--dry-run", "all"], ["online-memory", "--dry-run", "all"],
        ["disable-device", "--force", "--dry-run", "all"], ["create-device", "--dry-run"],
        ["destroy-device", "--force", "--dry-run", "all"],
    ]

    /// The hosts of `Tests/Triples` are surveys of captures, of all that does not belong to the machine of the test.
    ///
    /// With `DAXSHIFT_RECORD` in the environment they are written instead of compared.
    @Test(
        .enabled(if: geteuid() == 0),
        arguments: Fixture.names.filter { $0 != "empty" && !$0.hasSuffix("-user") })
    func hostOfTheTriplesIsTheCapturedOne(name: String) async throws {
        try await Fixture.with(name) { host in
            let scope = SurveyScope.everything.subtracting([
                .modules, .visibility, .users, .storedData, .nextBoot, .configuration, .memory,
                .settings,
            ])
            var inventory = try host.view { LinuxHost().survey(scope) }
            let capture = try Fixture.check(await Fixture.execute(["cat", "\(host.folder)/capture.txt"]))
                .output
            let kernel = try #require(capture.split(separator: "\n").first { $0.hasPrefix("kernel: ") })
            inventory.kernel = KernelRelease(rawValue: String(kernel.dropFirst("kernel: ".count)))
            let text = Snapshot.text(of: inventory)
            let folder = FilePath(Fixture.sources).removingLastComponent().appending("Triples").appending(
                name)
            let path = folder.appending("host.json")
            if getenv("DAXSHIFT_RECORD") != nil {
                try Fixture.check(await Fixture.execute(["mkdir", "-p", folder.string]))
                let file = try FileDescriptor.open(
                    path, .writeOnly, options: [.create, .truncate],
                    permissions: [.ownerReadWrite, .groupRead, .otherRead])
                try file.closeAfter { _ = try file.writeAll(text.utf8) }
            }
            let expected = try Fixture.check(await Fixture.execute(["cat", path.string])).output
            #expect(text == expected)
        }
    }
}
