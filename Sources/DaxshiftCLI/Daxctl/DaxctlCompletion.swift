// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// What a word on daxctl's command line can become, for shell completion.
enum DaxctlCompletion: Sendable, Hashable {
    /// One of these words.
    case words([String])
    /// The name of a file or folder.
    case file

    /// Completes the last word of a command line.
    ///
    /// - Parameters:
    ///   - line: The words after `daxctl`; the last one, which may be empty, is completed.
    ///   - survey: Reads the devices and regions of the host; called only if they are needed.
    init(of line: ArraySlice<String>, on survey: () -> Inventory) {
        let word = line.last ?? ""
        self = Self.expected(after: line.dropLast(), as: word, survey).with { $0.hasPrefix(word) ? $0 : nil }
    }

    private static func expected(
        after words: ArraySlice<String>, as word: String, _ survey: () -> Inventory
    ) -> DaxctlCompletion {
        let verbs = DaxctlVerb.allCases.map(\.rawValue)
        guard let first = words.first else {
            return .words(word.isEmpty ? verbs : verbs + ["--help", "--version"])
        }
        guard let verb = first == "--help" || first == "-h" ? .help : DaxctlVerb(rawValue: first) else {
            return .words([])
        }
        let arguments: GitArguments
        do throws(GitOptionError) {
            arguments = try GitArguments(words.dropFirst(), verb.options)
        } catch {
            guard case .noValue(_, let option) = error else { return .words([]) }
            return value(of: option, survey)
        }
        let hasOptions = !words.contains("--")
        if hasOptions, let end = word.firstIndex(of: "="),
            let option = verb.options.first(where: { "--\($0.long)" == word[..<end] })
        {
            return value(of: option, survey).with { word[...end] + $0 }
        }
        let options = verb.options.filter { !arguments.has($0.long) }.map { "--\($0.long)" }
        if hasOptions && word.hasPrefix("-") { return .words(options) }
        if arguments.operands.isEmpty {
            if verb == .help { return .words(verbs) }
            if verb.purpose != nil { return .words(LiveNames.devices(of: survey()) + ["all"]) }
        }
        return .words(hasOptions && word.isEmpty ? options : [])
    }

    private static func value(of option: GitOption, _ survey: () -> Inventory) -> DaxctlCompletion {
        switch option {
        case .region: .words(LiveNames.regions(of: survey()) + ["all"])
        case .device: .words(LiveNames.devices(of: survey()) + ["all"])
        case .mode: .words(DaxDevice.Mode.allCases.map(\.rawValue))
        case .input, .directory: .file
        default: .words([])
        }
    }

    private func with(_ change: (String) -> String?) -> DaxctlCompletion {
        switch self {
        case .words(let words): .words(words.compactMap(change))
        case .file: .file
        }
    }
}
