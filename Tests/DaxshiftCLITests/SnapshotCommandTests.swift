// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxHost
import DaxModel
import Glibc
import SampleHosts
import SystemPackage
import Testing

@testable import DaxshiftCLI

@Suite("A snapshot in the place of the host")
struct SnapshotCommandTests {
    /// Writes a snapshot and calls a closure with its path.
    private static func with(_ host: Inventory, _ body: (String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/host.json"
            try SnapshotFile(path: path).write(host, in: context().context)
            try body(path)
        }
    }

    private static func context() -> (context: CommandContext, output: Recorder, diagnostics: Recorder) {
        let (output, diagnostics) = (Recorder(), Recorder())
        return (
            CommandContext(output: output, diagnostics: diagnostics, terminal: MadeUpHost.screen), output,
            diagnostics
        )
    }

    /// What `list` or `map` prints.
    private static func shown(_ words: String...) throws -> String {
        let (context, output, _) = context()
        switch try Daxshift.parseAsRoot(words) {
        case let list as List: try list.run(in: context)
        case let map as Map: try map.run(in: context)
        default: Issue.record("\(words) shows nothing")
        }
        return output.text
    }

    @Test("is what list and map show")
    func shows() throws {
        var host = Inventory.divided
        host.warnings = ["look out"]
        try Self.with(host) { path in
            let listing = try ListSelection().listing(of: host)
            #expect(
                try Self.shown("list", "--json", "--from", path)
                    == listing.text(in: .json, for: MadeUpHost.screen))
            let (context, map, diagnostics) = Self.context()
            try #require(try Daxshift.parseAsRoot(["map"]) as? Map).show(host, in: context)
            #expect(try Self.shown("map", "--from", path) == map.text)
            #expect(diagnostics.text == "warning: look out\n")
        }
    }

    @Test(
        "gives the plan that the host gives, to any user, whatever is open or in use here",
        arguments: [
            ["reconfigure-device", "--mode", "system-ram", "all"],
            ["create-device", "-r", "2", "--size", "256M"], ["destroy-device", "--force", "dax2.3"],
            ["reconfigure-device", "--size", "max", "dax2.1"], ["disable-device", "dax2.0"],
            ["online-memory", "dax0.0"],
        ])
    func plans(words: [String]) throws {
        try Self.with(.cut) { path in
            let there = try Run.line(words + ["--dry-run"], on: SimulatedHost(.cut))
            try withTemporaryFolder { folder in
                let elsewhere = SimulatedHost(Inventory(kernel: KernelRelease(rawValue: "none")))
                mkdir(folder + "/daxshift", 0o700)
                let journal = folder + "/daxshift/journal"
                close(open(journal, O_CREAT | O_WRONLY, 0o600))
                let here = try Run(
                    words + ["--dry-run", "--from", path], on: elsewhere, JournalFolder(in: folder),
                    isRoot: false)
                #expect(here.output.text == there.output.text)
                #expect(here.failure == there.failure)
                #expect(elsewhere.performed.isEmpty)
                #expect(access(folder + "/daxshift/lock", F_OK) != 0)
            }
        }
    }

    @Test(
        "is not changed", arguments: ["reconfigure-device --mode devdax", "online-memory", "disable-device"])
    func isNotChanged(verb: String) throws {
        let error = #expect(throws: (any Error).self) {
            try Daxshift.parseAsRoot(
                verb.split(separator: " ").map(String.init) + ["--from", "host.json", "all"])
        }
        #expect(Daxshift.exitCode(for: try #require(error)).rawValue == DaxshiftCLI.ExitCode.usage.rawValue)
        let host = SnapshotHost(.sample)
        let action = try #require(try host.plan(Request(.disabled, .pmem)).steps.first).action
        let failure = #expect(throws: StepFailure.self) { try host.perform(action) }
        #expect("\(try #require(failure))".contains("EROFS"))
    }

    @Test("goes with none of the other ways to keep a host")
    func excludes() {
        for words in [["--snapshot", "a", "--from", "b"], ["--capture", "a", "--snapshot", "b"]] {
            let error = #expect(throws: (any Error).self) { try Daxshift.parseAsRoot(["list"] + words) }
            #expect(error.map { Daxshift.exitCode(for: $0).rawValue } == DaxshiftCLI.ExitCode.usage.rawValue)
        }
    }

    @Test("that is none is an error that names the file and the place")
    func badFiles() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/bad.json"
            for (text, problem) in [
                (
                    "{\n  \"schema\": 1,\n",
                    "\(path) can't be used as a snapshot: line 3, column 1: expected a key in quotes"
                ),
                (
                    #"{"schema": "daxshift.snapshot/1", "kernel": "6", "devices": [{"chardev": "sda"}]}"#,
                    "\(path) can't be used as a snapshot: devices[0].chardev: expected a string such as \"dax0.0\", "
                        + "not \"sda\""
                ),
            ] {
                try ResultFile(path: path).write(text)
                let run = try Run(
                    "disable-device", "--dry-run", "--from", path, "all", on: SimulatedHost(.sample))
                #expect(run.failure == CommandFailure(.failure, .inputFile(problem)))
                #expect(run.json?.column("code", of: "findings") == ["start.input-file"])
                for verb in ["list", "map"] {
                    #expect(throws: CommandFailure(.failure, .inputFile(problem))) {
                        try Self.shown(verb, "--from", path)
                    }
                }
            }
            #expect(
                throws: CommandFailure(
                    .failure, .inputFile("cannot read \(folder)/none: No such file or directory"))
            ) { try Self.shown("map", "--from", folder + "/none") }
        }
    }

    @Test("is in the file as a whole or not at all, for its owner alone")
    func writing() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/host.json"
            close(open(path, O_CREAT | O_WRONLY, 0o644))
            symlink(path, folder + "/link")
            try SnapshotFile(path: folder + "/link").write(.sample, in: Self.context().context)
            #expect(try SnapshotFile(path: path).read() == .sample)
            var status = stat()
            #expect(stat(path, &status) == 0 && status.st_mode == S_IFREG | 0o600)
            #expect(lstat(folder + "/link", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
            // The draft can't be made, so the old file stays.
            mkdir("\(path).\(getpid())", 0o700)
            #expect(throws: CommandFailure.self) {
                try SnapshotFile(path: path).write(.cut, in: Self.context().context)
            }
            #expect(try SnapshotFile(path: path).read() == .sample)
        }
    }

    @Test("says what it lacks")
    func lacking() throws {
        let (context, output, diagnostics) = Self.context()
        try SnapshotFile(path: "-").write(MadeUpHost.mixed, in: context)
        #expect(output.text.hasPrefix("{\n  \"schema\": \"daxshift.snapshot/1\","))
        #expect(
            diagnostics.text.contains("note: only root can read 1 of the files, so some values are missing\n")
        )
    }
}
