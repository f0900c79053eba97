// SPDX-License-Identifier: Apache-2.0

/// A parsed command line.
struct GitArguments: Sendable, Hashable {
    /// The options set without a value, and how many times.
    private(set) var flags: [String: Int] = [:]
    private var resets: Set<String> = []
    /// The options with their values.
    private(set) var values: [String: String] = [:]
    /// The operands, in order.
    private(set) var operands: [String] = []

    /// Reads a command line.
    ///
    /// Options and operands may be mixed; words after `--` are operands. A long option may be abbreviated while it is
    /// unique. `no-` resets an option; an option whose name begins with `no-` is reset by the name without it.
    ///
    /// - Parameters:
    ///   - words: The words after the command's name.
    ///   - options: The options that the command has.
    /// - Throws: ``GitOptionError`` at the first invalid word, or at one that asks for the usage.
    init(_ words: some Sequence<String>, _ options: [GitOption]) throws(GitOptionError) {
        var rest = words.makeIterator()
        while let word = rest.next() {
            guard word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            guard word != "--" else { break }
            if word.hasPrefix("--") {
                try readLong(word.dropFirst(2), options) { rest.next() }
            } else {
                try readShort(word.dropFirst(), options) { rest.next() }
            }
        }
        while let word = rest.next() { operands.append(word) }
    }

    /// Whether the option with this long name is set.
    func has(_ long: String) -> Bool { flags[long] != nil || values[long] != nil }

    /// Whether the option with this long name, which takes no value, was last reset by `no-`.
    func isReset(_ long: String) -> Bool { resets.contains(long) }

    // MARK: Short options

    private mutating func readShort(
        _ cluster: Substring, _ options: [GitOption], next: () -> String?
    ) throws(GitOptionError) {
        var cluster = cluster
        while let letter = cluster.popFirst() {
            guard let option = options.first(where: { $0.short == letter }) else {
                throw letter == "h" ? .help : .unknownShort(letter)
            }
            guard option.value != nil else {
                set(option)
                continue
            }
            try set(option, "switch `\(letter)'", cluster.isEmpty ? next() : String(cluster))
            return
        }
    }

    // MARK: Long options

    private mutating func readLong(
        _ text: Substring, _ options: [GitOption], next: () -> String?
    ) throws(GitOptionError) {
        switch text {
        case "help", "help-all": throw .help
        case "list-opts": throw .listOptions
        default: break
        }
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let (name, value) = (parts[0], parts.count > 1 ? String(parts[1]) : nil)
        let match = try Self.match(name, in: text, options)
        let option = match.option
        guard value == nil || (option.value != nil && !match.isUnset) else {
            throw .unwantedValue("option `\(match.name)'", option)
        }
        switch (option.value, match.isUnset) {
        case (nil, false): set(option)
        case (nil, true):
            flags[option.long] = nil
            resets.insert(option.long)
        case (_?, true): values[option.long] = nil
        case (_?, false):
            try set(option, "option `\(option.long)'", value ?? next())
        }
    }

    private mutating func set(_ option: GitOption) {
        flags[option.long, default: 0] += 1
        resets.remove(option.long)
    }

    private mutating func set(
        _ option: GitOption, _ spelling: String, _ value: String?
    ) throws(GitOptionError) {
        guard let value else { throw .noValue(spelling, option) }
        guard !option.isNumber || Int32(value) != nil else { throw .noNumber(spelling, option) }
        values[option.long] = value
    }

    private struct Match {
        let option: GitOption
        let isUnset: Bool

        var name: String { (isUnset ? "no-" : "") + option.long }
    }

    /// Finds the option with this name or, if unique, this prefix.
    private static func match(
        _ name: Substring, in word: Substring, _ options: [GitOption]
    ) throws(GitOptionError) -> Match {
        var shortened: [Match] = []
        for option in options {
            for (spelling, isUnset) in spellings(of: option) {
                if name == spelling { return Match(option: option, isUnset: isUnset) }
                if spelling.hasPrefix(name) {
                    shortened.append(Match(option: option, isUnset: isUnset))
                    break
                }
            }
        }
        guard let match = shortened.first else { throw .unknownLong(String(word)) }
        guard shortened.count == 1 else { throw .ambiguous(String(word), shortened.map(\.name)) }
        return match
    }

    /// The names that set or reset an option, in the order of the search.
    private static func spellings(of option: GitOption) -> [(String, isUnset: Bool)] {
        let own = [(option.long, false), ("no-" + option.long, true)]
        return option.long.hasPrefix("no-") ? own + [(String(option.long.dropFirst(3)), true)] : own
    }
}
