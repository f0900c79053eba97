// SPDX-License-Identifier: Apache-2.0

import SystemPackage
import Testing

private typealias Table = ACPITableFile

/// `daxshift daxctl split-acpi` on made-up tables.
@Suite struct SplitACPITests {
    @Test(
        "the new tables are those of the real daxctl, byte for byte",
        arguments: [
            ["-p", "1"], ["--pxm=1", "-n4", "-v"], ["-p", "4", "-v"], ["-p", "0"], ["-p", "3"], [],
            ["-p", "1", "-n", "3"], ["-p", "1", "-n", "x"], ["-p", "1", "word"],
        ])
    func isThatOfDaxctl(options: [String]) async throws {
        try await expectSame(options, ["srat": Table.srat(), "slit": Table.slit(5), "nfit": Table.nfit()])
    }

    @Test("an NVDIMM elsewhere in the domain is left alone as by daxctl")
    func nvdimmElsewhere() async throws {
        try await expectSame(
            ["-p1", "-v"], ["srat": Table.srat(), "slit": Table.slit(5), "nfit": Table.nfit(start: 1 << 40)])
    }

    /// daxctl crashes or hangs at most of these, and leaves empty files behind.
    @Test(
        "nothing is made of tables that are damaged or do not fit each other",
        arguments: [
            ("srat", Array(Table.srat().dropLast())), ("srat", []), ("srat", Table.slit(5)),
            ("srat", Table.srat().dropLast() + [1]), ("slit", Table.slit(4)), ("slit", Table.nfit()),
            ("nfit", Array(Table.nfit().dropLast(100))),
            ("srat", Table.srat([Table.memory(1, 1 << 32, 1 << 32, length: 0)])),
            ("srat", Table.srat([Table.memory(1, 1 << 32, 1 << 32, length: 41)])),
            ("srat", Table.srat([Table.memory(1, 1 << 32, (1 << 32) + 1)])),
            ("srat", Table.srat([Table.memory(1, 1 << 32, 0)])),
        ])
    func damaged(name: String, bytes: [UInt8]) async throws {
        var files = ["srat": Table.srat(), "slit": Table.slit(5), "nfit": Table.nfit()]
        files[name] = bytes
        try await with(files) { ours, _ in
            let run = try await Fixture.execute(
                ["env", Fixture.program, "daxctl", "split-acpi", "-d", ours, "-p", "1"])
            #expect(run.status == 234, "\(run)")
            #expect(run.diagnostics.hasPrefix("  Error: "))
            #expect(try await Fixture.execute(["find", ours, "-name", "*.new"]).output.isEmpty)
        }
    }

    private func expectSame(_ options: [String], _ files: [String: [UInt8]]) async throws {
        try await with(files) { ours, peer in
            let words = ["split-acpi"] + options
            let here = try await Fixture.execute(["env", "-C", ours, Fixture.program, "daxctl"] + words)
            let there = try await Fixture.execute(["env", "-C", peer, "daxctl"] + words)
            #expect(here.status == there.status, "\(here)")
            // The usage text, which follows on a mistake, differs.
            func lines(_ run: Fixture.Outcome) -> [Substring] {
                run.diagnostics.split(separator: "\n").prefix { !$0.hasPrefix(" usage: ") }[...].map(\.self)
            }
            #expect(lines(here) == lines(there))
            // daxctl leaves an empty file for each table that it fails to make.
            try await Fixture.check(Fixture.execute(["find", peer, "-empty", "-delete"]))
            try await Fixture.check(Fixture.execute(["diff", "-r", ours, peer]))
        }
    }

    /// Calls a closure with two folders that hold the same tables, and removes them afterwards.
    private func with(
        _ files: [String: [UInt8]], _ body: (_ ours: String, _ peer: String) async throws -> Void
    ) async throws {
        let folder = "/tmp/daxshift-acpi-\(UInt64.random(in: 0 ... .max))"
        let folders = ["\(folder)/ours", "\(folder)/peer"]
        try await Fixture.check(Fixture.execute(["mkdir", "-p"] + folders))
        do {
            for place in folders {
                for (name, bytes) in files {
                    let file = try FileDescriptor.open(
                        "\(place)/\(name).dat", .writeOnly, options: .create, permissions: .ownerReadWrite)
                    _ = try file.closeAfter { try file.writeAll(bytes) }
                }
            }
            try await body(folders[0], folders[1])
        } catch {
            _ = try await Fixture.execute(["rm", "-rf", folder])
            throw error
        }
        try await Fixture.check(Fixture.execute(["rm", "-rf", folder]))
    }
}
