// SPDX-License-Identifier: Apache-2.0

import Testing

/// `daxshift list --capture`: its archive shows the same host as the one it was taken from.
@Suite(.enabled("needs root or unprivileged user namespaces") { try await Fixture.isPossible })
struct CaptureTests {
    @Test(arguments: Fixture.names)
    func captureOfACaptureIsTheSameHost(name: String) async throws {
        let isRoot = !name.hasSuffix("-user")
        try await Fixture.with(name) { host in
            let archive = "\(host.folder)/again.tar"
            try Fixture.check(await host.daxshift(["list", "--capture", archive], isRoot: isRoot))
            try await Fixture.with(archive: archive) { again in
                let (first, second) = try await (host.list(isRoot: isRoot), again.list(isRoot: isRoot))
                #expect(first == second)
            }
        }
    }

    @Test
    func captureGoesThroughAPipe() async throws {
        try await Fixture.with("ranges") { host in
            let outcome = try Fixture.check(await host.daxshift(["list", "--capture", "/dev/stdout"]))
            #expect(outcome.output.hasPrefix("sys\0"))
            #expect(outcome.output.contains("capture.txt\0"))
        }
    }

    @Test
    func longNamesAndLinksArePassedOn() async throws {
        try await Fixture.with("empty") { host in
            try await host.alter("t=$(printf %0150d 0); ln -s $t sys/bus/dax/link; echo 1 >sys/bus/dax/$t")
            let archive = "\(host.folder)/again.tar"
            try Fixture.check(await host.daxshift(["list", "--capture", archive]))
            try await Fixture.with(archive: archive) { again in
                try await again.alter(
                    "t=$(printf %0150d 0); test $(readlink sys/bus/dax/link)$(cat sys/bus/dax/$t) = ${t}1")
            }
        }
    }

    @Test
    func captureNamesWhatItCouldNotRead() async throws {
        try await Fixture.with("pmem-bus-user") { host in
            let archive = "\(host.folder)/again.tar"
            let outcome = try Fixture.check(
                await host.daxshift(["list", "--capture", archive], isRoot: false))
            #expect(outcome.diagnostics.contains("files can be read by root only"))
            let text = try Fixture.check(
                await Fixture.execute(["tar", "-xOf", archive, "capture.txt"])
            ).output
            #expect(text.contains("/dax_region/align: Permission denied\n"))
        }
    }

    @Test
    func captureThatCannotBeWrittenIsOneError() async throws {
        try await Fixture.with("empty") { host in
            let outcome = try await host.daxshift(["list", "--capture", "/nowhere/file.tar"])
            #expect(outcome.status == 1)
            #expect(
                outcome.diagnostics
                    == "daxshift: cannot write /nowhere/file.tar: No such file or directory\n")
        }
    }
}
