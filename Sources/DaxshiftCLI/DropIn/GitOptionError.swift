// SPDX-License-Identifier: Apache-2.0

/// Why the parsing of a command line stopped.
enum GitOptionError: Error, Sendable, Hashable {
    /// The usage was requested.
    case help
    /// The names of the options were requested, for shell completion.
    case listOptions
    /// Unknown short option.
    case unknownShort(Character)
    /// Unknown long option.
    case unknownLong(String)
    /// Ambiguous prefix; the last two candidates are reported.
    case ambiguous(String, [String])
    /// The value of an option is missing.
    case noValue(String, GitOption)
    /// The value of an option is not a number.
    case noNumber(String, GitOption)
    /// An option that takes no value has one.
    case unwantedValue(String, GitOption)

    /// What is wrong, in one line; nil when nothing is wrong.
    var problem: String? {
        switch self {
        case .help, .listOptions: nil
        case .unknownShort(let letter): "unknown switch `\(letter)'"
        case .unknownLong(let name): "unknown option `\(name)'"
        case .ambiguous(let name, let candidates):
            "Ambiguous option: \(name) (could be "
                + candidates.suffix(2).map { "--\($0)" }.joined(separator: " or ") + ")"
        case .noValue(let option, _): "\(option) requires a value"
        case .noNumber(let option, _): "\(option) expects a numerical value"
        case .unwantedValue(let option, _): "\(option) takes no value"
        }
    }
}
