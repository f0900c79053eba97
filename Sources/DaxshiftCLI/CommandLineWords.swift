// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// The words after the program's name, checked for what the parser of arguments does not check.
struct CommandLineWords {
    /// The words, as the parser reads them.
    let words: [String]

    /// The name of the flag that stands for `--json=short`, without the hyphens.
    static let shortJSON = "json-short"

    private static let mostWords = 1024

    /// Checks the words of a process, the program's name first.
    ///
    /// - Throws: ``CommandFailure`` without a program name; above a limit on the words, since the parser's time grows
    ///   with their square; and for an unknown verb, which the parser takes for a request for help.
    init(_ arguments: [String]) throws(CommandFailure) {
        guard !arguments.isEmpty else {
            throw CommandFailure(.usage, .commandLine("started without a program name"))
        }
        guard arguments.count <= Self.mostWords else {
            throw CommandFailure(
                .usage,
                .commandLine(
                    "the command line has \(arguments.count) words, and at most \(Self.mostWords) are read: name "
                        + "'all', or fewer devices at a time"))
        }
        var words = Array(arguments.dropFirst())
        for index in words.prefix(while: { $0 != "--" }).indices {
            switch words[index] {
            case "--json=pretty": words[index] = "--json"
            case "--json=short": words[index] = "--" + Self.shortJSON
            case let word where word.hasPrefix("--json="):
                throw CommandFailure(.usage, .commandLine("'\(word)': --json is pretty or short"))
            default: break
            }
        }
        let verb = words.first == "help" ? words.dropFirst().first : words.first
        if let verb, !verb.hasPrefix("-"), !Self.verbs.contains(verb) {
            throw CommandFailure(
                .usage,
                .commandLine(
                    "there is no verb '\(verb)': the nearest is '\(Self.verbs.nearest(to: verb) ?? "help")'; see 'daxshift --help'"
                ))
        }
        let options = words.prefix { $0 != "--" }
        for names in Self.singleValued + Self.singleValued(of: verb) {
            let count = options.count { word in
                names.contains { word == $0 || word.hasPrefix($0 + "=") }
            }
            guard count < 2 else {
                throw CommandFailure(
                    .usage,
                    .commandLine("\(names[names.count - 1]) is given \(count) times, and takes one value"))
            }
        }
        self.words = words
    }

    /// The options that take one value, of which the parser would take the last: each with all its names.
    private static let singleValued = [
        ["-m", "--mode"], ["--zone"], ["-s", "--size"], ["-a", "--align"], ["--at"], ["--input"], ["--to"],
        ["--timeout"], ["--lock-timeout"], ["--from"], ["--snapshot"], ["--capture"], ["--svg"],
    ]

    /// The options that take one value with a verb, and that mean something else with another.
    private static func singleValued(of verb: String?) -> [[String]] {
        let region = [["-r", "--region"]]
        let namespace = [["-M", "--map"], ["-u", "--uuid"], ["-n", "--name"], ["-l", "--sector-size"]]
        return switch verb {
        case "create-namespace": region + namespace
        case "reconfigure-namespace": namespace
        case "plan": [["--out"]]
        case "apply": [["--confirm"]]
        case "create-device", "destroy-namespace", "enable-namespace", "disable-namespace": region
        default: []
        }
    }

    /// The form of the result for which words ask that may be wrong; a table when they ask for none.
    ///
    /// - Parameter arguments: The words of a process, the program's name first.
    /// - Returns: The form.
    static func format(in arguments: [String]) -> OutputFormat {
        let options = arguments.dropFirst().prefix { $0 != "--" }
        if options.contains("--json=short") { return .jsonLine }
        return options.contains { $0 == "--json" || $0.hasPrefix("--json=") } ? .json : .table
    }

    /// The names of all verbs, and their other names.
    private static let verbs =
        ["help"] + Daxshift.configuration.subcommands.flatMap { [$0._commandName] + $0.configuration.aliases }
}
