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
}
