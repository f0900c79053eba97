// SPDX-License-Identifier: Apache-2.0

/// Why a text is not read, and where.
public struct YamlError: Error, Sendable, Hashable {
    /// The place; the start of the text where ``Fault/isOfWhole``.
    public let place: YamlPlace
    /// What is wrong there.
    public let fault: Fault

    /// What can be wrong.
    public enum Fault: Sendable, Hashable {
        /// libyaml or one of its functions is missing.
        case missingLibrary(String)
        /// The text has more bytes than this.
        case tooLarge(limit: Int)
        /// It is no YAML; the words are the library's, and say what is wrong, and what it was reading.
        case syntax(String, context: String?)
        /// There is a second document.
        case secondDocument
        /// More lists and mappings are in each other than this.
        case tooDeep(limit: Int)
        /// An alias, which repeats another value.
        case alias
        /// An anchor, to which aliases refer.
        case anchor
        /// A tag, which names a type.
        case tag(String)
        /// The key of a mapping is a list or a mapping.
        case keyIsNoText
        /// The mapping has the key twice, first at this place.
        case keyTwice(String, first: YamlPlace)

        /// Whether it is a fault of the text as a whole.
        public var isOfWhole: Bool {
            switch self {
            case .missingLibrary, .tooLarge: true
            default: false
            }
        }
    }
}

extension YamlError.Fault: CustomStringConvertible {
    /// What is wrong, and the right form, in one line.
    public var description: String {
        switch self {
        case .missingLibrary(let name): "\(name) is missing, which reads it"
        case .tooLarge(let limit): "it has more than \(limit) bytes"
        case .syntax(let problem, let context?): "it is no YAML: \(problem) \(context)" + Self.advice(context)
        case .syntax(let problem, nil): "it is no YAML: \(problem)"
        case .secondDocument: "a second document begins: write all in one"
        case .tooDeep(let limit): "more than \(limit) lists and mappings are in each other"
        case .alias: "aliases are not taken: write the value again"
        case .anchor: "anchors are not taken: leave it out"
        case .tag(let tag): "the tag \(tag) is not taken: leave it out, and put text in quotes"
        case .keyIsNoText: "a list or a mapping can't be a key: write text"
        case .keyTwice(let key, let first):
            "\(key) is there twice, first in line \(first.line): keep one of them"
        }
    }

    /// What helps where text without quotes begins with the sign of a block.
    private static func advice(_ context: String) -> String {
        context == "while scanning a block scalar" ? "; write text that begins with > or | in quotes" : ""
    }
}
