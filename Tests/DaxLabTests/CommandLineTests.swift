// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Arguments
import Testing

@testable import DaxLab

@Suite struct CommandLineTests {
    @Test func `the version is that of the release`() {
        #expect(Daxlab.configuration.version == Release.version)
        let error = #expect(throws: (any Error).self) { try Daxlab.parseAsRoot(["--version"]) }
        #expect(error.map { Daxlab.fullMessage(for: $0) } == Release.version)
    }

    @Test(arguments: [
        ([], ""), (["--append", "a b", "--append", "-c", "--append=d"], " a b -c d"),
    ])
    func `what is appended adds up in its order`(_ options: [String], _ end: String) throws {
        let line = try GuestOptions.parse(options).guest().qemuCommand().last
        #expect(line == "console=ttyS0 quiet panic=-1 no_timer_check" + end)
    }
}
