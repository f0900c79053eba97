// SPDX-License-Identifier: Apache-2.0

import Subprocess
import Testing

@Suite("The terminal", .inGuests)
struct TerminalHostTests {
    @Test("a command has a terminal where daxlab has one, of its size")
    func command() async throws {
        let guest = "stty size; test -t 0 && test -t 1 && ! test -t 2 && exit 7"
        let host = "stty rows 50 cols 101; exec .build/release/daxlab run -- bash -c '\(guest)' 2>/dev/null"
        let result = try await GuestSlots.all.use {
            try await run(
                .name("script"), arguments: ["-qec", host, "/dev/null"],
                workingDirectory: GuestScript.package,
                output: .string(limit: 4096), error: .string(limit: 4096))
        }
        // Before it, what the terminal echoes of the end of script's own stdin.
        #expect(result.standardOutput.hasSuffix("50 101\r\n"))
        #expect(result.terminationStatus == .exited(7))
    }
}
