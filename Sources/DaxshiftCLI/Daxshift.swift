// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
internal import Arguments
internal import DaxModel
internal import Glibc

/// The command `daxshift` and its subcommands.
public struct Daxshift: ParsableCommand {
    /// The name, the summary and the subcommands in groups.
    public static let configuration = CommandConfiguration(
        commandName: "daxshift",
        abstract: "See and change how persistent, CXL and high-bandwidth memory is used.",
        discussion: "Example: daxshift list",
        version: Release.version,
        groupedSubcommands: [
            CommandGroup(name: "See", subcommands: [List.self, Map.self, ReadLabels.self]),
            CommandGroup(
                name: "Change devices",
                subcommands: [
                    ReconfigureDevice.self, CreateDevice.self, DestroyDevice.self, EnableDevice.self,
                    DisableDevice.self, MigrateDeviceModel.self,
                ]),
            CommandGroup(
                name: "Change namespaces",
                subcommands: [
                    CreateNamespace.self, ReconfigureNamespace.self, DestroyNamespace.self,
                    EnableNamespace.self,
                    DisableNamespace.self,
                ]),
            CommandGroup(
                name: "Change NVDIMM regions and labels",
                subcommands: [
                    EnableRegion.self, DisableRegion.self, InitLabels.self, ZeroLabels.self,
                ]),
            CommandGroup(
                name: "Layouts",
                subcommands: [PlanLayout.self, Apply.self, Confirm.self, ShowLayout.self]),
            CommandGroup(name: "Change memory", subcommands: [OnlineMemory.self, OfflineMemory.self]),
            CommandGroup(name: "Repair", subcommands: [Recover.self]),
        ])

    /// Creates the command; the parser fills it in.
    public init() {}

    /// Runs the command line of this process and ends it with a documented exit code.
    public static func main() {
        StandardStreams.prepare()
        do {
            let words = ProcessArguments.words
            if let command = PlainCommand(words.dropFirst()) {
                try command.run(in: .standard())
            } else {
                var command = try parse(words, in: .standard())
                try command.run()
            }
        } catch let failure as CommandFailure {
            end(failure)
        } catch let failure as OutputError {
            end(CommandFailure(.output, [failure.description]))
        } catch {
            end(error)
        }
    }

    /// Parses the words of a process; what is wrong with them is also printed as JSON where they ask for that.
    ///
    /// - Parameters:
    ///   - arguments: The words, the program's name first.
    ///   - context: Where JSON is printed.
    /// - Returns: The command.
    /// - Throws: What is wrong with the words, or a request for help or the version.
    static func parse(_ arguments: [String], in context: CommandContext) throws -> any ParsableCommand {
        do {
            return try parseAsRoot(CommandLineWords(arguments).words)
        } catch let failure as CommandFailure {
            throw context.reported(failure, as: CommandLineWords.format(in: arguments))
        } catch {
            if !exitCode(for: error).isSuccess {
                let failure = CommandFailure(.usage, .commandLine(message(for: error)))
                _ = context.reported(failure, as: CommandLineWords.format(in: arguments))
            }
            throw error
        }
    }

    /// Prints help on standard output, or what is wrong with the command line and its verb's usage on standard error.
    private static func end(_ error: any Error) -> Never {
        let code = exitCode(for: error)
        guard !code.isSuccess else { exit(withError: error) }
        let (text, prefix) = (fullMessage(for: error), "Error: ")
        let message = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
        CommandContext.standard().note("daxshift: \(message)".split(separator: "\n").map(String.init))
        Glibc.exit(code.rawValue)
    }

    /// Prints the failure on standard error and ends with its exit code.
    private static func end(_ failure: CommandFailure) -> Never {
        CommandContext.standard().note(failure.lines.map { "daxshift: \($0)" })
        Glibc.exit(failure.code.rawValue)
    }
}
