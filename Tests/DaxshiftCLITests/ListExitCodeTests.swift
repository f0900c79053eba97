// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxHost
import Glibc
import OrderedJSON
import SampleHosts
import Testing

@testable import DaxshiftCLI

/// The table of `list and map` in docs/exit-codes.md.
@Suite struct ListExitCodeTests {
    private static let snapshot = TripleTests.hosts[0]

    /// How a command ends: its exit code, and the codes of the findings that it prints as JSON.
    private static func end(
        _ words: [String], output: Recorder = Recorder(), journal: JournalFolder? = nil
    ) throws -> (code: DaxshiftCLI.ExitCode, findings: [String]) {
        let context = CommandContext(
            output: output, diagnostics: Recorder(), terminal: MadeUpHost.screen)
        var code = DaxshiftCLI.ExitCode.success
        do {
            switch try Daxshift.parse(["daxshift"] + words + ["--json"], in: context) {
            case let list as List:
                try list.run(in: context, on: LinuxHost(), journal: journal ?? JournalFolder())
            case let map as Map: try map.run(in: context)
            default: Issue.record("\(words) lists nothing")
            }
        } catch let failure as CommandFailure {
            code = failure.code
        } catch is OutputError {
            code = .output
        } catch {
            let number = Daxshift.exitCode(for: error).rawValue
            code = try #require(.init(rawValue: number))
        }
        let json = try? JSON(parsing: output.text)
        return (code, json?.column("code", of: "findings") ?? [])
    }

    private static let cases: [(words: [String], code: DaxshiftCLI.ExitCode, findings: [String])] = [
        ([], .success, []), (["--region", "0"], .success, []),
        (["--region", "99"], .failure, ["request.no-region"]),
        (["--frobnicate"], .usage, ["start.command-line"]),
    ]

    @Test(arguments: ["list", "map"])
    func `both end with the code of the table`(verb: String) throws {
        for (words, code, findings) in Self.cases {
            let ended = try Self.end([verb] + words + ["--from", Self.snapshot])
            #expect(ended == (code, findings), "\(words)")
        }
        #expect(try Self.end([verb, "--from", "/no/file"]) == (.failure, ["start.input-file"]))
        let full = try Self.end([verb, "--from", Self.snapshot], output: Recorder(isFull: true))
        #expect(full == (.output, []))
    }

    @Test func `list ends with them for what it alone can name and write`() throws {
        let named = try Self.end(["list", "--device", "99.9", "--from", Self.snapshot])
        #expect(named == (.failure, ["request.no-device"]))
        let carried = try Self.end(["list", "--namespace", "99.9", "--from", Self.snapshot])
        #expect(carried == (.failure, ["request.no-namespace"]))
        for option in ["--capture", "--snapshot"] {
            #expect(try Self.end(["list", option, "/no/file"]) == (.failure, ["start.output-file"]))
            #expect(try Self.end(["list", option, "/dev/full"]) == (.output, ["start.output-file"]))
        }
    }

    @Test func `list takes no lock, and a host where nothing is found is listed too`() throws {
        try withTemporaryFolder { folder in
            let journal = JournalFolder(in: folder)
            let lock = try HostLock.acquire(in: journal.folder, command: "other", timeout: .zero)
            try withExtendedLifetime(lock) {
                let ended = try Self.end(["list"], journal: journal)
                #expect(ended == (.success, []))
            }
        }
    }
}
