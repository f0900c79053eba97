// SPDX-License-Identifier: Apache-2.0

import SampleHosts
import Testing

@testable import DaxshiftCLI

/// What `daxctl ---completion` says for the shell: the words after `daxctl`, the last of which is completed.
@Suite struct DaxctlCompletionTests {
    private static let verbs = DaxctlVerb.allCases.map(\.rawValue)
    private static let regions = ["region0", "region2", "all"]
    private static let devices = ["dax0.0", "dax0.1", "dax2.0", "all"]

    private static let lines: [([String], [String])] = [
        ([], verbs), ([""], verbs), (["off"], ["offline-memory"]),
        (["d"], ["destroy-device", "disable-device"]), (["bogus"], []), (["-"], ["--help", "--version"]),
        (["--v"], ["--version"]),
        (["bogus", ""], []), (["--version", ""], []), (["--bogus", ""], []),
        (["help", ""], verbs), (["help", "spl"], ["split-acpi"]), (["--help", "on"], ["online-memory"]),
        (["-h", "v"], ["version"]), (["help", "list", ""], []),
        (["version", ""], []), (["migrate-device-model", ""], []),
        // Options
        (["list", "--re"], ["--region", "--regions"]), (["list", "--d"], ["--dev", "--devices"]),
        (
            ["list", ""],
            ["--region", "--dev", "--devices", "--regions", "--mappings", "--idle", "--human"]
        ),
        (["list", "-RD", "--r", "--r"], []),
        (["list", "-RD", ""], ["--region", "--dev", "--mappings", "--idle", "--human"]),
        (["list", "-r0", "--re"], ["--regions"]), (["list", "--", ""], []), (["list", "--", "--re"], []),
        (["list", "dax"], []),
        (["online-memory", "0.0", ""], ["--region", "--human", "--verbose", "--no-movable"]),
        (["online-memory", "--v"], ["--verbose"]),
        // Operands
        (["reconfigure-device", ""], devices),
        (["reconfigure-device", "-m", "devdax", "-N", "dax0"], ["dax0.0", "dax0.1"]),
        (["offline-memory", "a"], ["all"]), (["offline-memory", "--", ""], devices),
        (["offline-memory", "--", "dax2.0", ""], []), (["destroy-device", "-f", "x"], []),
        // Values
        (["list", "-r", ""], regions), (["list", "-DRr", ""], regions),
        (["list", "--region", "region2"], ["region2"]),
        (["list", "--dev", ""], devices), (["list", "-d", "dax2"], ["dax2.0"]),
        (["list", "--dev=dax2"], ["--dev=dax2.0"]),
        (["list", "--region="], regions.map { "--region=" + $0 }),
        (["reconfigure-device", "-m", ""], ["system-ram", "devdax", "famfs"]),
        (["reconfigure-device", "0.0", "--mode", "sys"], ["system-ram"]),
        (["reconfigure-device", "--mode=d"], ["--mode=devdax"]),
        (["reconfigure-device", "--mod", "d"], ["devdax"]), (["reconfigure-device", "-s", ""], []),
        (["reconfigure-device", "--mode", ""], ["system-ram", "devdax", "famfs"]),
        (["reconfigure-device", "-s", "1G", "-a", ""], []), (["split-acpi", "-p", ""], []),
        (["reconfigure-device", "--bogus", ""], []),
    ]

    @Test(arguments: lines)
    func `a line goes on with these words`(line: [String], offered: [String]) {
        let run = DaxctlLine(["---completion"] + line, on: SimulatedHost(.sample))
        #expect(run.output.split(separator: "\n").map(String.init) == offered)
        #expect(run.status == 0)
        #expect(run.lines == [])
    }

    @Test(arguments: [
        ["create-device", "--input", ""], ["reconfigure-device", "--input", "some"],
        ["create-device", "--input=x"], ["split-acpi", "-d", ""], ["split-acpi", "--directory", "/"],
    ])
    func `the shell is told to look for files`(line: [String]) {
        let run = DaxctlLine(["---completion"] + line, on: SimulatedHost(.sample))
        #expect(run.output == "")
        #expect(run.status == 2)
        #expect(run.lines == [])
    }
}
