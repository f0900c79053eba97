// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import SystemPackage
import Testing

/// The names of captured hosts that the shell is offered.
@Suite(.enabled("needs root or unprivileged user namespaces") { try await Fixture.isPossible })
struct NameCompletionTests {
    private static let devices = ["reconfigure-device", "--", "positional@0"]
    private static let carriers = ["migrate-device-model", "--", "--device"]

    @Test(arguments: [
        (
            "pmem-bus", devices,
            [
                "dax0.0", "dax1.0", "namespace0.0", "namespace1.0", "07bc7573-aca8-406e-90d0-17524d99b28d",
                "d386b6ff-cca4-428f-a25f-453f2b84b8fe", "all",
            ]
        ),
        (
            "pmem-class", carriers,
            [
                "dax0.0", "dax1.0", "namespace0.0", "namespace1.0", "7ad2e1dd-91b6-4ce1-af99-43db8a5318ac",
                "69fb7b6d-7371-478b-9def-5bfdaf20be68",
            ]
        ),
        ("mixed", ["list", "--", "--device"], ["dax0.0", "dax1.0", "dax2.0"]),
        ("mixed", ["list", "--", "--region"], ["region0", "region1", "region2"]),
        ("mixed", ["list", "--", "--namespace"], ["namespace0.0", "namespace1.0"]),
        ("pieces", ["list", "--", "--region"], ["region0", "region1"]),
        ("empty", devices, ["all"]),
        ("empty", ["list", "--", "--namespace"], []),
    ])
    func namesAreThoseOfTheHost(name: String, argument: [String], offered: [String]) async throws {
        try await Fixture.with(name) { host in
            let asRoot = try await Self.names(argument, of: host)
            let asUser = try await Self.names(argument, of: host, isRoot: false)
            #expect(asRoot == offered)
            #expect(asUser == offered)
        }
    }

    @Test
    func whatTheLineHasIsNotOfferedAgain() async throws {
        try await Fixture.with("pmem-bus") { host in
            let words = ["dax0.0", "namespace1.0", "07bc7573-aca8-406e-90d0-17524d99b28d"]
            let offered = try await Self.names(Self.devices, after: words, of: host)
            #expect(
                offered == ["dax1.0", "namespace0.0", "d386b6ff-cca4-428f-a25f-453f2b84b8fe", "all"])
        }
    }

    @Test(arguments: Fixture.names)
    func namespacesAreThoseOfTheList(name: String) async throws {
        try await Fixture.with(name) { host in
            let list = try await JSON(
                parsing: Fixture.check(host.daxshift(["list", "--json", "--namespaces", "--idle"])).output)
            var names: [String] = []
            var carriers: [String] = []
            var uuids: [String] = []
            guard case .array(let namespaces) = list["namespaces"] else { throw Errno.badMessage }
            for namespace in namespaces {
                guard case .string(let name) = namespace["dev"] else { continue }
                names.append(name)
                guard namespace["chardev"] != nil else { continue }
                carriers.append(name)
                if case .string(let uuid) = namespace["uuid"] { uuids.append(uuid) }
            }
            #expect(try await Self.names(["list", "--", "--namespace"], of: host) == names)
            let offered = try await Self.names(Self.carriers, of: host)
            #expect(offered.filter { !$0.hasPrefix("dax") } == carriers + uuids)
        }
    }

    @Test
    func noLibraryIsLoadedAndNothingIsWritten() async throws {
        try await Fixture.with("pmem-bus") { host in
            let opened = try await host.filesOpened(
                by: ["---completion"] + Self.devices + ["2", "0", "daxshift", "x", ""])
            #expect(opened.contains { $0.hasSuffix("namespace0.0/holder") })
            #expect(
                !opened.contains { $0.contains("ctl.so") || $0.contains("libkmod") || $0.hasPrefix("/run") })
        }
    }

    /// What is offered at the end of a line, one empty word after these.
    private static func names(
        _ argument: [String], after words: [String] = [], of host: Fixture, isRoot: Bool = true
    ) async throws -> [String] {
        let line = ["daxshift", argument[0]] + words
        let outcome = try await Fixture.check(
            host.daxshift(
                ["---completion"] + argument + ["\(line.count)", "0"] + line + [""], isRoot: isRoot))
        #expect(outcome.diagnostics == "")
        return outcome.output.split(separator: "\n").map(String.init)
    }
}
