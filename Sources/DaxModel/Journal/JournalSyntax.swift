// SPDX-License-Identifier: Apache-2.0

/// The syntax of a type's values in a journal, as words: one description for writing and reading.
///
/// Only the text that is written can be read: any other text is refused.
struct JournalSyntax<Value>: Sendable {
    /// The words of a record that are not read yet.
    typealias Words = ArraySlice<Substring>

    /// Adds the words of a value to a line.
    let write: @Sendable (Value, inout JournalLine) -> Void
    /// Removes and parses the words of a value; returns nil for words that ``write`` does not write.
    let read: @Sendable (inout Words) -> Value?

    /// Creates a syntax from a function that writes and one that reads.
    init(
        write: @escaping @Sendable (Value, inout JournalLine) -> Void,
        read: @escaping @Sendable (inout Words) -> Value?
    ) {
        self.write = write
        self.read = read
    }

    /// Creates the syntax of values that are one word each.
    init(
        word: @escaping @Sendable (Value) -> String, value: @escaping @Sendable (Substring) -> Value?
    ) {
        self.init {
            $1.add(word($0))
        } read: {
            $0.popFirst().flatMap(value)
        }
    }

    /// Creates the syntax of values that have one of several forms.
    ///
    /// - Parameter forms: The forms; each value has exactly one.
    init(forms: [Form]) {
        self.init { value, line in
            _ = forms.first { $0.write(value, &line) }
        } read: { words in
            guard let keyword = words.popFirst() else { return nil }
            return forms.first { $0.keyword == keyword }?.read(&words)
        }
    }

    /// The same word after a label: `label=word`.
    func labelled(_ label: String) -> JournalSyntax {
        JournalSyntax { value, line in
            line.add(label)
            line.add("=")
            write(value, &line)
        } read: { words in
            guard let word = JournalText.field(label, words.first) else { return nil }
            words[words.startIndex] = word
            return read(&words)
        }
    }
}

extension JournalSyntax {
    /// A value as it is written in a journal.
    func text(of value: Value) -> String { JournalText.text { write(value, &$0) } }

    /// Reads a value from its text; nil for any other text.
    func value(of text: some StringProtocol) -> Value? {
        var words = Substring(text).split(separator: " ", omittingEmptySubsequences: false)[...]
        guard let value = read(&words), words.isEmpty else { return nil }
        return value
    }
}

extension JournalSyntax {
    /// One form of a type's values: a keyword and the parts that follow it.
    struct Form: Sendable {
        let keyword: String
        /// Adds a value to a line; returns false, and adds nothing, for a value of another form.
        let write: @Sendable (Value, inout JournalLine) -> Bool
        /// Removes and parses the words after the keyword.
        let read: @Sendable (inout Words) -> Value?

        /// Creates the form of a single value.
        init(_ keyword: String, _ value: Value) where Value: Equatable & Sendable {
            self.keyword = keyword
            write = { other, line in
                guard other == value else { return false }
                line.add(keyword)
                return true
            }
            read = { _ in value }
        }

        /// Creates a form with one part.
        ///
        /// - Parameters:
        ///   - keyword: The first word.
        ///   - syntax: The syntax of the part after the keyword.
        ///   - make: Creates the value from its part.
        ///   - part: Returns the part of a value of this form; nil for any other value.
        init<Part>(
            _ keyword: String, _ syntax: JournalSyntax<Part>,
            _ make: @escaping @Sendable (Part) -> Value, part: @escaping @Sendable (Value) -> Part?
        ) {
            self.keyword = keyword
            write = { value, line in
                guard let part = part(value) else { return false }
                line.add(keyword)
                line.add(" ")
                syntax.write(part, &line)
                return true
            }
            read = { syntax.read(&$0).map(make) }
        }

        /// Creates a form with two parts.
        ///
        /// - Parameters:
        ///   - keyword: The keyword.
        ///   - first: The syntax of the first part, which follows the keyword.
        ///   - second: The syntax of the second part, which follows the first.
        ///   - make: Creates the value from its parts.
        ///   - parts: Returns the parts of a value of this form; nil for any other value.
        init<First, Second>(
            _ keyword: String, _ first: JournalSyntax<First>, _ second: JournalSyntax<Second>,
            _ make: @escaping @Sendable (First, Second) -> Value,
            parts: @escaping @Sendable (Value) -> (First, Second)?
        ) {
            let both = JournalSyntax<(First, Second)> { value, line in
                first.write(value.0, &line)
                line.add(" ")
                second.write(value.1, &line)
            } read: { words in
                guard let one = first.read(&words), let other = second.read(&words) else { return nil }
                return (one, other)
            }
            self.init(keyword, both, { make($0.0, $0.1) }, part: parts)
        }
    }
}
