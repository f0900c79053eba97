// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
internal import Arguments
internal import Glibc

/// The command `daxshift` and its subcommands.
public struct Daxshift: ParsableCommand {
    /// The name, the summary and the subcommands in groups.
    public static let configuration = CommandConfiguration(
        commandName: "daxshift",
        abstract: "See and change how persistent, CXL and high-bandwidth memory is used.",
        version: release,
        groupedSubcommands: [
            CommandGroup(name: "See", subcommands: [List.self, Map.self]),
            CommandGroup(
                name: "Change devices",
                subcommands: [
                    ReconfigureDevice.self, CreateDevice.self, DestroyDevice.self, EnableDevice.self,
                    DisableDevice.self, MigrateDeviceModel.self,
                ]),
            CommandGroup(name: "Change memory", subcommands: [OnlineMemory.self, OfflineMemory.self]),
            CommandGroup(name: "Repair", subcommands: [Recover.self]),
        ])

    /// The version of this program.
    static let release = "0.1.0"

    /// Creates the command; the parser fills it in.
    public init() {}

    /// Runs the command line of this process and ends it with a documented exit code.
    public static func main() {
        StandardStreams.prepare()
        do {
            var command = try parseAsRoot(words(of: ProcessArguments.words))
            try command.run()
        } catch let failure as CommandFailure {
            end(failure)
        } catch let failure as OutputError {
            end(CommandFailure(.output, [failure.description]))
        } catch {
            exit(withError: error)
        }
    }

    /// The words after the program's name.
    ///
    /// - Throws: ``CommandFailure`` without a program name, and above a limit on the words, since the parser's time grows
    ///   with their square.
    static func words(of arguments: [String]) throws(CommandFailure) -> [String] {
        guard !arguments.isEmpty else { throw CommandFailure(.usage, ["started without a program name"]) }
        guard arguments.count <= mostWords else {
            throw CommandFailure(
                .usage,
                [
                    "the command line has \(arguments.count) words, and at most \(mostWords) are read: name 'all', or "
                        + "fewer devices at a time"
                ])
        }
        return Array(arguments.dropFirst())
    }

    private static let mostWords = 1024

    /// Prints the failure on standard error and ends with its exit code.
    private static func end(_ failure: CommandFailure) -> Never {
        CommandContext.standard().note(failure.lines.map { "daxshift: \($0)" })
        Glibc.exit(failure.code.rawValue)
    }
}
