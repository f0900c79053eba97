// SPDX-License-Identifier: Apache-2.0

import SystemPackage
import Testing

@testable import DaxLab

@Suite struct TerminalTests {
    @Test(arguments: [
        ([:], ["TERM=linux", "LANG=C"]),
        (["TERM": "xterm", "LANG": "de_DE.UTF-8"], ["TERM=xterm", "LANG=C.UTF-8"]),
        (["TERM": "", "LC_ALL": "C", "LANG": "en_US.UTF-8"], ["TERM=linux", "LANG=C"]),
        (["LC_CTYPE": "de_DE.utf8@euro", "NO_COLOR": "1"], ["TERM=linux", "LANG=C.UTF-8", "NO_COLOR=1"]),
    ])
    func `the command gets the terminal's type and encoding`(_ here: [String: String], _ there: [String]) {
        #expect(Terminal.environment { here[$0] } == there)
    }

    @Test(arguments: [false, true])
    func `the guest is told of a terminal only where there is one`(_ hasTerminal: Bool) async throws {
        let folder = try TemporaryFolder(in: TemporaryFolder.standardParent)
        defer { folder.remove() }
        let archive = try await RunInitramfs(
            command: ["a", "b c"], marker: "m", hasTerminal: hasTerminal, nvdimms: [], copies: [], present: []
        ).archive(in: folder.path.appending("own"))
        #expect(archive.contains("a\0b c\0".utf8))
        for name in ["lab/terminal", "lab/environment"] {
            #expect(archive.contains("\(name)\0".utf8) == hasTerminal)
        }
    }
}
