// SPDX-License-Identifier: Apache-2.0

/// Why reading a command line ends before its end.
enum GitOptionError: Error, Sendable, Hashable {
    /// The usage was asked for.
    case help
    /// The names of the options were asked for, as a shell's completion does.
    case listOptions
    /// No option has this letter.
    case unknownShort(Character)
    /// No option has this name, nor one that begins so.
    case unknownLong(String)
    /// Several options begin so; of these the last two are told.
    case ambiguous(String, [String])
    /// An option stands without its value.
    case noValue(String, GitOption)
    /// An option has a value that is no number.
    case noNumber(String, GitOption)
    /// An option has a value that takes none.
    case unwantedValue(String, GitOption)

    /// What is wrong, in one line; nil when nothing is.
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
