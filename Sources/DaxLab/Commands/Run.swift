// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import SystemPackage

/// `daxlab run`: boots a guest and runs one command in it.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Boot a guest and run a command in it.",
        discussion: """
            The command's exit status is daxlab's, and its devdax namespaces are there when it starts. Where \
            daxlab's stdin and stdout are a terminal, the command has one too; elsewhere its stdin is empty, and its \
            stdout and stderr arrive apart and unchanged.

            Example: daxlab run --host mixed --kernel 6.12 -- daxshift list
            """)

    @OptionGroup var options: GuestOptions

    @Option(help: ArgumentHelp("Time limit of the guest, including the boot.", valueName: "seconds"))
    var timeout = 120

    @Option(
        help: ArgumentHelp("Write the output of the guest's serial console to a file.", valueName: "file"),
        completion: .file())
    var console: String?

    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp("The command and its arguments, after --.", valueName: "command"))
    var command: [String] = []

    func validate() throws {
        guard options.print || !command.isEmpty else {
            throw ValidationError("No command given. Write it after --, as in: daxlab run -- daxctl list")
        }
        guard (1...86400).contains(timeout) else {
            throw ValidationError("--timeout must be 1 to 86400 seconds, not \(timeout).")
        }
    }

    func run() async throws {
        let timeout = timeout
        try await Session.run { report in
            var guest = try options.guest()
            guest.hasTerminal = Terminal.isThere
            guest.console = console.map { FilePath($0) }
            guest.timeout = .seconds(timeout)
            guest.report = report
            if options.print { return try Session.print(guest) }
            return Session.status(of: try await guest.run(command), timeout: timeout)
        }
    }
}
