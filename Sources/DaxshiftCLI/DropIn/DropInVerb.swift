// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// The commands of a program under whose name daxshift can be started.
protocol DropInVerb: RawRepresentable<String>, CaseIterable, Sendable {
    /// The name of the program.
    static var program: String { get }
    /// The version of the program whose command line is supported.
    static var supportedVersion: String { get }
    /// The command that prints the version.
    static var version: Self { get }
    /// The command that explains another one.
    static var help: Self { get }

    /// The options, in the order in which the usage shows them.
    var options: [GitOption] { get }
    /// The operands in the usage, such as `<device>`; empty for none.
    var operands: String { get }
    /// The line about a command that only the real program has; nil for one that is supported.
    var absence: String? { get }

    /// The last lines of a command that changes the host, which scripts match; none for the other commands.
    ///
    /// - Parameters:
    ///   - count: How many objects were changed.
    ///   - errno: The first error; nil when there was none.
    /// - Returns: The lines for standard error.
    func closing(of count: Int, _ errno: Errno?) -> [String]
}

extension DropInVerb {
    var absence: String? { nil }

    /// What the program prints for `-h`.
    static var usage: String {
        """

         usage: \(program) [--version] [--help] COMMAND [ARGS]

         '\(program) help COMMAND' shows the options of a command, '\(program) --list-cmds' the commands.


        """
    }

    /// The usage of the command, with its options.
    func usage(_ options: [GitOption]) -> String {
        let words = [Self.program, rawValue, operands, self.options.isEmpty ? "" : "[<options>]"]
        return "\n usage: \(words.filter { !$0.isEmpty }.joined(separator: " "))\n\n"
            + options.map(\.usage).joined() + "\n"
    }
}
