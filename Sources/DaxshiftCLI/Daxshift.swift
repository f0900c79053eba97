// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
internal import Glibc

/// The command `daxshift`: its subcommands, and how each of them ends.
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
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as CommandFailure {
            end(failure)
        } catch let failure as OutputError {
            end(CommandFailure(.output, [failure.description]))
        } catch {
            exit(withError: error)
        }
    }

    /// Tells why on standard error; where that is closed as well, the exit code has to do.
    private static func end(_ failure: CommandFailure) -> Never {
        CommandContext.standard().note(failure.lines.map { "daxshift: \($0)" })
        Glibc.exit(failure.code.rawValue)
    }
}
