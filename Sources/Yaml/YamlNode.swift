// SPDX-License-Identifier: Apache-2.0

/// A value of a YAML text, and where it begins.
public struct YamlNode: Sendable, Hashable {
    /// Where it begins.
    public let place: YamlPlace
    /// The value.
    public let content: Content

    /// A value.
    public enum Content: Sendable, Hashable {
        /// Characters without quotes, which are text, a number, `true`, `false` or nothing; see ``YamlNode/text``.
        case plain(String)
        /// Text in quotes or in a block.
        case quoted(String)
        /// A list.
        case list([YamlNode])
        /// A mapping, in the order of the text; no key is there twice.
        case mapping([Member])
    }

    /// A key of a mapping with its value.
    public struct Member: Sendable, Hashable {
        /// The key, with or without quotes in the text.
        public let key: String
        /// Where the key begins.
        public let place: YamlPlace
        /// The value.
        public let value: YamlNode
    }
}

extension YamlNode {
    /// The most bytes of a text that is read.
    public static let maximumSize = 1 << 20
    /// The most lists and mappings in each other.
    public static let maximumDepth = 32

    /// Reads a text of one document, without aliases, anchors and tags; an empty text is a plain scalar without characters.
    ///
    /// The corresponding C function is `yaml_parser_parse`.
    ///
    /// - Parameter bytes: The text in UTF-8.
    /// - Throws: ``YamlError`` for any other text, and without libyaml.
    public init(parsing bytes: [UInt8]) throws(YamlError) {
        guard bytes.count <= Self.maximumSize else {
            throw YamlError(place: .start, fault: .tooLarge(limit: Self.maximumSize))
        }
        self = try unsafe bytes.withUnsafeBufferPointer { (input) throws(YamlError) in
            var parser = try unsafe Parser(input)
            return try parser.document()
        }
    }

    /// The truth value, `true` or `false` without quotes; nil for any other value.
    public var flag: Bool? {
        guard case .plain(let characters) = content else { return nil }
        switch characters {
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default: return nil
        }
    }

    /// Whether there is no value: no characters, `~` or `null` without quotes.
    public var isNothing: Bool {
        guard case .plain(let characters) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(characters)
    }

    /// The text: characters in quotes, or such that YAML 1.2 takes neither for a number nor for a truth value nor for
    /// nothing; nil for any other value.
    public var text: String? {
        switch content {
        case .quoted(let text): text
        case .plain(let characters) where flag == nil && !isNothing && !Self.isNumber(characters): characters
        case .plain, .list, .mapping: nil
        }
    }

    /// Whether characters without quotes are a number in the core schema of YAML 1.2.
    private static func isNumber(_ characters: String) -> Bool {
        for (prefix, radix) in [("0x", 16), ("0o", 8)] where characters.hasPrefix(prefix) {
            let digits = characters.dropFirst(prefix.count)
            return !digits.isEmpty && digits.allSatisfy { $0.isASCII && ($0.hexDigitValue ?? radix) < radix }
        }
        let unsigned = characters.first.map("+-".contains) == true ? characters.dropFirst() : characters[...]
        return [".inf", ".Inf", ".INF"].contains(unsigned) || [".nan", ".NaN", ".NAN"].contains(characters)
            || (characters.utf8.allSatisfy("0123456789.+-eE".utf8.contains) && Double(characters) != nil)
    }
}
