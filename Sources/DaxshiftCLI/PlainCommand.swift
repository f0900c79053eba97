// SPDX-License-Identifier: Apache-2.0

internal import Arguments
internal import DaxHost

/// A command line that scripts give hundreds of times, and that is understood without the parser of arguments.
///
/// The parser takes ten times as many instructions as the list of a host without devices.
enum PlainCommand: Hashable {
    /// `--version`.
    case version
    /// `list` with nothing but a form of JSON.
    case list(ListRun)

    /// Understands the words after the program's name; nil for those that need the parser.
    init?(_ words: ArraySlice<String>) {
        var list = ListRun()
        switch (words.first, Array(words.dropFirst())) {
        case ("--version"?, []):
            self = .version
            return
        case ("list"?, []), ("ls"?, []): break
        case ("list"?, ["--json"]), ("list"?, ["--json=pretty"]): list.format = .json
        case ("list"?, ["--json=short"]): list.format = .jsonLine
        default: return nil
        }
        self = .list(list)
    }

    /// Carries out the command as the parsed one would.
    func run(in context: CommandContext) throws {
        switch self {
        case .version: try context.output.write(Release.version + "\n")
        case .list(let list):
            try context.reportingFailure(as: list.format(in: context)) {
                try list.run(in: context, on: LinuxHost(), JournalFolder())
            }
        }
    }
}
