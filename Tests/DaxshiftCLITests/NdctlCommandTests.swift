// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import SampleHosts
import Testing

@testable import DaxModel
@testable import DaxshiftCLI

/// How ndctl's command line is parsed, and what `list` prints.
@Suite struct NdctlCommandTests {
    /// Words, the status, and whether standard output says something rather than standard error.
    private static let commandLines: [([String], UInt8, Bool)] = [
        ([], 1, true), (["-h"], 0, true), (["--help"], 0, true), (["--version"], 0, true),
        (["-v", "x"], 0, true),
        (["version"], 0, true), (["help"], 0, true), (["help", "list"], 0, true), (["help", "x"], 16, false),
        (["list", "--help"], 0, true), (["--list-cmds"], 0, true), (["bogus"], 1, false),
        (["--bogus"], 129, false),
        (["list", "-h"], 129, false), (["list", "x"], 129, false), (["list", "-z"], 129, false),
        (["list", "--list-opts"], 130, true), (["list", "-m", "bad"], 234, false),
        (["list", "-t", "PMEM"], 234, false), (["list", "-U", "x"], 234, false), (["list"], 0, true),
        (["monitor"], 1, false), (["help", "monitor"], 1, false), (["update-firmware", "-h"], 1, false),
    ]

    @Test(arguments: commandLines)
    func `a command line ends with its status`(words: [String], status: UInt8, prints: Bool) {
        let host = SimulatedHost(.nvdimms)
        let run = NdctlLine(words, on: host)
        #expect(run.status == status, "\(run.lines)")
        #expect(run.output.isEmpty != prints)
        #expect(run.lines.isEmpty == prints)
        #expect(host.performed.isEmpty)
    }

    @Test func `what only the real program does is refused by name`() {
        let absent = NdctlVerb.allCases.filter { $0.absence != nil }
        #expect(absent.count == 12)
        for verb in absent {
            let run = NdctlLine(verb.rawValue, "--bogus", on: SimulatedHost(.nvdimms))
            #expect(run.status == 1 && run.output.isEmpty)
            #expect(run.lines.count == 1 && run.lines[0].hasPrefix("\(verb.rawValue): "), "\(run.lines)")
        }
    }

    @Test func `the errors of list are those of ndctl`() {
        let host = SimulatedHost(.nvdimms)
        #expect(NdctlLine("list", "-m", "bad", on: host).lines == ["  Error: invalid mode: 'bad'"])
        #expect(
            NdctlLine("list", "-t", "x", "-m", "bad", on: host).lines
                == ["  Error: unknown type \"x\" must be \"pmem\" or \"blk\""])
        #expect(NdctlLine("list", "-U", "x", on: host).lines == ["  Error: invalid numa_node: 'x'"])
        #expect(NdctlLine("list", "x", on: host).lines[0] == "  Error: unknown parameter \"x\"")
    }

    /// Several names are given in one word; the real ndctl knows only the first number of them.
    @Test(
        arguments: [
            ("-r 0 1", ["region0", "region1"]), ("-r region1 0", ["region0", "region1"]),
            ("-r region1", ["region1"]),
            ("-r", []), ("-r 9", []), ("-r x all", ["region0", "region1"]), ("-r 00", []),
            ("-d 0 nmem9", ["region0"]),
            ("-n 1.0", ["region1"]), ("-b ACPI.NFIT", ["region0", "region1"]),
            ("-b 0 9", ["region0", "region1"]),
            ("-b x", []), ("-b ndbus0 x", ["region0", "region1"]), ("-t pmem", ["region0", "region1"]),
            ("-t blk", []),
            ("-U all", ["region0", "region1"]), ("-U 7", []),
        ] as [(String, [String])])
    func `an option takes several names`(option: String, regions: [String]) throws {
        let words = ["list", "-R", String(option.prefix(2)), String(option.dropFirst(3))]
        let run = NdctlLine(words, on: SimulatedHost(.nvdimms))
        #expect(run.status == 0 && run.lines.isEmpty)
        let found = run.output.isEmpty ? [] : try JSON(parsing: run.output).elements.map { $0["dev"] }
        #expect(Set(found) == Set(regions.map { JSON.string($0) }))
    }

    /// What `ls -U` shows on Linux 5.10, 6.12 and 7.2.
    @Test func `the kernel's order of names is known`() {
        let names = [
            "region1", "region0", "namespace1.0", "namespace1.1", "namespace0.1", "namespace0.0", "nmem1",
            "nmem0",
        ].map(KernelName.init(rawValue:))
        for (first, second) in [(0, 1), (2, 3), (4, 5), (6, 7)] {
            #expect(names[first].folderRank > names[second].folderRank)
        }
        #expect(KernelName(rawValue: "").folderRank == 2)
    }
}
