// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// `daxlab shell`: boots a guest and runs a shell in it on this terminal.
struct Shell: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Boot a guest and open a shell in it.",
        discussion: """
            End it with exit or ^D: that ends the guest.

            Example: daxlab shell --host hbm
            """)

    @OptionGroup var options: GuestOptions

    func run() async throws {
        try await Session.run { report in
            var guest = try options.guest()
            guest.report = report
            if options.print { return try Session.print(guest) }
            guard Terminal.isThere else {
                throw LabError.request(
                    "a shell needs a terminal; for a script: daxlab run -- bash -c 'COMMANDS'")
            }
            guest.hasTerminal = true
            Session.message(
                "booting the host \(guest.host.name) with Linux \(guest.kernel.name); exit or ^D ends the guest"
            )
            return Session.status(of: try await guest.run(["bash"]), timeout: nil)
        }
    }
}
