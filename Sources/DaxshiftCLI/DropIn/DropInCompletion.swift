// SPDX-License-Identifier: Apache-2.0

/// What a word on a command line in git's syntax can become, for shell completion.
enum DropInCompletion: Sendable, Hashable {
    /// One of these words.
    case words([String])
    /// The name of a file or folder.
    case file

    /// Completes the last word of a command line.
    ///
    /// - Parameters:
    ///   - line: The words after the program's name; the last one, which may be empty, is completed.
    ///   - operands: The words that can follow those operands of a command.
    ///   - values: What the value of an option can be.
    init<Verb: DropInVerb>(
        of line: ArraySlice<String>, operands: (Verb, _ given: [String]) -> [String],
        values: (GitOption) -> DropInCompletion
    ) {
        let word = line.last ?? ""
        self = Self.expected(after: line.dropLast(), as: word, operands, values)
            .with { $0.hasPrefix(word) ? $0 : nil }
    }

    private static func expected<Verb: DropInVerb>(
        after words: ArraySlice<String>, as word: String, _ operands: (Verb, [String]) -> [String],
        _ values: (GitOption) -> DropInCompletion
    ) -> DropInCompletion {
        let verbs = Verb.allCases.filter { $0.absence == nil }.map(\.rawValue)
        guard let first = words.first else {
            return .words(word.isEmpty ? verbs : verbs + ["--help", "--version"])
        }
        guard let verb = first == "--help" || first == "-h" ? .help : Verb(rawValue: first) else {
            return .words([])
        }
        let arguments: GitArguments
        do throws(GitOptionError) {
            arguments = try GitArguments(words.dropFirst(), verb.options)
        } catch {
            guard case .noValue(_, let option) = error else { return .words([]) }
            return values(option)
        }
        let hasOptions = !words.contains("--")
        if hasOptions, let end = word.firstIndex(of: "="),
            let option = verb.options.first(where: { "--\($0.long)" == word[..<end] })
        {
            return values(option).with { word[...end] + $0 }
        }
        let options = verb.options.filter { !arguments.has($0.long) }.map { "--\($0.long)" }
        if hasOptions && word.hasPrefix("-") { return .words(options) }
        if verb == .help { return .words(arguments.operands.isEmpty ? verbs : []) }
        let names = operands(verb, arguments.operands)
        return .words(names.isEmpty && hasOptions && word.isEmpty ? options : names)
    }

    private func with(_ change: (String) -> String?) -> DropInCompletion {
        switch self {
        case .words(let words): .words(words.compactMap(change))
        case .file: .file
        }
    }
}
