// SPDX-License-Identifier: Apache-2.0

internal import Arguments
internal import DaxHost

/// A command line that scripts give hundreds of times, and that is understood without the parser of arguments.
///
/// The parser takes ten times as many instructions as the list of a host without devices.
enum PlainCommand: Hashable {
    /// `--version`.
    case version
    /// `list` with nothing but kinds of objects and a form of JSON.
    case list(ListRun)

    /// Understands the words after the program's name; nil for those that need the parser.
    init?(_ words: ArraySlice<String>) {
        switch words.first {
        case "--version" where words.count == 1: self = .version
        case "list", "ls":
            guard let list = Self.list(words.dropFirst()) else { return nil }
            self = .list(list)
        default: return nil
        }
    }

    private static func list(_ options: ArraySlice<String>) -> ListRun? {
        var list = ListRun()
        var kinds: Set<ListedKind> = []
        for option in options {
            switch option {
            case "-B", "--buses": kinds.insert(.bus)
            case "--dimms": kinds.insert(.dimm)
            case "-R", "--regions": kinds.insert(.region)
            case "-N", "--namespaces": kinds.insert(.namespace)
            case "-D", "--devices": kinds.insert(.device)
            case "-M", "--mappings": list.selection.showsMappings = true
            case "-i", "--idle": list.selection.includesIdle = true
            case "--json", "--json=pretty": list.format = list.format ?? .json
            case "--json=short": list.format = .jsonLine
            default: return nil
            }
        }
        if !kinds.isEmpty { list.selection.kinds = kinds }
        return list
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
