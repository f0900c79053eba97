// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import SampleHosts
import Testing

@testable import DaxshiftCLI

/// How daxctl's command line is parsed, and what `list` prints.
@Suite struct DaxctlCommandTests {
    @Test(
        arguments: [
            (["/usr/bin/daxctl", "list"], ["list"]), (["daxctl"], []),
            (["./daxshift", "daxctl", "-v"], ["-v"]),
            (["daxshift", "list"], nil), (["daxshift"], nil), (["mydaxctl", "list"], nil), ([], nil),
            (["daxctl", "ndctl"], ["ndctl"]), (["/sbin/ndctl", "list"], ["list"]),
            (["daxshift", "ndctl", "list"], ["list"]),
        ] as [([String], [String]?)])
    func `the name decides`(arguments: [String], words: [String]?) {
        #expect(DropIn.meant(by: arguments).map { Array($0.words) } == words)
        #expect(
            DropIn.meant(by: arguments)?.program
                == words.map { arguments.dropLast($0.count).joined().hasSuffix("ndctl") ? .ndctl : .daxctl })
    }

    /// Words, the status, and whether standard output says something rather than standard error.
    private static let commandLines: [([String], UInt8, Bool)] = [
        ([], 1, true), (["-h"], 0, true), (["--help"], 0, true), (["--version"], 0, true),
        (["-v", "x"], 0, true),
        (["version", "x"], 0, true), (["help"], 0, true), (["help", "list"], 0, true),
        (["help", "x"], 16, false),
        (["--help", "list"], 0, true), (["list", "--help"], 0, true), (["--list-cmds"], 0, true),
        (["bogus"], 1, false), ([""], 1, false), (["--bogus"], 129, false), (["list", "-h"], 129, false),
        (["list", "x"], 129, false), (["list", "-z"], 129, false), (["list", "--list-opts"], 130, true),
        (["list", "-r", "9"], 0, false), (["list", "-d", "junk"], 0, false),
        (["create-device", "x"], 129, false),
        (["create-device", "-m", "devdax"], 129, false), (["create-device", "-s", "1.5G"], 234, false),
        (["create-device", "-r", "0"], 228, false), (["create-device", "-r", "9"], 250, false),
        (["migrate-device-model", "x"], 129, false),
        (["split-acpi", "-d", "/nonexistent", "-p1"], 254, false), (["split-acpi", "-n", "3"], 129, false),
        (["split-acpi", "-p", "x"], 129, false),
        (["online-memory"], 129, false), (["online-memory", "0.0", "1.0"], 129, false),
        (["offline-memory", "--no-movable", "all"], 129, false), (["reconfigure-device", "all"], 129, false),
        (["reconfigure-device", "-m", "devdax", "-N", "0.0"], 129, false),
        (["reconfigure-device", "-m", "famfs", "-N", "0.0"], 129, false),
        (["reconfigure-device", "-C", "-m", "devdax", "0.0"], 129, false),
    ]

    @Test(arguments: commandLines)
    func `a command line ends with its status`(words: [String], status: UInt8, prints: Bool) {
        let host = SimulatedHost(.sample)
        let run = DaxctlLine(words, on: host)
        #expect(run.status == status, "\(run.lines)")
        #expect(run.output.isEmpty != prints)
        #expect(run.lines.isEmpty == (prints || words == ["list", "-r", "9"]))
        #expect(host.performed.isEmpty)
    }

    @Test func `each region lists its own devices, also where several have one number`() throws {
        let regions = try JSON(parsing: DaxctlLine("list", "-RD", on: SimulatedHost(.sample)).output).elements
        #expect(regions.map { $0["id"] } == [0, 0, 2].map { JSON($0) })
        let names = ["dax0.1", "dax0.0", "dax2.0"].map { JSON.string($0) }
        #expect(regions.map { $0["devices"]?.elements.compactMap { $0["chardev"] } } == names.map { [$0] })
    }

    @Test(
        arguments: [
            (DaxctlVerb.list, "--region --dev --devices --regions --mappings --idle --human "),
            (.createDevice, "--region --human --verbose --size --align --input "),
            (.destroyDevice, "--region --human --verbose --force "),
            (
                .reconfigureDevice,
                "--region --human --verbose --size --align --input --mode --no-online --force --check-config "
                    + "--no-movable "
            ),
            (.onlineMemory, "--region --human --verbose --no-movable "),
            (.offlineMemory, "--region --human --verbose "), (.enableDevice, "--region --human --verbose "),
            (.disableDevice, "--region --human --verbose "), (.migrateDeviceModel, ""),
            (.splitACPI, "--directory --pxm --nodes --verbose "),
        ] as [(DaxctlVerb, String)])
    func `the options are those of daxctl`(verb: DaxctlVerb, names: String) {
        #expect(DaxctlLine(verb.rawValue, "--list-opts", on: SimulatedHost(.sample)).output == names)
    }

    @Test func `a list is sorted, and hides devices without size`() {
        let host = SimulatedHost(MadeUpHost.mixed)
        #expect(DaxctlLine("list", on: host).devices == ["dax0.0", "dax2.1", "dax2.10"])
        #expect(DaxctlLine("list", "-i", on: host).devices == ["dax0.0", "dax2.1", "dax2.10", "dax2.11"])
        let one = DaxctlLine("list", "-u", "-M", "-d", "2.1", on: host)
        #expect(
            one.output == """
                {
                  "chardev":"dax2.1",
                  "size":"1536.00 MiB (1610.61 MB)",
                  "target_node":3,
                  "mode":"devdax",
                  "mappings":[
                    {
                      "page_offset":"0",
                      "start":"0x400000000",
                      "end":"0x43fffffff",
                      "size":"1024.00 MiB (1073.74 MB)"
                    },
                    {
                      "page_offset":"0x40000",
                      "start":"0x480000000",
                      "end":"0x49fffffff",
                      "size":"512.00 MiB (536.87 MB)"
                    }
                  ]
                }

                """)
    }
}
