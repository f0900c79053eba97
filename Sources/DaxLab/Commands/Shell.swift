// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Glibc

/// `daxlab shell`: boots a guest and connects its console to the terminal.
struct Shell: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Boot a guest and open a shell on its console.",
        discussion: "End it with exit or ^D: that ends the guest.")

    @OptionGroup var options: GuestOptions

    func run() async throws {
        try await Session.run { report in
            var guest = try options.guest()
            guest.report = report
            if options.print { return try Session.print(guest) }
            guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
                throw LabError.request(
                    "a shell needs a terminal; for a script: daxlab run -- bash -c 'COMMANDS'")
            }
            return Session.status(of: try await guest.shell(), timeout: nil)
        }
    }
}
