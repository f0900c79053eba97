// SPDX-License-Identifier: Apache-2.0

internal import OrderedJSON

/// A command as `--experimental-dump-help` describes it.
struct Command {
    /// The words of the command, such as `daxshift list`.
    let words: [String]
    let abstract: String
    /// Further paragraphs, without the example, which is in a section of the manual; empty without any.
    let discussion: [Substring]
    let arguments: [Argument]
    let subcommands: [Command]

    /// Reads the whole tree.
    ///
    /// - Throws: `ManualError` when a required key is missing.
    init(tree: JSON) throws(ManualError) {
        guard let root = tree["command"] else { throw ManualError("the command tree has no command") }
        try self.init(root, below: [])
    }

    private init(_ json: JSON, below parents: [String]) throws(ManualError) {
        guard let name = json["commandName"]?.string, let abstract = json["abstract"]?.string else {
            throw ManualError("a command below '\(parents.joined(separator: " "))' has no name or abstract")
        }
        words = parents + [name]
        self.abstract = abstract
        discussion = (json["discussion"]?.string ?? "").split(separator: "\n")
            .filter { !$0.hasPrefix("Example: ") }
        var arguments: [Argument] = []
        for item in json["arguments"]?.items ?? [] where item["shouldDisplay"] == .bool(true) {
            arguments.append(try Argument(item))
        }
        self.arguments = arguments
        var subcommands: [Command] = []
        // The parser's own `help` is the same for every command and repeats the pages.
        for item in json["subcommands"]?.items ?? [] where item["commandName"] != .string("help") {
            subcommands.append(try Command(item, below: words))
        }
        self.subcommands = subcommands
    }

    /// The name of the command's page, such as `daxshift-list`.
    var page: String { words.joined(separator: "-") }
}

/// A flag, an option or a positional argument of a command.
struct Argument {
    /// Its names, such as `-d` and `--device`; empty for a positional.
    let names: [String]
    /// The name of its value; nil for a flag.
    let value: String?
    let abstract: String
    let isOptional: Bool
    let isRepeating: Bool
    /// Whether it follows `--`.
    let isAfterTerminator: Bool
    /// Its possible values, if they are few.
    let allValues: [String]
    let defaultValue: String?

    fileprivate init(_ json: JSON) throws(ManualError) {
        guard let kind = json["kind"]?.string, let valueName = json["valueName"]?.string else {
            throw ManualError("an argument has no kind or no name for its value")
        }
        let names = (json["names"]?.items ?? []).compactMap { item in
            item["name"]?.string.map { (item["kind"] == .string("long") ? "--" : "-") + $0 }
        }
        // The short form first, as usual in manuals.
        self.names = names.filter { !$0.hasPrefix("--") } + names.filter { $0.hasPrefix("--") }
        value = kind == "flag" ? nil : valueName
        abstract = json["abstract"]?.string ?? ""
        isOptional = json["isOptional"] == .bool(true)
        isRepeating = json["isRepeating"] == .bool(true)
        isAfterTerminator = json["parsingStrategy"] == .string("postTerminator")
        allValues = (json["allValues"]?.items ?? []).compactMap(\.string)
        defaultValue = json["defaultValue"]?.string
    }

    /// Whether it is a positional argument.
    var isPositional: Bool { names.isEmpty }

    /// Whether every command has it, so that synopses leave it out.
    var isCommon: Bool { names.contains("--help") || names.contains("--version") }
}

extension JSON {
    fileprivate var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    fileprivate var items: [JSON] {
        if case .array(let values) = self { values } else { [] }
    }
}
